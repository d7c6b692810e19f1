import * as z from 'zod';
import { id, texts } from './fields.ts';
import { operation } from './operation.ts';

const params = z.object({ account_id: id, conversation_id: id });
const response = z.object({ payload: z.array(z.string()) });

/** The labels of a conversation, by title. */
export const conversationLabels = {
  list: operation({
    method: 'GET',
    path: '/api/v1/accounts/{account_id}/conversations/{conversation_id}/labels',
    summary: 'List the labels of a conversation',
    permission: 'member',
    params,
    response,
    errors: ['not_found', 'not_allowed'],
  }),
  replace: operation({
    method: 'POST',
    path: '/api/v1/accounts/{account_id}/conversations/{conversation_id}/labels',
    summary: 'Replace the labels of a conversation; without any it has none',
    permission: 'member',
    params,
    body: z.object({ labels: texts.nullable().optional() }),
    response,
    errors: ['not_found', 'not_allowed'],
    example: { labels: ['refund', 'vip'] },
  }),
};
