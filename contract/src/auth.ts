import * as z from 'zod';
import { isoTime, line, text } from './fields.ts';
import { operation } from './operation.ts';
import { user } from './people.ts';

const SESSION =
  'Answers the user and, in the headers access-token, client, uid, token-type, expiry and authorization, ' +
  'a session of two months. Send access-token, client and uid back with each request.';

/** A secret that a person types; the rules for new passwords are the desk's to say. */
const secret = text(10_000).nullable().optional();

/** The user who is signed in now. */
const signedIn = z.object({ data: user });

/** A second factor is needed: send the token back with a code, within five minutes. */
const mfaRequired = z.object({ mfa_required: z.literal(true), mfa_token: z.string() });

/** Signing in and out by e-mail and password; programs use the access token instead. */
export const auth = {
  signIn: operation({
    method: 'POST',
    path: '/auth/sign_in',
    summary: 'Sign in',
    description: `${SESSION} With a second factor the answer is 206 and a token instead: send mfa_token with otp_code or backup_code. Instead of the password, sso_auth_token of a link that a platform app made works once, for five minutes.`,
    permission: 'anyone',
    body: z.object({
      email: line.nullable().optional(),
      password: secret,
      sso_auth_token: secret,
      mfa_token: secret,
      otp_code: secret,
      backup_code: secret,
    }),
    response: z.union([signedIn, mfaRequired]),
    errors: [
      'invalid_login',
      'unconfirmed_email',
      'invalid_mfa_token',
      'invalid_mfa_code',
      'too_many_requests',
    ],
    example: { email: 'ana@example.com', password: 'Correct-Horse-1' },
  }),
  openSignInPage: operation({
    method: 'GET',
    path: '/auth/sign_in',
    summary: 'Go to the page for signing in',
    description: 'Redirects to the dashboard, which says that access was denied.',
    permission: 'anyone',
    response: z.undefined(),
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
  requestPassword: operation({
    method: 'POST',
    path: '/auth/password',
    summary: 'Have a link for a new password sent by mail',
    description: 'The link works once, for six hours.',
    permission: 'anyone',
    body: z.object({ email: line.nullable().optional() }),
    response: z.object({ message: z.string() }),
    errors: ['unknown_email', 'too_many_requests'],
    example: { email: 'ana@example.com' },
  }),
  resetPassword: operation({
    method: 'PUT',
    path: '/auth/password',
    summary: 'Set a new password with the token of a mail',
    description: `Confirms the e-mail address too, and ends all sessions of the user. ${SESSION} With a second factor the answer is 206, as for signing in.`,
    permission: 'anyone',
    body: z.object({ reset_password_token: secret, password: secret, password_confirmation: secret }),
    response: z.union([signedIn, mfaRequired]),
    errors: ['invalid_link', 'too_many_requests'],
    example: {
      reset_password_token: 'k3Fq8ZsW1vLx5TnB7yRc2PdH',
      password: 'Correct-Horse-2',
      password_confirmation: 'Correct-Horse-2',
    },
  }),
  confirm: operation({
    method: 'POST',
    path: '/auth/confirmation',
    summary: 'Confirm an e-mail address with the token of a mail',
    description: `${SESSION} With a second factor the answer is 206, as for signing in.`,
    permission: 'anyone',
    body: z.object({ confirmation_token: secret }),
    response: z.union([signedIn, mfaRequired]),
    errors: ['invalid_link', 'too_many_requests'],
    example: { confirmation_token: 'k3Fq8ZsW1vLx5TnB7yRc2PdH' },
  }),
  openConfirmation: operation({
    method: 'GET',
    path: '/auth/confirmation',
    summary: 'Go to the page that confirms an e-mail address',
    description:
      'Redirects to the dashboard with the token; nothing is confirmed yet, as programs that check mails open links too.',
    permission: 'anyone',
    query: z.object({ confirmation_token: secret }),
    response: z.undefined(),
  }),
};
