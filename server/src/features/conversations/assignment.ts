import { and, eq, inArray, sql } from 'drizzle-orm';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { findAgentBots, findMember, findTeam, listTeamMemberIds, type Person } from '../accounts/people.ts';
import { type AgentBotRow, accountUsers, type TeamRow } from '../accounts/table.ts';
import { inboxMembers } from '../inboxes/table.ts';
import { holdConversation } from './access.ts';
import { noteActivity, sayAssignment } from './activity.ts';
import { changeConversation } from './change.ts';
import { type ConversationRow, participants } from './table.ts';

/** Makes a member of the account responsible, or nobody; answers who is now. An unknown id means nobody. */
export async function assignAgent(
  ctx: AccountContext,
  conversation: ConversationRow,
  user_id: number | null,
): Promise<Person | undefined> {
  const person = user_id === null ? undefined : await findMember(ctx, user_id);
  await ctx.transaction(async (tx) => {
    const held = await holdConversation(tx, conversation.id);
    const row = await changeConversation(tx, held, {
      assignee_id: person?.user.id ?? null,
      assignee_agent_bot_id: person ? null : held.assignee_agent_bot_id,
    });
    if (row.assignee_id === held.assignee_id) return;
    if (person) await addParticipant(tx, row, person.user.id);
    await noteActivity(
      tx,
      row,
      sayAssignment(tx.actor, { assignee: person?.user, team: undefined, changed: 'assignee' }),
    );
  });
  return person;
}

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
    await changeConversation(tx, held, { assignee_agent_bot_id: bot.id, assignee_id: null });
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
    const row = await changeConversation(tx, held, { team_id: team?.id ?? null, assignee_id });
    const taken = assignee_id !== null && assignee_id !== held.assignee_id;
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

/** Gives an open conversation without an assignee to the online member of the inbox whose turn it is. */
export async function assignInTurn(tx: TransactionContext, held: ConversationRow): Promise<ConversationRow> {
  if (held.status !== 'open' || held.assignee_id !== null || held.assignee_agent_bot_id !== null) return held;
  const user_id = await takeTurn(tx, held);
  if (user_id === null) return held;
  const row = await changeConversation(tx, held, { assignee_id: user_id });
  await addParticipant(tx, row, user_id);
  return row;
}

/** The online member of the inbox who has waited longest, marked as served; of `among` when that is given. */
async function takeTurn(tx: TransactionContext, { inbox_id }: ConversationRow, among?: readonly number[]) {
  if (among?.length === 0) return null;
  const ofInbox = and(eq(inboxMembers.account_id, tx.account.id), eq(inboxMembers.inbox_id, inbox_id));
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
        // Presence by socket comes on top of this with the sockets themselves.
        eq(accountUsers.auto_offline, false),
        eq(accountUsers.availability, 'online'),
      ),
    )
    .orderBy(sql`${inboxMembers.last_assigned_at} asc nulls first`, inboxMembers.user_id)
    .limit(1)
    .for('update', { of: inboxMembers, skipLocked: true });
  if (!next) return null;
  await tx.queries
    .update(inboxMembers)
    .set({ last_assigned_at: tx.now() })
    .where(and(ofInbox, eq(inboxMembers.user_id, next.user_id)));
  return next.user_id;
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
