import * as z from 'zod';
import { id, ids } from './fields.ts';
import { operation } from './operation.ts';
import { agent } from './people.ts';

const MEMBERS = '/api/v1/accounts/{account_id}/inbox_members';
const params = z.object({ account_id: id });
const members = z.object({ inbox_id: id, user_ids: ids });
const response = z.object({ payload: z.array(agent) });
const errors = ['not_found', 'invalid'] as const;
const example = { inbox_id: 1, user_ids: [1, 2] };

/** The agents who see an inbox. */
export const inboxMembers = {
  list: operation({
    method: 'GET',
    path: `${MEMBERS}/{inbox_id}`,
    summary: 'List the members of an inbox, by name',
    permission: 'member',
    params: z.object({ account_id: id, inbox_id: id }),
    response,
    errors: ['not_found'],
  }),
  add: operation({
    method: 'POST',
    path: MEMBERS,
    summary: 'Add agents to an inbox',
    description: 'Answers all who are members now.',
    permission: 'administrator',
    params,
    body: members,
    response,
    errors,
    example,
  }),
  replace: operation({
    method: 'PATCH',
    path: MEMBERS,
    summary: 'Replace the members of an inbox',
    permission: 'administrator',
    params,
    body: members,
    response,
    errors,
    example,
  }),
  remove: operation({
    method: 'DELETE',
    path: MEMBERS,
    summary: 'Take agents out of an inbox',
    description: 'Conversations that they are responsible for stay theirs.',
    permission: 'administrator',
    params,
    body: members,
    response: z.undefined(),
    errors,
    example,
  }),
};

/** Who may be made responsible for conversations of several inboxes. */
export const assignableAgents = {
  list: operation({
    method: 'GET',
    path: '/api/v1/accounts/{account_id}/assignable_agents',
    summary: 'List agents who are members of all these inboxes, and administrators',
    permission: 'member',
    params,
    query: z.object({ inbox_ids: ids.refine((list) => list.length > 0, "can't be blank") }),
    response,
    errors: ['not_found', 'invalid'],
    example: { inbox_ids: [1, 2] },
  }),
};
