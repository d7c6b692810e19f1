import * as z from 'zod';
import { id, text } from './fields.ts';
import { operation } from './operation.ts';

const params = z.object({ account_id: id, conversation_id: id });

/** What somebody began to write in a conversation and has not sent; colleagues share it. */
export const drafts = {
  show: operation({
    method: 'GET',
    path: '/api/v1/accounts/{account_id}/conversations/{conversation_id}/draft_messages',
    summary: 'Show the draft of a conversation',
    permission: 'member',
    params,
    response: z.union([
      z.object({ has_draft: z.literal(false) }),
      z.object({ has_draft: z.literal(true), message: z.string() }),
    ]),
    errors: ['not_found', 'not_allowed'],
  }),
  save: operation({
    method: 'PATCH',
    path: '/api/v1/accounts/{account_id}/conversations/{conversation_id}/draft_messages',
    summary: 'Keep what is written so far; an empty text keeps nothing',
    permission: 'member',
    params,
    root: 'draft_message',
    body: z.object({ message: text(150_000) }),
    response: z.undefined(),
    errors: ['not_found', 'not_allowed'],
    example: { message: 'Thank you for your patience, ' },
  }),
  delete: operation({
    method: 'DELETE',
    path: '/api/v1/accounts/{account_id}/conversations/{conversation_id}/draft_messages',
    summary: 'Drop the draft of a conversation',
    permission: 'member',
    params,
    response: z.undefined(),
    errors: ['not_found', 'not_allowed'],
  }),
};
