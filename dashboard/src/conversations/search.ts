import {
  type ConversationStatus,
  conversationStatuses,
  type SortOrder,
  sortOrders,
} from '@porchlight/contract/conversation-values';
import type { FilterCondition } from '@porchlight/contract/filters';
import { isCondition } from '../filters/is-condition.ts';

export type Tab = 'me' | 'unassigned' | 'all';
export type Kind = 'mention' | 'participating' | 'unattended';

/** What narrows and sorts the list, and which message is shown; as the address has it. What is usual is left out. */
export interface ConversationsSearch {
  assignee_type?: Tab;
  status?: ConversationStatus | 'all';
  inbox_id?: number;
  team_id?: number;
  label?: string;
  conversation_type?: Kind;
  sort_by?: SortOrder;
  /** Conditions of an advanced filter, which stand for all of the above but the order. */
  filter?: readonly FilterCondition[];
  /** The folder that these conditions were saved as, changed since or not. */
  folder?: number;
  /** The message to show in the thread. */
  messageId?: number;
  /** Shows the side panel in the place of the thread, where the window has no room for both. */
  panel?: true;
}

export const tabs: readonly Tab[] = ['me', 'unassigned', 'all'];
export const kinds: readonly Kind[] = ['mention', 'participating', 'unattended'];
export const statuses: readonly (ConversationStatus | 'all')[] = [...conversationStatuses, 'all'];

const isOneOf = <Value extends string>(values: readonly Value[], value: unknown): value is Value =>
  values.some((each) => each === value);

const isId = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0;

/** Reads what stands in the address; what is not understood is left out. */
export function readSearch(search: Readonly<Record<string, unknown>>): ConversationsSearch {
  const { assignee_type, status, inbox_id, team_id, label, conversation_type, sort_by } = search;
  return {
    ...(isOneOf(tabs, assignee_type) && assignee_type !== 'me' ? { assignee_type } : {}),
    ...(isOneOf(statuses, status) && status !== 'open' ? { status } : {}),
    ...(isId(inbox_id) ? { inbox_id } : {}),
    ...(isId(team_id) ? { team_id } : {}),
    ...(label !== undefined && label !== '' ? { label: String(label) } : {}),
    ...(isOneOf(kinds, conversation_type) ? { conversation_type } : {}),
    ...(isOneOf(sortOrders, sort_by) && sort_by !== 'last_activity_at_desc' ? { sort_by } : {}),
    ...readFilter(search),
    ...(isId(search.messageId) ? { messageId: search.messageId } : {}),
    ...(search.panel === true ? { panel: true } : {}),
  };
}

function readFilter({ filter, folder }: Readonly<Record<string, unknown>>): ConversationsSearch {
  const conditions = Array.isArray(filter) ? filter.filter(isCondition) : [];
  if (conditions.length === 0) return {};
  return { filter: conditions, ...(isId(folder) ? { folder } : {}) };
}
