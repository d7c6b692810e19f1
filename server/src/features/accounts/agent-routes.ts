import { agents } from '@porchlight/contract/agents';
import { type Route, route } from '../../context.ts';
import { inviteAgent, inviteAgents, updateAgent } from './agent.ts';
import { listMembers } from './people.ts';
import { presentAgent } from './present.ts';

/** The members of the account. */
export const agentRoutes: readonly Route[] = [
  route(agents.list, async (ctx) => {
    const members = await listMembers(ctx);
    return members.map((person) => presentAgent(ctx, person));
  }),

  route(agents.create, async (ctx, { account_id, ...invitation }) =>
    presentAgent(ctx, await inviteAgent(ctx, invitation)),
  ),

  route(agents.update, async (ctx, { account_id, id, ...fields }) =>
    presentAgent(ctx, await updateAgent(ctx, id, fields)),
  ),

  route(agents.createMany, async (ctx, { emails }) => {
    await inviteAgents(ctx, emails);
    return undefined;
  }),
];
