import { and, eq, inArray, or, sql } from 'drizzle-orm';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { findAgentBots, findMember, findTeam, listTeamMemberIds, type Person } from '../accounts/people.ts';
import { type AgentBotRow, accountUsers, type TeamRow } from '../accounts/table.ts';
import { inboxes, inboxMembers } from '../inboxes/table.ts';
import { holdConversation } from './access.ts';
import { noteActivity, sayAssignment } from './activity.ts';
import { changeConversation } from './change.ts';
import { type ConversationRow, participants } from './table.ts';

/** Makes a member of the account responsible, or nobody, a bot neither; answers who is now. An unknown id means nobody. */
export async function assignAgent(
  ctx: AccountContext,
  conversation: ConversationRow,
  user_id: number | null,
): Promise<Person | undefined> {
  return ctx.transaction(async (tx) => {
    const held = await holdConversation(tx, conversation.id);
    const person = user_id === null ? undefined : await findMember(tx, user_id);
    const row = await changeConversation(tx, held, {
      assignee_id: person?.user.id ?? null,
      assignee_agent_bot_id: null,
    });
    if (row.assignee_id === held.assignee_id) return person;
    if (person) await addParticipant(tx, row, person.user.id);
    await noteAssignee(tx, row, person?.user);
    return person;
  });
}

const noteAssignee = (
  tx: TransactionContext,
  row: ConversationRow,
  assignee: { id?: number; name: string } | undefined,
) => noteActivity(tx, row, sayAssignment(tx.actor, { assignee, team: undefined, changed: 'assignee' }));

/** Makes an agent bot responsible; an unknown one changes nothing. */
export async function assignBot(
  ctx: AccountContext,
  conversation: ConversationRow,
  bot_id: number,
): Promise<AgentBotRow | undefined> {
  const bot = (await findAgentBots(ctx, [bot_id])).get(bot_id);
  if (!bot) return undefined;
  await ctx.transaction(async (tx) => {
    const held = await holdConversation(tx, conversation.id);
    const row = await changeConversation(tx, held, { assignee_agent_bot_id: bot.id, assignee_id: null });
    if (held.assignee_id !== null) await noteAssignee(tx, row, { name: bot.name });
  });
  return bot;
}

/**
 * Makes a team responsible, or none; an unknown id means none. Whoever is responsible and not in the new team is
 * let go, and somebody of the team who is online takes over when the team wants that.
 */
export async function assignTeam(
  ctx: AccountContext,
  conversation: ConversationRow,
  team_id: number | null,
): Promise<TeamRow | undefined> {
  const team = team_id === null ? undefined : await findTeam(ctx, team_id);
  await ctx.transaction(async (tx) => {
    const held = await holdConversation(tx, conversation.id);
    if (held.team_id === (team?.id ?? null)) return;
    const assignee_id = team ? await assigneeInTeam(tx, held, team) : held.assignee_id;
    const taken = assignee_id !== null && assignee_id !== held.assignee_id;
    const row = await changeConversation(tx, held, {
      team_id: team?.id ?? null,
      assignee_id,
      assignee_agent_bot_id: taken ? null : held.assignee_agent_bot_id,
    });
    const assignee = taken ? (await findMember(tx, assignee_id))?.user : undefined;
    if (assignee) await addParticipant(tx, row, assignee.id);
    await noteActivity(
      tx,
      row,
      sayAssignment(tx.actor, { assignee, team, changed: taken ? 'both' : 'team' }),
    );
  });
  return team;
}

async function assigneeInTeam(
  tx: TransactionContext,
  held: ConversationRow,
  team: TeamRow,
): Promise<number | null> {
  const members = await listTeamMemberIds(tx, team.id);
  if (held.assignee_id !== null && members.includes(held.assignee_id)) return held.assignee_id;
  return team.allow_auto_assign ? takeTurn(tx, held, members) : null;
}

/**
 * Gives an open conversation that no member of the inbox is responsible for to the online member whose turn it is.
 * A line says so only when somebody made it happen.
 */
export async function assignInTurn(tx: TransactionContext, held: ConversationRow): Promise<ConversationRow> {
  if (held.status !== 'open' || held.assignee_agent_bot_id !== null) return held;
  if (held.assignee_id !== null && (await listInboxMemberIds(tx, held)).includes(held.assignee_id))
    return held;
  const user_id = await takeTurn(tx, held);
  if (user_id === null) return held;
  const row = await changeConversation(tx, held, { assignee_id: user_id });
  await addParticipant(tx, row, user_id);
  return tx.actor.type === 'user' ? noteAssignee(tx, row, (await findMember(tx, user_id))?.user) : row;
}

const membersOf = (tx: TransactionContext, { inbox_id }: ConversationRow) =>
  and(eq(inboxMembers.account_id, tx.account.id), eq(inboxMembers.inbox_id, inbox_id));

/** Ids of the members of the conversation's inbox. */
export async function listInboxMemberIds(
  tx: TransactionContext,
  conversation: ConversationRow,
): Promise<number[]> {
  const rows = await tx.queries
    .select({ user_id: inboxMembers.user_id })
    .from(inboxMembers)
    .where(membersOf(tx, conversation));
  return rows.map(({ user_id }) => user_id);
}

/** The online member of the inbox who has waited longest, marked as served; of `among` when that is given. */
async function takeTurn(tx: TransactionContext, held: ConversationRow, among?: readonly number[]) {
  if (among?.length === 0) return null;
  await holdTurns(tx, held);
  const ofInbox = membersOf(tx, held);
  const seen = tx.services.presence.list(held.account_id, 'user');
  const [next] = await tx.queries
    .select({ user_id: inboxMembers.user_id })
    .from(inboxMembers)
    .innerJoin(
      accountUsers,
      and(
        eq(accountUsers.account_id, inboxMembers.account_id),
        eq(accountUsers.user_id, inboxMembers.user_id),
      ),
    )
    .where(
      and(
        ofInbox,
        among && inArray(inboxMembers.user_id, [...among]),
        or(eq(accountUsers.auto_offline, false), inArray(accountUsers.user_id, seen)),
        eq(accountUsers.availability, 'online'),
      ),
    )
    .orderBy(sql`${inboxMembers.last_assigned_at} asc nulls first`, inboxMembers.user_id)
    .limit(1);
  if (!next) return null;
  await tx.queries
    .update(inboxMembers)
    .set({ last_assigned_at: tx.now() })
    .where(and(ofInbox, eq(inboxMembers.user_id, next.user_id)));
  return next.user_id;
}

// At once, two conversations would go to the same member, or one of them to nobody.
async function holdTurns(tx: TransactionContext, { account_id, inbox_id }: ConversationRow) {
  await tx.queries
    .select({ id: inboxes.id })
    .from(inboxes)
    .where(and(eq(inboxes.account_id, account_id), eq(inboxes.id, inbox_id)))
    .for('no key update');
}

/** Makes a user watch a conversation. */
export async function addParticipant(
  tx: TransactionContext,
  { account_id, id }: ConversationRow,
  user_id: number,
) {
  const now = tx.now();
  await tx.queries
    .insert(participants)
    .values({ account_id, conversation_id: id, user_id, created_at: now, updated_at: now })
    .onConflictDoNothing();
}
