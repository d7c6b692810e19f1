import * as z from 'zod';
import { id } from './fields.ts';
import { operation } from './operation.ts';
import { agent } from './people.ts';

/** The people who answer. */
export const agents = {
  list: operation({
    method: 'GET',
    path: '/api/v1/accounts/{account_id}/agents',
    summary: 'List agents, by name',
    permission: 'member',
    params: z.object({ account_id: id }),
    response: z.array(agent),
  }),
};
