import { operation } from './operation.ts';
import { user } from './people.ts';

/** The signed-in user's own data. */
export const profile = {
  show: operation({
    method: 'GET',
    path: '/api/v1/profile',
    summary: 'Show the signed-in user, with the accounts and the access token',
    permission: 'signed_in',
    response: user,
  }),
  resetAccessToken: operation({
    method: 'POST',
    path: '/api/v1/profile/reset_access_token',
    summary: 'Make a new access token; the old one stops working at once',
    permission: 'signed_in',
    response: user,
  }),
};
