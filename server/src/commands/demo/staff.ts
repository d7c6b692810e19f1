import { and, asc, eq, inArray } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { addMember, createUser } from '../../features/accounts/account.ts';
import { accountUsers, teamMembers, teams, users } from '../../features/accounts/table.ts';
import { createInbox } from '../../features/inboxes/inbox.ts';
import { type InboxRow, inboxes, inboxMembers } from '../../features/inboxes/table.ts';
import { makePassword } from '../setup.ts';
import { latinOf } from './people/person.ts';
import type { Agent, DemoInbox } from './stage.ts';
import { type TeamName, teamNames } from './topics/topic.ts';

type Hire = readonly [given: string, family: string, team: TeamName, role: Agent['role']];

const HIRES: readonly Hire[] = [
  ['Nora', 'Lindqvist', 'support', 'administrator'],
  ['Tomás', 'Herrera', 'support', 'agent'],
  ['Grace', 'Okonkwo', 'support', 'agent'],
  ['Kenji', 'Mori', 'support', 'agent'],
  ['Elif', 'Yılmaz', 'support', 'agent'],
  ['Samuel', 'Brandt', 'billing', 'administrator'],
  ['Ines', 'Duarte', 'billing', 'agent'],
  ['Rakesh', 'Pillai', 'billing', 'agent'],
  ['Maeve', 'Gallagher', 'sales', 'agent'],
  ['Oskar', 'Nowicki', 'sales', 'agent'],
];

/** The agents of the demo, made when they are not there; nobody can sign in with the passwords they get. */
export async function hireAgents(ctx: AccountContext): Promise<Agent[]> {
  const agents: Agent[] = [];
  for (const [given, family, team, role] of HIRES) {
    const name = `${given} ${family}`;
    // One user may be a member of many accounts, but these belong to one demo each.
    const email = `${latinOf(given, family)}.${ctx.account.id}@example.com`;
    const { id } = await createUser(ctx, { name, email, password: makePassword() });
    await addMember(ctx, id, role);
    agents.push({ id, name, team, role });
  }
  return [...agents, ...(await findOwner(ctx, agents))];
}

/** Whoever set the account up gets some of the work, so that there is something to see under "Mine". */
async function findOwner(ctx: AccountContext, agents: readonly Agent[]): Promise<Agent[]> {
  const administrators = await ctx.queries
    .select({ id: users.id, name: users.name })
    .from(accountUsers)
    .innerJoin(users, eq(users.id, accountUsers.user_id))
    .where(and(eq(accountUsers.account_id, ctx.account.id), eq(accountUsers.role, 'administrator')))
    .orderBy(asc(users.id));
  const owner = administrators.find(({ id }) => agents.every((agent) => agent.id !== id));
  return owner ? [{ ...owner, team: 'support', role: 'administrator' }] : [];
}

/** The three teams with their members; answers their ids. */
export async function formTeams(
  ctx: AccountContext,
  agents: readonly Agent[],
): Promise<Record<TeamName, number>> {
  const made = new Map<string, number>();
  for (const name of teamNames) made.set(name, await formTeam(ctx, name, agents));
  return {
    sales: made.get('sales') ?? 0,
    support: made.get('support') ?? 0,
    billing: made.get('billing') ?? 0,
  };
}

async function formTeam(ctx: AccountContext, name: TeamName, agents: readonly Agent[]): Promise<number> {
  const stamps = stampsOf(ctx);
  const { id: account_id } = ctx.account;
  await ctx.queries
    .insert(teams)
    .values({ account_id, name, ...stamps })
    .onConflictDoNothing();
  const [team] = await ctx.queries
    .select({ id: teams.id })
    .from(teams)
    .where(and(eq(teams.account_id, account_id), eq(teams.name, name)));
  if (!team) throw new Error('A team was not stored');
  const members = agents.filter((agent) => agent.team === name);
  await ctx.queries
    .insert(teamMembers)
    .values(members.map(({ id }) => ({ account_id, team_id: team.id, user_id: id, ...stamps })))
    .onConflictDoNothing();
  return team.id;
}

const stampsOf = (ctx: AccountContext) => ({ created_at: ctx.now(), updated_at: ctx.now() });

interface Opening {
  kind: 'web-widget' | 'api';
  name: string;
  /** Members are the agents at whose place this leaves no rest; the rest looks after the other inboxes. */
  without: number;
}

/** In the order in which contacts prefer them. */
const OPENINGS: readonly Opening[] = [
  { kind: 'web-widget', name: 'Website', without: -1 },
  { kind: 'api', name: 'API', without: 0 },
  { kind: 'web-widget', name: 'Online shop', without: 1 },
  { kind: 'api', name: 'Mobile app', without: 2 },
];

const GREETING = 'Hello! Thank you for writing to us. Somebody will be with you shortly.';

/** Two inboxes of each kind with their members: those of the account first, new ones when there are too few. */
export async function openInboxes(ctx: AccountContext, agents: readonly Agent[]): Promise<DemoInbox[]> {
  const existing = await listInboxes(ctx);
  const opened: DemoInbox[] = [];
  for (const opening of OPENINGS) {
    const place = existing.findIndex(({ channel_kind }) => channel_kind === opening.kind);
    const [inbox = await openInbox(ctx, opening)] = place === -1 ? [] : existing.splice(place, 1);
    const members = agents.filter((_, nth) => nth % 5 !== opening.without);
    await addInboxMembers(ctx, inbox.id, members);
    opened.push({ inbox, members });
  }
  return opened;
}

async function listInboxes(ctx: AccountContext): Promise<InboxRow[]> {
  const kinds = OPENINGS.map(({ kind }) => kind);
  return ctx.queries
    .select()
    .from(inboxes)
    .where(and(eq(inboxes.account_id, ctx.account.id), inArray(inboxes.channel_kind, kinds)))
    .orderBy(asc(inboxes.id));
}

function openInbox(ctx: AccountContext, { kind, name }: Opening): Promise<InboxRow> {
  const website_url = ctx.services.config.frontend_url;
  const channel = kind === 'api' ? { type: 'api' } : { type: 'web_widget', website_url };
  return createInbox(ctx, { name, channel, greeting_enabled: true, greeting_message: GREETING });
}

async function addInboxMembers(ctx: AccountContext, inbox_id: number, members: readonly Agent[]) {
  const { id: account_id } = ctx.account;
  await ctx.queries
    .insert(inboxMembers)
    .values(members.map(({ id }) => ({ account_id, inbox_id, user_id: id, ...stampsOf(ctx) })))
    .onConflictDoNothing();
}
