import * as z from 'zod';
import { attributes, id, line, object, text } from './fields.ts';
import { operation } from './operation.ts';
import { optionalFile } from './uploaded-file.ts';

const URL_MAX = 2048;

/** Where a bot is told of what happens. */
const outgoingUrl = text(URL_MAX).refine(
  (value) => value.trim() === '' || /^https?:\/\/[^\s/]+/i.test(value.trim()),
  'must be an address that begins with https:// or http://',
);

/** The fields of a bot that every caller may set. */
export const agentBotFields = z.object({
  name: line.optional(),
  description: text(20_000).nullable().optional(),
  outgoing_url: outgoingUrl.nullable().optional(),
  /** A JPEG, PNG or GIF of 15 MB at most, in a multipart form. */
  avatar: optionalFile,
  /** Where the picture is to be fetched from, some time after the answer. */
  avatar_url: text(URL_MAX).nullable().optional(),
});

/** A bot, with its token and its secret for administrators of the account that owns it. */
export const agentBot = z.object({
  id: z.int(),
  name: z.string(),
  description: z.string().nullable(),
  thumbnail: z.string(),
  outgoing_url: z.string().nullable().optional(),
  bot_type: z.string(),
  bot_config: object,
  account_id: z.int().nullable(),
  access_token: z.string().optional(),
  secret: z.string().optional(),
  system_bot: z.boolean(),
});
export type AgentBot = z.output<typeof agentBot>;

const BOTS = '/api/v1/accounts/{account_id}/agent_bots';
const params = z.object({ account_id: id });
const paramsOfOne = z.object({ account_id: id, id });

const botType = z.union([z.literal('webhook'), z.literal(0).transform(() => 'webhook' as const)], {
  error: 'must be webhook',
});

const fields = agentBotFields.extend({
  bot_type: botType.meta({ documented: { type: 'string', enum: ['webhook'] } }).optional(),
  bot_config: attributes.nullable().optional(),
});

const SECRETS =
  'Administrators see the access token, with which the bot calls this API, and the secret, with which requests to ' +
  'the bot are signed, of bots that the account owns.';

const example = {
  name: 'Triage',
  description: 'Asks what it is about',
  outgoing_url: 'https://bot.example.com/in',
};

/** The programs that answer customers. */
export const agentBots = {
  list: operation({
    method: 'GET',
    path: BOTS,
    summary: 'List the agent bots of the account and those of the installation',
    description: SECRETS,
    permission: 'member',
    params,
    response: z.array(agentBot),
  }),
  create: operation({
    method: 'POST',
    path: BOTS,
    summary: 'Create an agent bot',
    description: SECRETS,
    permission: 'administrator',
    params,
    body: fields,
    response: agentBot,
    errors: ['invalid'],
    example,
  }),
  show: operation({
    method: 'GET',
    path: `${BOTS}/{id}`,
    summary: 'Show an agent bot',
    description: SECRETS,
    permission: 'member',
    params: paramsOfOne,
    response: agentBot,
    errors: ['not_found'],
  }),
  update: operation({
    method: 'PATCH',
    path: `${BOTS}/{id}`,
    summary: 'Change an agent bot of the account',
    permission: 'administrator',
    params: paramsOfOne,
    body: fields,
    response: agentBot,
    errors: ['not_found', 'invalid'],
    example,
  }),
  remove: operation({
    method: 'DELETE',
    path: `${BOTS}/{id}`,
    summary: 'Delete an agent bot of the account',
    description:
      'Its token stops working, its inboxes have no bot any more, and its conversations no assignee.',
    permission: 'administrator',
    params: paramsOfOne,
    response: z.undefined(),
    errors: ['not_found'],
  }),
  removeAvatar: operation({
    method: 'DELETE',
    path: `${BOTS}/{id}/avatar`,
    summary: 'Remove the picture of an agent bot',
    permission: 'administrator',
    params: paramsOfOne,
    response: agentBot,
    errors: ['not_found'],
  }),
  resetSecret: operation({
    method: 'POST',
    path: `${BOTS}/{id}/reset_secret`,
    summary: 'Make a new secret for an agent bot, with which requests to it are signed',
    description:
      'For 24 hours `webhook-signature` holds a signature by the new secret and one by the old; ' +
      '`X-Chatwoot-Signature` is by the new one at once.',
    permission: 'administrator',
    params: paramsOfOne,
    response: agentBot,
    errors: ['not_found'],
  }),
  resetAccessToken: operation({
    method: 'POST',
    path: `${BOTS}/{id}/reset_access_token`,
    summary: 'Make a new access token for an agent bot; the old one stops working at once',
    permission: 'administrator',
    params: paramsOfOne,
    response: agentBot,
    errors: ['not_found'],
  }),
};
