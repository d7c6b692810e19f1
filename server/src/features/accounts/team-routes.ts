import { teamMembers, teams } from '@porchlight/contract/teams';
import { type Route, route } from '../../context.ts';
import { presentAgent, presentTeam } from './present.ts';
import { accessTeam, createTeam, listTeams, seeTeam, updateTeam } from './team.ts';
import { addTeamMembers, listTeamMembers, removeTeamMembers, replaceTeamMembers } from './team-members.ts';

/** Teams and their members. */
export const teamRoutes: readonly Route[] = [
  route(teams.list, async (ctx) => (await listTeams(ctx)).map(presentTeam)),

  route(teams.create, async (ctx, { account_id, ...fields }) =>
    presentTeam(await seeTeam(ctx, await createTeam(ctx, fields))),
  ),

  route(teams.show, async (ctx, { id }) => presentTeam(await seeTeam(ctx, await accessTeam(ctx, id)))),

  route(teams.update, async (ctx, { account_id, id, ...fields }) => {
    const team = await updateTeam(ctx, await accessTeam(ctx, id), fields);
    return presentTeam(await seeTeam(ctx, team));
  }),

  route(teamMembers.list, async (ctx, { team_id }) => {
    const members = await listTeamMembers(ctx, await accessTeam(ctx, team_id));
    return members.map((person) => presentAgent(ctx, person));
  }),

  route(teamMembers.add, async (ctx, { team_id, user_ids }) => {
    const added = await addTeamMembers(ctx, await accessTeam(ctx, team_id), user_ids);
    return added.map((person) => presentAgent(ctx, person));
  }),

  route(teamMembers.replace, async (ctx, { team_id, user_ids }) => {
    const team = await accessTeam(ctx, team_id);
    await replaceTeamMembers(ctx, team, user_ids);
    const members = await listTeamMembers(ctx, team);
    return members.map((person) => presentAgent(ctx, person));
  }),

  route(teamMembers.remove, async (ctx, { team_id, user_ids }) => {
    await removeTeamMembers(ctx, await accessTeam(ctx, team_id), user_ids);
    return undefined;
  }),
];
