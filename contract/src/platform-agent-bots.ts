import * as z from 'zod';
import { agentBotFields } from './agent-bots.ts';
import { id, optionalId } from './fields.ts';
import { operation } from './operation.ts';

/** A bot as platform apps see it. */
export const platformAgentBot = z.object({
  id: z.int(),
  name: z.string(),
  description: z.string().nullable(),
  outgoing_url: z.string().nullable(),
  account_id: z.int().nullable(),
  access_token: z.string(),
});
export type PlatformAgentBot = z.output<typeof platformAgentBot>;

const BOTS = '/platform/api/v1/agent_bots';
const params = z.object({ id });
const errors = ['record_missing', 'not_permissible'] as const;
const fields = agentBotFields.extend({ account_id: optionalId });
const example = { name: 'Triage', outgoing_url: 'https://bot.example.com/in' };

const ODDITY = 'In answers outgoing_url carries the name of the bot, as clients know it.';

/** Bots, as platform apps make and keep them: of the installation, or of an account that the app made. */
export const platformAgentBots = {
  list: operation({
    method: 'GET',
    path: BOTS,
    summary: 'List the agent bots that the platform app made',
    description: ODDITY,
    permission: 'platform_app',
    response: z.array(platformAgentBot),
  }),
  create: operation({
    method: 'POST',
    path: BOTS,
    summary: 'Create an agent bot',
    description: `Without account_id it is one of the installation, which every account may connect to its inboxes. ${ODDITY}`,
    permission: 'platform_app',
    body: fields,
    response: platformAgentBot,
    errors: [...errors, 'invalid'],
    example,
  }),
  show: operation({
    method: 'GET',
    path: `${BOTS}/{id}`,
    summary: 'Show an agent bot',
    description: ODDITY,
    permission: 'platform_app',
    params,
    response: platformAgentBot,
    errors,
  }),
  update: operation({
    method: 'PATCH',
    path: `${BOTS}/{id}`,
    summary: 'Change an agent bot',
    description: `A bot that comes to belong to an account leaves the inboxes and conversations of the others. ${ODDITY}`,
    permission: 'platform_app',
    params,
    body: fields,
    response: platformAgentBot,
    errors: [...errors, 'invalid'],
    example,
  }),
  remove: operation({
    method: 'DELETE',
    path: `${BOTS}/{id}`,
    summary: 'Delete an agent bot',
    permission: 'platform_app',
    params,
    response: z.undefined(),
    errors,
  }),
  removeAvatar: operation({
    method: 'DELETE',
    path: `${BOTS}/{id}/avatar`,
    summary: 'Remove the picture of an agent bot',
    description: ODDITY,
    permission: 'platform_app',
    params,
    response: platformAgentBot,
    errors,
  }),
};
