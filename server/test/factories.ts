import type { conversations as conversationOperations } from '@porchlight/contract/conversations';
import { messageFields } from '@porchlight/contract/messages';
import type { OperationInput } from '@porchlight/contract/operation';
import { and, eq } from 'drizzle-orm';
import { type AccountContext, accountContext } from '../src/context.ts';
import { accountUsers, agentBots, teamMembers, teams } from '../src/features/accounts/table.ts';
import { showAccessToken } from '../src/features/accounts/tokens.ts';
import { createContact } from '../src/features/contacts/contact.ts';
import { holdConversation } from '../src/features/conversations/access.ts';
import { openConversation } from '../src/features/conversations/conversation.ts';
import { postMessage } from '../src/features/conversations/message.ts';
import { conversations, messages } from '../src/features/conversations/table.ts';
import { agentBotInboxes, type InboxRow } from '../src/features/inboxes/table.ts';
import { events } from '../src/platform/outbox/table.ts';
import { ask, makeAccount, makeInbox, makeUser, type TestDesk, type TestUser } from './harness.ts';

type ConversationFields = Omit<OperationInput<typeof conversationOperations.create>, 'account_id'>;

/** Makes a contact. */
export async function makeContact(account: AccountContext, fields: Parameters<typeof createContact>[1] = {}) {
  const { contact } = await createContact(account, { name: 'Rui Costa', ...fields });
  return contact;
}

/** Makes a conversation of the contact, or of a new one, in the inbox. */
export async function makeConversation(
  account: AccountContext,
  inbox: InboxRow,
  { contact_id, ...fields }: ConversationFields = {},
) {
  const id = contact_id ?? (await makeContact(account)).id;
  return openConversation(account, { inbox_id: inbox.id, contact_id: id, ...fields });
}

function writerOf(ctx: AccountContext): AccountContext {
  if (ctx.actor.type !== 'user' || ctx.actor.role === 'administrator') return ctx;
  return accountContext(ctx.services, ctx.account, { ...ctx.actor, role: 'administrator' });
}

/** Posts a message, an outgoing one unless said otherwise, as the context's actor, who may write anywhere. */
export async function makeMessage(
  ctx: AccountContext,
  conversation: typeof conversations.$inferSelect,
  fields: object = {},
) {
  const given = messageFields.parse({ content: 'Hello', ...fields });
  const { message } = await postMessage(writerOf(ctx), conversation.display_id, given);
  return message;
}

/** Makes a team of these members; it does not assign by itself unless told to. */
export async function makeTeam(
  account: AccountContext,
  name: string,
  { members = [], allow_auto_assign = false }: { members?: TestUser[]; allow_auto_assign?: boolean } = {},
) {
  const stamps = { created_at: account.now(), updated_at: account.now() };
  const account_id = account.account.id;
  const [team] = await account.queries
    .insert(teams)
    .values({ account_id, name, allow_auto_assign, ...stamps })
    .returning();
  if (!team) throw new Error('The team was not stored');
  for (const { id: user_id } of members) {
    await account.queries.insert(teamMembers).values({ account_id, team_id: team.id, user_id, ...stamps });
  }
  return team;
}

interface BotOptions {
  /** The inbox in which the bot answers first. */
  inbox?: InboxRow;
  status?: 'active' | 'inactive';
  /** A bot of the installation belongs to no account. */
  of_installation?: boolean;
}

/** Makes an agent bot with its token. */
export async function makeBot(
  desk: TestDesk,
  account: AccountContext,
  { inbox, status = 'active', of_installation = false }: BotOptions = {},
) {
  const stamps = { created_at: account.now(), updated_at: account.now() };
  const owner = of_installation ? null : account.account.id;
  const [bot] = await account.queries
    .insert(agentBots)
    .values({ account_id: owner, name: 'Triage', outgoing_url: 'https://bot.example.com/in', ...stamps })
    .returning();
  if (!bot) throw new Error('The bot was not stored');
  const { id, name } = bot;
  if (inbox) {
    const { account_id, id: inbox_id } = inbox;
    await account.queries
      .insert(agentBotInboxes)
      .values({ account_id, inbox_id, agent_bot_id: id, status, ...stamps });
  }
  const token = await showAccessToken(account, 'AgentBot', id);
  return { id, token, ctx: accountContext(desk.services, account.account, { type: 'agent_bot', id, name }) };
}

