import * as z from 'zod';
import { flag, id, ids, line, text } from './fields.ts';
import { operation } from './operation.ts';
import { agent, team } from './people.ts';

const TEAMS = '/api/v1/accounts/{account_id}/teams';
const MEMBERS = `${TEAMS}/{team_id}/team_members`;
const root = 'team';
const params = z.object({ account_id: id });
const paramsOfOne = z.object({ account_id: id, id });
const paramsOfMembers = z.object({ account_id: id, team_id: id });

const fields = z.object({
  name: line,
  description: text(20_000).nullable().optional(),
  allow_auto_assign: flag.optional(),
});

/** Groups of agents that conversations are assigned to. */
export const teams = {
  list: operation({
    method: 'GET',
    path: TEAMS,
    summary: 'List teams, by name',
    permission: 'member',
    params,
    response: z.array(team),
  }),
  create: operation({
    method: 'POST',
    path: TEAMS,
    summary: 'Create a team',
    description: 'The name is kept in small letters, and no other team has it.',
    permission: 'administrator',
    params,
    root,
    body: fields,
    response: team,
    errors: ['invalid'],
    example: { name: 'billing', description: 'Invoices and refunds', allow_auto_assign: true },
  }),
  show: operation({
    method: 'GET',
    path: `${TEAMS}/{id}`,
    summary: 'Show a team',
    permission: 'member',
    params: paramsOfOne,
    response: team,
    errors: ['not_found'],
  }),
  update: operation({
    method: 'PATCH',
    path: `${TEAMS}/{id}`,
    summary: 'Change a team',
    permission: 'administrator',
    params: paramsOfOne,
    root,
    body: fields.partial(),
    response: team,
    errors: ['not_found', 'invalid'],
    example: { allow_auto_assign: false },
  }),
  remove: operation({
    method: 'DELETE',
    path: `${TEAMS}/{id}`,
    summary: 'Delete a team',
    description: 'Its conversations are no team’s then; whoever is responsible for them stays so.',
    permission: 'administrator',
    params: paramsOfOne,
    response: z.undefined(),
    errors: ['not_found'],
  }),
};

const members = z.object({ user_ids: ids });
const errors = ['not_found', 'invalid_user_ids'] as const;
const example = { user_ids: [1, 2] };

/** The agents of a team. */
export const teamMembers = {
  list: operation({
    method: 'GET',
    path: MEMBERS,
    summary: 'List the members of a team, by name',
    permission: 'member',
    params: paramsOfMembers,
    response: z.array(agent),
    errors: ['not_found'],
  }),
  add: operation({
    method: 'POST',
    path: MEMBERS,
    summary: 'Add agents to a team',
    description: 'Answers those who were not members before.',
    permission: 'administrator',
    params: paramsOfMembers,
    body: members,
    response: z.array(agent),
    errors,
    example,
  }),
  replace: operation({
    method: 'PATCH',
    path: MEMBERS,
    summary: 'Replace the members of a team',
    description: 'Answers all who are members now.',
    permission: 'administrator',
    params: paramsOfMembers,
    body: members,
    response: z.array(agent),
    errors,
    example,
  }),
  remove: operation({
    method: 'DELETE',
    path: MEMBERS,
    summary: 'Take agents out of a team',
    permission: 'administrator',
    params: paramsOfMembers,
    body: members,
    response: z.undefined(),
    errors,
    example,
  }),
};
