import type { DeskState } from '@porchlight/client/state/desk';

/** Whether events told of conversations between the two: what requests brought does not count. */
export function hasToldOfConversations(before: DeskState, after: DeskState): boolean {
  if (after.gone !== before.gone) return true;
  if (after.unknown !== before.unknown && after.unknown.size > 0) return true;
  if (after.conversations === before.conversations) return false;
  for (const [id, conversation] of after.conversations) {
    const isChanged = conversation !== before.conversations.get(id);
    if (isChanged && conversation.version > before.version) return true;
  }
  return false;
}
