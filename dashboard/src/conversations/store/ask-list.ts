import type { Client } from '@porchlight/client/sdk';
import type { Conversation } from '@porchlight/contract/conversations';
import { askable } from '../../filters/values.ts';
import type { TabCounts } from './counts.ts';
import type { ListFilter } from './membership.ts';
import { tabOf } from './membership.ts';

/** As many conversations as the desk gives at once. */
export const PAGE_SIZE = 25;

interface ListPage {
  rows: readonly Conversation[];
  counts: TabCounts;
}

/** A page of a list, counted from 1. */
export async function askPage(
  desk: Client,
  account_id: number,
  filter: ListFilter,
  page: number,
): Promise<ListPage> {
  if (filter.filter) {
    const payload = askable(filter.filter);
    const found = await desk.conversationSearch.filter({ account_id, payload, page });
    return { rows: found.payload, counts: countsOf(found.meta) };
  }
  const tab = tabOf(filter);
  const assignee_type = tab === 'all' ? {} : { assignee_type: tab };
  const { data } = await desk.conversations.list({ account_id, ...narrowed(filter), ...assignee_type, page });
  return { rows: data.payload, counts: countsOf(data.meta) };
}

/** How many conversations the tabs of a list have. */
export async function askCounts(desk: Client, account_id: number, filter: ListFilter): Promise<TabCounts> {
  const { meta } = await desk.conversations.meta({ account_id, ...narrowed(filter), page: 1 });
  return countsOf(meta);
}

function narrowed({ status = 'open', inbox_id, team_id, label, conversation_type, sort_by }: ListFilter) {
  return {
    status,
    ...(inbox_id === undefined ? {} : { inbox_id }),
    ...(team_id === undefined ? {} : { team_id }),
    ...(label === undefined ? {} : { labels: [label] }),
    ...(conversation_type === undefined ? {} : { conversation_type }),
    ...(sort_by === undefined ? {} : { sort_by }),
  };
}

interface Counts {
  mine_count: number;
  unassigned_count: number;
  all_count: number;
}

const countsOf = ({ mine_count, unassigned_count, all_count }: Counts): TabCounts => ({
  me: mine_count,
  unassigned: unassigned_count,
  all: all_count,
});
