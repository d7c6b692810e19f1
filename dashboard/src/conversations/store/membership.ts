import type { ConversationState } from '@porchlight/client/state/desk';
import type { ConversationsSearch, Tab } from '../search.ts';

/** What a list shows: the address without what is about the thread. */
export type ListFilter = Omit<ConversationsSearch, 'messageId' | 'panel'>;

/** Leaves out what is about the thread. */
export function filterOf({ messageId: _message, panel: _panel, ...filter }: ConversationsSearch): ListFilter {
  return filter;
}

/** Names a list: two filters that show the same have the same name. */
export const nameOf = ({ folder: _folder, ...filter }: ListFilter): string =>
  JSON.stringify(Object.entries(filter).sort());

/** Whether only the desk can tell which conversations belong to the list: the page does not know all that it takes. */
export const isToldByDesk = ({ filter, conversation_type }: ListFilter): boolean =>
  filter !== undefined || conversation_type === 'mention' || conversation_type === 'participating';

/** Whether a conversation belongs to a list of this filter, whichever tab is shown. */
export function fitsFilter(conversation: ConversationState, filter: ListFilter): boolean {
  if (filter.filter) return true;
  const { status = 'open', inbox_id, team_id, label, conversation_type } = filter;
  return (
    (status === 'all' || conversation.status === status) &&
    (inbox_id === undefined || conversation.inbox_id === inbox_id) &&
    (team_id === undefined || conversation.team?.id === team_id) &&
    (label === undefined || conversation.labels.includes(label)) &&
    (conversation_type !== 'unattended' || isUnattended(conversation))
  );
}

/** Whether nobody has answered yet, or not since the customer wrote last. */
const isUnattended = ({ first_reply_created_at, waiting_since }: ConversationState): boolean =>
  first_reply_created_at === 0 || waiting_since !== 0;

/** Whether it stands in the tab for this user. */
export function isOfTab({ assignee }: ConversationState, tab: Tab, user_id: number): boolean {
  if (tab === 'me') return assignee?.type === 'User' && assignee.id === user_id;
  // A bot that answers leaves the conversation to whoever takes it.
  return tab === 'all' || assignee === null || assignee.type === 'AgentBot';
}

/** The tab of a filter; conditions of an advanced filter stand for all tabs. */
export const tabOf = ({ filter, assignee_type = 'me' }: ListFilter): Tab => (filter ? 'all' : assignee_type);
