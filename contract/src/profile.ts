import * as z from 'zod';
import { attributes, flag, id, line, text } from './fields.ts';
import { operation } from './operation.ts';
import { availability, user } from './people.ts';
import { optionalFile } from './uploaded-file.ts';

const PROFILE = '/api/v1/profile';
const root = 'profile';

/** The signed-in user's own data. */
export const profile = {
  show: operation({
    method: 'GET',
    path: PROFILE,
    summary: 'Show the signed-in user, with the accounts and the access token',
    permission: 'signed_in',
    response: user,
  }),
  update: operation({
    method: 'PATCH',
    path: PROFILE,
    summary: 'Change the signed-in user',
    description:
      'A new e-mail address counts once the link in the mail to it was followed. A new password needs ' +
      'current_password and ends the other sessions. ui_settings replaces what was there. An avatar is a JPEG, PNG ' +
      'or GIF of 15 MB at most, in a multipart form.',
    permission: 'signed_in',
    root,
    body: z.object({
      name: line.optional(),
      display_name: line.nullable().optional(),
      email: line.optional(),
      message_signature: text(20_000).nullable().optional(),
      avatar: optionalFile,
      phone_number: text(50).nullable().optional(),
      ui_settings: attributes.optional(),
      current_password: text(10_000).nullable().optional(),
      password: text(10_000).nullable().optional(),
      password_confirmation: text(10_000).nullable().optional(),
    }),
    response: user,
    errors: ['invalid', 'unprocessable', 'too_many_requests'],
    example: { name: 'Ana Lima', display_name: 'Ana', ui_settings: { theme: 'dark' } },
  }),
  removeAvatar: operation({
    method: 'DELETE',
    path: `${PROFILE}/avatar`,
    summary: 'Remove the avatar of the signed-in user',
    permission: 'signed_in',
    response: user,
  }),
  setAvailability: operation({
    method: 'POST',
    path: `${PROFILE}/availability`,
    summary: 'Set how available the user is in an account',
    permission: 'signed_in',
    root,
    body: z.object({ account_id: id, availability }),
    response: user,
    errors: ['not_found', 'account_suspended'],
    example: { account_id: 1, availability: 'busy' },
  }),
  setAutoOffline: operation({
    method: 'POST',
    path: `${PROFILE}/auto_offline`,
    summary: 'Set whether the user counts as offline in an account when no client is connected',
    permission: 'signed_in',
    root,
    body: z.object({ account_id: id, auto_offline: flag }),
    response: user,
    errors: ['not_found', 'account_suspended'],
    example: { account_id: 1, auto_offline: true },
  }),
  setActiveAccount: operation({
    method: 'PUT',
    path: `${PROFILE}/set_active_account`,
    summary: 'Remember the account that the user works in now',
    permission: 'signed_in',
    root,
    body: z.object({ account_id: id }),
    response: z.undefined(),
    errors: ['not_found', 'account_suspended'],
    example: { account_id: 1 },
  }),
  resendConfirmation: operation({
    method: 'POST',
    path: `${PROFILE}/resend_confirmation`,
    summary: 'Send the mail that confirms the e-mail address again',
    permission: 'signed_in',
    response: z.undefined(),
    errors: ['too_many_requests'],
  }),
  resetAccessToken: operation({
    method: 'POST',
    path: `${PROFILE}/reset_access_token`,
    summary: 'Make a new access token; the old one stops working at once',
    permission: 'signed_in',
    response: user,
  }),
};
