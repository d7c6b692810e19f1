import * as z from 'zod';
import { flag, id, line } from './fields.ts';
import { operation } from './operation.ts';
import { agent, availability, role } from './people.ts';

const AGENTS = '/api/v1/accounts/{account_id}/agents';
const root = 'agent';
const params = z.object({ account_id: id });
const paramsOfOne = z.object({ account_id: id, id });

/** What an account says of its member. */
const membership = {
  role: role.optional(),
  availability: availability.optional(),
  auto_offline: flag.optional(),
};

/** The people who answer. */
export const agents = {
  list: operation({
    method: 'GET',
    path: AGENTS,
    summary: 'List agents, by name',
    permission: 'member',
    params,
    response: z.array(agent),
  }),
  create: operation({
    method: 'POST',
    path: AGENTS,
    summary: 'Invite somebody into the account',
    description:
      'Somebody new gets a mail with a link for a first password; a user of the desk is added. Without saying ' +
      'so they are an agent, offline, and shown as they chose.',
    permission: 'administrator',
    params,
    root,
    body: z.object({ email: line, name: line.nullable().optional(), ...membership }),
    response: agent,
    errors: ['invalid'],
    example: { email: 'ben@example.com', name: 'Ben Brown', role: 'agent' },
  }),
  update: operation({
    method: 'PATCH',
    path: `${AGENTS}/{id}`,
    summary: 'Change the name, role or availability of an agent',
    permission: 'administrator',
    params: paramsOfOne,
    root,
    body: z.object({ name: line.optional(), ...membership }),
    response: agent,
    errors: ['not_found', 'invalid', 'unprocessable'],
    example: { role: 'administrator' },
  }),
  remove: operation({
    method: 'DELETE',
    path: `${AGENTS}/{id}`,
    summary: 'Remove an agent from the account',
    description:
      'The conversations of the agent are nobody’s then. A user who is in no other account is deleted.',
    permission: 'administrator',
    params: paramsOfOne,
    response: z.undefined(),
    errors: ['not_found', 'unprocessable'],
  }),
  createMany: operation({
    method: 'POST',
    path: `${AGENTS}/bulk_create`,
    summary: 'Invite several people by e-mail address',
    description: 'Those who are in the account already stay as they are.',
    permission: 'administrator',
    params,
    body: z.object({ emails: z.array(line, 'must be a list of e-mail addresses').max(100) }),
    response: z.undefined(),
    errors: ['invalid'],
    example: { emails: ['ben@example.com', 'cleo@example.com'] },
  }),
};
