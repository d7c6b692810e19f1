import type { ConversationState, DeskState } from '@porchlight/client/state/desk';

/** What somebody changes of a conversation before the desk has confirmed it. */
export type ConversationPatch = Partial<Omit<ConversationState, 'id' | 'version'>>;

/**
 * The state with conversations changed here. They count as newer than any answer that was asked for before, and as
 * older than the event by which the desk confirms the change.
 */
export function patchConversations(
  state: DeskState,
  patches: ReadonlyMap<number, ConversationPatch>,
): DeskState {
  const version = state.version + 1;
  const conversations = new Map(state.conversations);
  for (const [id, patch] of patches) {
    const before = conversations.get(id);
    if (before) conversations.set(id, { ...before, ...patch, version });
  }
  return { ...state, version, conversations };
}

/** The state without conversations that were deleted here. */
export function dropConversations(state: DeskState, ids: readonly number[]): DeskState {
  const dropped = new Set(ids);
  const without = <Value>(map: ReadonlyMap<number, Value>) =>
    new Map([...map].filter(([id]) => !dropped.has(id)));
  const version = state.version + 1;
  const gone = new Map(state.gone);
  for (const id of ids) gone.set(`conversation ${id}`, version);
  return {
    ...state,
    version,
    gone,
    conversations: without(state.conversations),
    threads: without(state.threads),
    typing: without(state.typing),
  };
}
