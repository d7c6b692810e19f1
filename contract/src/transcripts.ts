import * as z from 'zod';
import { id, line } from './fields.ts';
import { operation } from './operation.ts';

/** Copies of conversations, by mail. */
export const transcripts = {
  send: operation({
    method: 'POST',
    path: '/api/v1/accounts/{account_id}/conversations/{id}/transcript',
    summary: 'Mail a copy of what customer and agents said to each other',
    description:
      'The latest 500 messages at most, without private notes and activities; files are links. The mail goes some ' +
      'time after the answer. A desk without a mail server refuses.',
    permission: 'member',
    params: z.object({ account_id: id, id }),
    body: z.object({ email: line.nullable().optional() }),
    response: z.undefined(),
    errors: ['not_found', 'not_allowed', 'param_missing', 'invalid', 'unprocessable', 'too_many_requests'],
    example: { email: 'john@example.com' },
  }),
};
