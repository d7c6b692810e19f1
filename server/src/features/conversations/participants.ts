import { and, asc, eq, inArray, notInArray } from 'drizzle-orm';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { invalid } from '../../platform/refusal.ts';
import { findPeople, type Person } from '../accounts/people.ts';
import { holdConversation } from './access.ts';
import { addParticipant, listInboxMemberIds } from './assignment.ts';
import { type ConversationRow, participants } from './table.ts';

/** Who watches a conversation, in the order in which they began to. */
export async function listParticipants(
  ctx: AccountContext,
  conversation: ConversationRow,
): Promise<Person[]> {
  return findInOrder(ctx, await listIds(ctx, conversation));
}

/** Makes people watch a conversation; answers those who did not before. */
export async function addParticipants(
  ctx: AccountContext,
  { id }: ConversationRow,
  user_ids: readonly number[],
): Promise<Person[]> {
  return ctx.transaction(async (tx) => {
    const held = await holdConversation(tx, id);
    const before = await listIds(tx, held);
    const added = [...new Set(user_ids)].filter((user_id) => !before.includes(user_id));
    await refuseStrangers(tx, held, added);
    for (const user_id of added) await addParticipant(tx, held, user_id);
    return findInOrder(tx, added);
  });
}

/** Makes exactly these people watch a conversation; answers them. */
export async function replaceParticipants(
  ctx: AccountContext,
  conversation: ConversationRow,
  user_ids: readonly number[],
): Promise<Person[]> {
  return ctx.transaction(async (tx) => {
    await addParticipants(tx, conversation, user_ids);
    await tx.queries
      .delete(participants)
      .where(
        user_ids.length === 0
          ? ofConversation(conversation)
          : and(ofConversation(conversation), notInArray(participants.user_id, [...user_ids])),
      );
    return listParticipants(tx, conversation);
  });
}

/** Lets people no longer watch a conversation; those who do not are passed over. */
export async function removeParticipants(
  ctx: AccountContext,
  conversation: ConversationRow,
  user_ids: readonly number[],
) {
  if (user_ids.length === 0) return;
  await ctx.queries
    .delete(participants)
    .where(and(ofConversation(conversation), inArray(participants.user_id, [...user_ids])));
}

/** Whoever begins to watch must be able to open the inbox: its members, and administrators. */
async function refuseStrangers(tx: TransactionContext, held: ConversationRow, user_ids: readonly number[]) {
  if (user_ids.length === 0) return;
  const people = await findPeople(tx, user_ids);
  const members = await listInboxMemberIds(tx, held);
  const stranger = user_ids.find((user_id) => {
    const membership = people.get(user_id)?.membership;
    return !membership || (membership.role !== 'administrator' && !members.includes(user_id));
  });
  if (stranger === undefined) return;
  throw invalid({ user_ids: `must be agents of the inbox or administrators; ${stranger} is neither` });
}

async function listIds(ctx: AccountContext, conversation: ConversationRow): Promise<number[]> {
  const rows = await ctx.queries
    .select({ user_id: participants.user_id })
    .from(participants)
    .where(ofConversation(conversation))
    .orderBy(asc(participants.created_at), asc(participants.user_id));
  return rows.map(({ user_id }) => user_id);
}

async function findInOrder(ctx: AccountContext, user_ids: readonly number[]): Promise<Person[]> {
  const people = await findPeople(ctx, user_ids);
  return user_ids.map((user_id) => people.get(user_id)).filter((person) => person !== undefined);
}

const ofConversation = ({ account_id, id }: ConversationRow) =>
  and(eq(participants.account_id, account_id), eq(participants.conversation_id, id));