/** Makes the member count as online without a socket. */
export function bringOnline(account: AccountContext, user: TestUser) {
  return setPresence(account, user, { auto_offline: false, availability: 'online' });
}

/** Makes the member count as away. */
export function takeOffline(account: AccountContext, user: TestUser) {
  return setPresence(account, user, { auto_offline: true });
}

async function setPresence(
  account: AccountContext,
  user: TestUser,
  presence: Partial<typeof accountUsers.$inferInsert>,
) {
  await account.queries
    .update(accountUsers)
    .set(presence)
    .where(and(eq(accountUsers.account_id, account.account.id), eq(accountUsers.user_id, user.id)));
}

/** Writes columns of a conversation that no operation sets yet. */
export async function setColumns(
  account: AccountContext,
  { id }: { id: number },
  columns: Partial<typeof conversations.$inferInsert>,
) {
  await account.queries
    .update(conversations)
    .set(columns)
    .where(and(eq(conversations.account_id, account.account.id), eq(conversations.id, id)));
}

/** The conversation's row as it is now. */
export const readConversation = (account: AccountContext, { id }: { id: number }) =>
  account.transaction((tx) => holdConversation(tx, id));

/** All messages of a conversation, oldest first. */
export function readMessages(account: AccountContext, { id }: { id: number }) {
  return account.queries
    .select()
    .from(messages)
    .where(and(eq(messages.account_id, account.account.id), eq(messages.conversation_id, id)))
    .orderBy(messages.id);
}

const ACTIVITY = 2;

/** The sentences that say what was done to a conversation. */
export async function readActivities(account: AccountContext, conversation: { id: number }) {
  const rows = await readMessages(account, conversation);
  return rows.filter((row) => row.message_type === ACTIVITY).map((row) => row.content);
}

/** What was emitted in the account, oldest first. */
export function readEvents(account: AccountContext) {
  return account.queries
    .select()
    .from(events)
    .where(eq(events.account_id, account.account.id))
    .orderBy(events.id);
}

/** The events of a conversation that `act` emits, oldest first. */
export async function eventsDuring(account: AccountContext, act: () => Promise<unknown>) {
  const before = (await readEvents(account)).length;
  await act();
  return (await readEvents(account)).slice(before);
}

/** An account with people in it, an inbox, and a way to ask as each of them. */
export interface Shop {
  account: AccountContext;
  administrator: TestUser;
  /** A member of the inbox. */
  agent: TestUser;
  /** A member of the account, of no inbox and no team. */
  outsider: TestUser;
  inbox: InboxRow;
  ask(
    who: { token: string },
    method: Parameters<typeof ask>[1],
    path: string,
    body?: unknown,
  ): ReturnType<typeof ask>;
}

/** Makes an account with an administrator, an agent, an outsider, and an inbox of the agent. */
export async function makeShop(desk: TestDesk): Promise<Shop> {
  const account = await makeAccount(desk);
  const administrator = await makeUser(desk, account, 'administrator', 'Ada Adams');
  const agent = await makeUser(desk, account, 'agent', 'Ben Brown');
  const outsider = await makeUser(desk, account, 'agent', 'Cleo Clark');
  const inbox = await makeInbox(account, { members: [agent] });
  return {
    account,
    administrator,
    agent,
    outsider,
    inbox,
    ask: ({ token }, method, path, body) =>
      ask(desk, method, `/api/v1/accounts/${account.account.id}${path}`, { token, body }),
  };
}
