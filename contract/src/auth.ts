import * as z from 'zod';
import { isoTime, line } from './fields.ts';
import { operation } from './operation.ts';
import { user } from './people.ts';

/** Signing in and out by e-mail and password; programs use the access token instead. */
export const auth = {
  signIn: operation({
    method: 'POST',
    path: '/auth/sign_in',
    summary: 'Sign in',
    description:
      'Answers the user and, in the headers access-token, client, uid, token-type, expiry and authorization, ' +
      'a session of two months. Send access-token, client and uid back with each request.',
    permission: 'anyone',
    body: z.object({ email: line.optional(), password: line.optional() }),
    response: z.object({ data: user }),
    errors: ['invalid_login', 'unconfirmed_email', 'too_many_requests'],
    example: { email: 'ana@example.com', password: 'Correct-Horse-1' },
  }),
  validateToken: operation({
    method: 'GET',
    path: '/auth/validate_token',
    summary: 'Check the session headers',
    permission: 'anyone',
    response: z.object({
      payload: z.object({ success: z.boolean(), data: user.extend({ created_at: isoTime }) }),
    }),
    errors: ['invalid_session'],
  }),
  signOut: operation({
    method: 'DELETE',
    path: '/auth/sign_out',
    summary: 'End the session of the calling client',
    permission: 'anyone',
    response: z.object({ success: z.boolean() }),
    errors: ['unknown_session'],
  }),
};
