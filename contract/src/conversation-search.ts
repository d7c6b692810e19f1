import * as z from 'zod';
import { conversation, conversationFilters, countsOfTabs } from './conversations.ts';
import { id, page, seconds } from './fields.ts';
import { filterConditions } from './filters.ts';
import { operation } from './operation.ts';

/** A conversation among the results of a search, with the messages that were found. */
export const foundConversation = z.object({
  /** The number within the account, not the id in the database. */
  id: z.int(),
  uuid: z.string(),
  created_at: seconds,
  contact: z.object({ id: z.int(), name: z.string() }),
  inbox: z.object({ id: z.int(), name: z.string(), channel_type: z.string().nullable() }),
  messages: z.array(
    z.object({
      content: z.string().nullable(),
      id: z.int(),
      sender_name: z.string().optional(),
      message_type: z.int(),
      created_at: seconds,
    }),
  ),
  account_id: z.int(),
});
export type FoundConversation = z.output<typeof foundConversation>;

const params = z.object({ account_id: id });
const meta = countsOfTabs.omit({ assigned_count: true });

/** Finding conversations by what was said in them, and by conditions. */
export const conversationSearch = {
  search: operation({
    method: 'GET',
    path: '/api/v1/accounts/{account_id}/conversations/search',
    summary: 'Find conversations in which `q` was said, 25 a page, with the messages that say it',
    description:
      'Takes the filters of the list. Looks into what customers and agents wrote, in every status. Of one ' +
      'conversation the latest 100 messages that say it are shown, oldest first.',
    permission: 'member',
    params,
    query: conversationFilters,
    response: z.object({ meta, payload: z.array(foundConversation) }),
    errors: ['not_found'],
    example: { q: 'refund', page: 1 },
  }),
  filter: operation({
    method: 'POST',
    path: '/api/v1/accounts/{account_id}/conversations/filter',
    summary: 'List the conversations that meet conditions, 25 a page, the last active first',
    description:
      'Attributes: status, priority, assignee_id, inbox_id, team_id, campaign_id, display_id, labels, ' +
      'browser_language, conversation_language, referer, mail_subject, created_at, last_activity_at.',
    permission: 'member',
    params,
    body: z.object({ payload: filterConditions, page }),
    refuse_body_as: 'unprocessable',
    response: z.object({ meta, payload: z.array(conversation) }),
    errors: ['unprocessable'],
    example: {
      payload: [
        { attribute_key: 'status', filter_operator: 'equal_to', values: ['open'], query_operator: 'and' },
        { attribute_key: 'labels', filter_operator: 'equal_to', values: ['refund'], query_operator: null },
      ],
      page: 1,
    },
  }),
};
