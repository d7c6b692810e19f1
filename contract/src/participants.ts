import * as z from 'zod';
import { id } from './fields.ts';
import { operation } from './operation.ts';
import { agent } from './people.ts';

const params = z.object({ account_id: id, conversation_id: id });

const PEOPLE_MAX = 500;
const body = z.object({
  user_ids: z
    .array(id, 'must be a list of ids')
    .max(PEOPLE_MAX, `must be at most ${PEOPLE_MAX} ids`)
    .nullable()
    .optional(),
});

/** Who watches a conversation. */
export const participants = {
  list: operation({
    method: 'GET',
    path: '/api/v1/accounts/{account_id}/conversations/{conversation_id}/participants',
    summary: 'List who watches a conversation',
    permission: 'member',
    params,
    response: z.array(agent),
    errors: ['not_found', 'not_allowed'],
  }),
  add: operation({
    method: 'POST',
    path: '/api/v1/accounts/{account_id}/conversations/{conversation_id}/participants',
    summary: 'Make people watch a conversation; answers those who are new to it',
    description: 'Takes members of the inbox and administrators of the account.',
    permission: 'member',
    params,
    body,
    response: z.array(agent),
    errors: ['not_found', 'not_allowed'],
    example: { user_ids: [1] },
  }),
  replace: operation({
    method: 'PATCH',
    path: '/api/v1/accounts/{account_id}/conversations/{conversation_id}/participants',
    summary: 'Say who watches a conversation, and nobody else',
    description: 'Takes members of the inbox and administrators of the account; without ids nobody watches.',
    permission: 'member',
    params,
    body,
    response: z.array(agent),
    errors: ['not_found', 'not_allowed'],
    example: { user_ids: [1, 2] },
  }),
  remove: operation({
    method: 'DELETE',
    path: '/api/v1/accounts/{account_id}/conversations/{conversation_id}/participants',
    summary: 'Let people no longer watch a conversation',
    permission: 'member',
    params,
    body,
    response: z.undefined(),
    errors: ['not_found', 'not_allowed'],
    example: { user_ids: [1] },
  }),
};
