import type { ConversationState, DeskState } from '@porchlight/client/state/desk';
import type { Narrowing } from './narrowing.ts';

/** Of the conversations that waited when it was read, those that still do, the longest first. */
export function stillWaiting(
  ids: readonly number[],
  conversations: DeskState['conversations'],
  { inbox_id, team_id }: Narrowing,
): ConversationState[] {
  return ids
    .flatMap((id) => conversations.get(id) ?? [])
    .filter(
      (each) =>
        each.status === 'open' &&
        each.waiting_since > 0 &&
        (inbox_id === undefined || each.inbox_id === inbox_id) &&
        (team_id === undefined || each.team?.id === team_id),
    )
    .sort((one, other) => one.waiting_since - other.waiting_since || one.id - other.id);
}
