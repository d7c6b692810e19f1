import { agents } from '@porchlight/contract/agents';
import { type Route, route } from '../../context.ts';
import { removeAgent } from './agent-removal.ts';

/** Removing an agent, which changes conversations too. */
export const agentRemovalRoutes: readonly Route[] = [
  route(agents.remove, async (ctx, { id }) => {
    await removeAgent(ctx, id);
    return undefined;
  }),
];
