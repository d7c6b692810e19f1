import type { ConversationState, DeskState } from '@porchlight/client/state/desk';
import { type Tab, tabs } from '../search.ts';
import { fitsFilter, isOfTab, type ListFilter } from './membership.ts';

/** How many conversations each tab has. */
export type TabCounts = Readonly<Record<Tab, number>>;

/** The counts after conversations changed: those that came in are counted, those that left are not any more. */
export function changedCounts(
  counts: TabCounts,
  before: DeskState['conversations'],
  after: DeskState['conversations'],
  { filter, user_id }: { filter: ListFilter; user_id: number },
): TabCounts {
  const changed = { ...counts };
  const count = (conversation: ConversationState, step: 1 | -1) => {
    if (!fitsFilter(conversation, filter)) return;
    for (const tab of tabs)
      if (isOfTab(conversation, tab, user_id)) changed[tab] = Math.max(0, changed[tab] + step);
  };
  for (const [id, conversation] of after) {
    const former = before.get(id);
    if (former === conversation) continue;
    if (former) count(former, -1);
    // One that a page brought was counted by the desk already; one that an event brought was not.
    if (former || conversation.version > 0) count(conversation, 1);
  }
  for (const [id, former] of before) if (!after.has(id)) count(former, -1);
  const isSame = tabs.every((tab) => changed[tab] === counts[tab]);
  return isSame ? counts : changed;
}
