/**
 * How a request is refused: every refusal by name, with its status, the shape of its body and the sentence
 * that goes in when the place that refuses has nothing better to say.
 *
 * Shapes (Chatwoot's bodies are uneven, and clients read them):
 * `error` `{error}` · `errors` `{errors: [text]}` · `failure` `{success: false, errors: [text]}` ·
 * `validation` `{message, attributes}` · `message` `{message}` · `redirect` `{message, redirect_url}` ·
 * `framework` `{status, error}` · `text` plain text.
 */
export const errors = {
  not_signed_in: {
    status: 401,
    shape: 'errors',
    text: 'You need to sign in or sign up before continuing.',
    doc: 'The request carries no credentials.',
  },
  invalid_access_token: {
    status: 401,
    shape: 'error',
    text: 'Invalid Access Token',
    doc: 'The api_access_token is not known.',
  },
  bot_not_allowed: {
    status: 401,
    shape: 'error',
    text: 'Access to this endpoint is not authorized for bots',
    doc: 'An agent bot called an operation that bots may not use.',
  },
  not_in_account: {
    status: 401,
    shape: 'error',
    text: 'You are not authorized to access this account',
    doc: 'The caller is not a member of the account in the path.',
  },
  bot_not_in_account: {
    status: 401,
    shape: 'error',
    text: 'Bot is not authorized to access this account',
    doc: 'The agent bot neither belongs to the account nor is connected to one of its inboxes.',
  },
  account_suspended: {
    status: 401,
    shape: 'error',
    text: 'Account is suspended',
    doc: 'An operator suspended the account.',
  },
  not_allowed: {
    status: 401,
    shape: 'error',
    text: 'You are not authorized to do this action',
    doc: 'The role, or the lack of membership in the inbox or team, forbids it. The wire says 401, not 403.',
  },
  invalid_user_ids: {
    status: 401,
    shape: 'error',
    text: 'Invalid User IDs',
    doc: 'One of the users is no member of the account, so that a team cannot have them.',
  },
  invalid_platform_token: {
    status: 401,
    shape: 'error',
    text: 'Invalid access_token',
    doc: 'The api_access_token is missing, or is not that of a platform app.',
  },
  not_permissible: {
    status: 401,
    shape: 'error',
    text: 'Non permissible resource',
    doc: 'The platform app neither made nor adopted what the request names.',
  },
  wrong_identifier_hash: {
    status: 401,
    shape: 'error',
    text: 'HMAC failed: Invalid Identifier Hash Provided',
    doc: 'The identifier_hash does not prove the identifier, or there is none and the inbox demands one.',
  },
  cursor_expired: {
    status: 410,
    shape: 'error',
    text: 'The events behind this cursor are kept no longer; read the records anew, and go on with after=now',
    doc: 'Events are kept for 30 days; the cursor is older, or of another desk.',
  },
  not_api_inbox: {
    status: 403,
    shape: 'error',
    text: 'Message status update is only allowed for API inboxes',
    doc: 'A program said how far a message has come in an inbox whose channel says so itself.',
  },
  origin_not_allowed: {
    status: 403,
    shape: 'error',
    text: 'This website may not use the inbox. Add its domain to the allowed domains of the inbox.',
    doc: 'The page that asks is not on one of the domains that the website inbox allows.',
  },
  ending_not_offered: {
    status: 403,
    shape: 'error',
    text: 'Visitors of this inbox cannot end conversations',
    doc: 'The feature end_conversation of the website inbox is off.',
  },
  answered_meanwhile: {
    status: 409,
    shape: 'error',
    text: 'A colleague has answered meanwhile: read the answer, and send again with its id if you still want to',
    doc: 'Since the message that the sender saw last, somebody else has answered the customer; nothing was sent.',
  },
  draft_changed: {
    status: 409,
    shape: 'error',
    text: 'The draft was changed elsewhere: read it, and save again what replaces its version',
    doc: 'Another browser of the same user has kept another version of the draft since.',
  },
  not_found: {
    status: 404,
    shape: 'error',
    text: 'Resource could not be found',
    doc: 'No such record, or none that the caller may see: both look alike.',
  },
  record_missing: {
    status: 404,
    shape: 'framework',
    text: 'Not Found',
    doc: 'No such record; the Platform API says it in this shape.',
  },
  no_such_route: {
    status: 404,
    shape: 'error',
    text: 'No such address. The API is under /api/v1; see /api for the version that answers.',
    doc: 'The path or the method is not served.',
  },
  invalid: {
    status: 422,
    shape: 'validation',
    text: 'The request is not valid',
    doc: 'A value does not fit; `message` says what to change and `attributes` names the fields.',
  },
  param_missing: {
    status: 422,
    shape: 'error',
    text: 'param is missing or the value is empty',
    doc: 'A needed parameter, or the root key around the parameters, is not there.',
  },
  unprocessable: {
    status: 422,
    shape: 'error',
    text: 'The request could not be carried out',
    doc: 'The request is understood, and a rule of the desk forbids it; `error` says which.',
  },
  malformed_body: {
    status: 400,
    shape: 'framework',
    text: 'The body is not valid JSON. Check its quotes, commas and brackets.',
    doc: 'The body cannot be read as what its Content-Type says.',
  },
  unsupported_media_type: {
    status: 415,
    shape: 'framework',
    text: 'Send the body as application/json, application/x-www-form-urlencoded or multipart/form-data.',
    doc: 'The Content-Type of the body is none that the desk reads.',
  },
  body_too_large: {
    status: 413,
    shape: 'framework',
    text: 'The body is too large',
    doc: 'The body is larger than the desk accepts.',
  },
  invalid_login: {
    status: 401,
    shape: 'failure',
    text: 'Invalid login credentials. Please try again.',
    doc: 'E-mail or password is wrong.',
  },
  unconfirmed_email: {
    status: 401,
    shape: 'failure',
    text: 'Confirm your e-mail address first: follow the link in the message that was sent to you.',
    doc: 'The e-mail address has not been confirmed.',
  },
  invalid_session: {
    status: 401,
    shape: 'failure',
    text: 'Invalid login credentials',
    doc: 'The session headers are missing, wrong or have run out.',
  },
  unknown_session: {
    status: 404,
    shape: 'failure',
    text: 'User was not found or was not logged in.',
    doc: 'There is no session to end.',
  },
  invalid_mfa_token: {
    status: 401,
    shape: 'error',
    text: 'Invalid or expired MFA token',
    doc: 'The mfa_token is none of ours or older than five minutes: sign in with the password again.',
  },
  invalid_mfa_code: {
    status: 400,
    shape: 'error',
    text: 'Invalid verification code',
    doc: 'The code of the second factor is wrong, was used before, or has run out.',
  },
  unknown_email: {
    status: 404,
    shape: 'message',
    text: 'No user has this e-mail address',
    doc: 'A new password was asked for an e-mail address that nobody has.',
  },
  invalid_link: {
    status: 422,
    shape: 'redirect',
    text: 'Invalid token',
    doc: 'The link of a mail is not known, was used before, or has run out.',
  },
  sign_up_refused: {
    status: 403,
    shape: 'message',
    text: 'Nobody can sign up with this',
    doc: 'The e-mail address cannot be used for a new account; `message` says why.',
  },
  sign_up_disabled: {
    status: 404,
    shape: 'framework',
    text: 'Not Found',
    doc: 'The operator of the desk lets nobody make accounts.',
  },
  too_many_requests: {
    status: 429,
    shape: 'text',
    text: 'Retry later\n',
    doc: 'A rate limit is reached; `Retry-After` says in how many seconds to come back.',
  },
  database_unavailable: {
    status: 503,
    shape: 'framework',
    text: 'The database does not answer. Nothing was changed; send the request again in a moment.',
    doc: 'The database is down or restarting.',
  },
  storage_full: {
    status: 507,
    shape: 'framework',
    text: 'The disk is full. Nothing was changed; free some space and send the request again.',
    doc: 'The database could not write for lack of space.',
  },
  stopping: {
    status: 503,
    shape: 'framework',
    text: 'The server is stopping. Send the request again in a moment.',
    doc: 'The server finishes what runs and takes nothing new.',
  },
  bug: {
    status: 500,
    shape: 'framework',
    text: 'Internal Server Error',
    doc: 'A defect of the desk. It is in the log under the request id in `x-request-id`.',
  },
} as const satisfies Record<string, ErrorEntry>;

export interface ErrorEntry {
  readonly status: number;
  readonly shape:
    | 'error'
    | 'errors'
    | 'failure'
    | 'validation'
    | 'message'
    | 'redirect'
    | 'framework'
    | 'text';
  readonly text: string;
  readonly doc: string;
}

export type ErrorCode = keyof typeof errors;
