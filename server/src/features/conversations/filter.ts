import { conversationStatuses, priorities } from '@porchlight/contract/conversation-values';
import { sql } from 'drizzle-orm';
import type { FilterAttribute, FilterAttributes } from '../../platform/filter/attributes.ts';
import { conversations } from './table.ts';

const additional = (key: string) => sql`${conversations.additional_attributes} ->> ${key}::text`;

const EQUALITY = ['equal_to', 'not_equal_to'] as const;
const PARTS = [...EQUALITY, 'contains', 'does_not_contain'] as const;
const PRESENCE = [...EQUALITY, 'is_present', 'is_not_present'] as const;
const TIMES = ['is_greater_than', 'is_less_than', 'days_before'] as const;

type Column = FilterAttribute['column'];

const pointer = (column: Column): FilterAttribute => ({ column, kind: 'id', operators: PRESENCE });
const text = (column: Column, operators: FilterAttribute['operators']): FilterAttribute => ({
  column,
  kind: 'text',
  operators,
});
const moment = (column: Column): FilterAttribute => ({
  column,
  kind: 'moment',
  operators: TIMES,
  values_read: 'first',
});

/** What conversations can be filtered by. */
export const conversationAttributes: FilterAttributes = {
  status: {
    column: sql`${conversations.status}`,
    kind: 'exact',
    operators: EQUALITY,
    choices: conversationStatuses,
    every_choice: 'all',
  },
  priority: {
    column: sql`${conversations.priority}`,
    kind: 'exact',
    operators: EQUALITY,
    choices: priorities,
  },
  assignee_id: pointer(sql`${conversations.assignee_id}`),
  inbox_id: pointer(sql`${conversations.inbox_id}`),
  team_id: pointer(sql`${conversations.team_id}`),
  campaign_id: pointer(sql`${conversations.campaign_id}`),
  display_id: { column: sql`${conversations.display_id}`, kind: 'id', operators: PARTS },
  labels: { column: sql`${conversations.labels}`, kind: 'list', operators: PRESENCE },
  browser_language: text(additional('browser_language'), EQUALITY),
  conversation_language: text(additional('conversation_language'), EQUALITY),
  referer: text(additional('referer'), PARTS),
  mail_subject: text(additional('mail_subject'), PARTS),
  created_at: moment(sql`${conversations.created_at}`),
  last_activity_at: moment(sql`${conversations.last_activity_at}`),
};
