import { teams } from '@porchlight/contract/teams';
import { type Route, route } from '../../context.ts';
import { removeTeam } from './team-removal.ts';

/** Removing a team, which changes conversations too. */
export const teamRemovalRoutes: readonly Route[] = [
  route(teams.remove, async (ctx, { id }) => {
    await removeTeam(ctx, id);
    return undefined;
  }),
];
