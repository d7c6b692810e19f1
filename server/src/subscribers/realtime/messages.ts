import type { EventName } from '@porchlight/contract/events';
import { messageTypes } from '@porchlight/contract/messages';
import type { ConversationPush } from '@porchlight/contract/pushes';
import { and, eq } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import type { EventData } from '../../events.ts';
import { findAgentBots, findPeople } from '../../features/accounts/people.ts';
import { presentAgentBotPush, presentUserPush } from '../../features/accounts/present.ts';
import { findContactInboxes, findContacts } from '../../features/contacts/access.ts';
import { presentContactPush } from '../../features/contacts/present.ts';
import { presentConversationPush, presentMessagePush } from '../../features/conversations/push.ts';
import { type ConversationRow, conversations, messages } from '../../features/conversations/table.ts';
import type { NumberedEvent } from '../../platform/outbox/dispatcher.ts';
import { agentsOf, linksOf, NOBODY, type Recipients } from './recipients.ts';

/** What is sent of an event: to agents, and to contacts what they may see. */
export interface Message {
  event: string;
  recipients: Recipients;
  to_agents: object;
  to_contacts?: object;
}

type Told<Name extends EventName> = Omit<NumberedEvent, 'data'> & { data: EventData[Name] };
type Build<Name extends EventName> = (ctx: AccountContext, event: Told<Name>) => Promise<Message | undefined>;

/** What sockets hear of each event; null for those that are the desk's own affair. */
const BUILDERS: { [Name in EventName]: Build<Name> | null } = {
  'account.created': null,
  'access_token.reset': null,
  'account.updated': null,
  'account.cache_invalidated': async (ctx, { data }) =>
    toAccount(ctx, 'account.cache_invalidated', { cache_keys: data.cache_keys }),
  'agent.added': null,
  'agent.updated': null,
  'agent.removed': null,
  'inbox.created': null,
  'inbox.updated': null,
  'inbox.deleted': null,
  'inbox.members_changed': null,
  'inbox.bot_changed': null,
  'team.created': null,
  'team.updated': null,
  'team.deleted': null,
  'team.members_changed': null,
  'label.created': null,
  'label.updated': null,
  'label.deleted': null,
  'contact.created': aboutContact,
  'contact.updated': aboutContact,
  'contact.deleted': async (ctx, { data }) => toAccount(ctx, 'contact.deleted', data.contact),
  'contact.merged': aboutContact,
  'conversation.created': (ctx, event) => aboutConversation(ctx, event, 'everybody'),
  'conversation.updated': (ctx, event) => aboutConversation(ctx, event, 'everybody'),
  'conversation.status_changed': (ctx, event) => aboutConversation(ctx, event, 'everybody'),
  'conversation.read': (ctx, event) => aboutConversation(ctx, event, 'agents'),
  'conversation.contact_changed': (ctx, event) => aboutConversation(ctx, event, 'agents'),
  'conversation.deleted': null,
  'conversation.opened': null,
  'conversation.resolved': null,
  'conversation.bot_handoff': null,
  'assignee.changed': (ctx, event) => aboutConversation(ctx, event, 'agents'),
  'team.changed': (ctx, event) => aboutConversation(ctx, event, 'agents'),
  'message.created': async (ctx, event) => aboutMessage(ctx, event, echoOf(event.data)),
  'message.updated': (ctx, event) => aboutMessage(ctx, event, { previous_changes: event.data.changes }),
  'first.reply.created': async (ctx, event) => {
    const message = await aboutMessage(ctx, event, {});
    return message && { ...message, recipients: { ...message.recipients, contact_inboxes: NOBODY } };
  },
};

/** Events that sockets hear of. */
export const HEARD = (Object.keys(BUILDERS) as EventName[]).filter((name) => BUILDERS[name] !== null);

/** What sockets hear of the event; nothing when what it is about is gone meanwhile. */
export async function messageOf(ctx: AccountContext, event: NumberedEvent): Promise<Message | undefined> {
  const build = BUILDERS[event.name as EventName] as Build<EventName> | null | undefined;
  return build?.(ctx, event as unknown as Told<EventName>);
}

const echoOf = ({ echo_id }: EventData['message.created']) => (echo_id === undefined ? {} : { echo_id });

function toAccount(ctx: AccountContext, event: EventName, data: object): Message {
  return {
    event,
    recipients: { users: 'all', contact_inboxes: NOBODY },
    to_agents: { ...data, account_id: ctx.account.id },
  };
}

async function aboutContact(
  ctx: AccountContext,
  event: Told<'contact.created' | 'contact.updated' | 'contact.merged'>,
): Promise<Message | undefined> {
  const contact = (await findContacts(ctx, [event.data.contact_id])).get(event.data.contact_id);
  return contact && toAccount(ctx, event.name as EventName, presentContactPush(ctx, contact));
}

interface AboutConversation extends Omit<NumberedEvent, 'data'> {
  data: { conversation_id: number };
}

async function aboutConversation(
  ctx: AccountContext,
  event: AboutConversation,
  audience: 'agents' | 'everybody',
): Promise<Message | undefined> {
  const row = await findConversation(ctx, event.data.conversation_id);
  if (!row) return undefined;
  const common = { account_id: ctx.account.id, ...(await performerOf(ctx, event)) };
  const push = await presentConversationPush(ctx, row);
  return {
    event: event.name,
    recipients: await recipientsOf(ctx, row, audience === 'everybody'),
    to_agents: { ...push, ...common },
    to_contacts: { ...withoutToken(push), ...common },
  };
}

const ACTIVITY = messageTypes.indexOf('activity');

async function aboutMessage(
  ctx: AccountContext,
  event: Omit<NumberedEvent, 'data'> & { data: { conversation_id: number; message_id: number } },
  extra: object,
): Promise<Message | undefined> {
  const row = await findConversation(ctx, event.data.conversation_id);
  const message = row && (await findMessage(ctx, event.data.message_id));
  if (!message) return undefined;
  const isShown = !message.private && message.message_type !== ACTIVITY;
  const data = {
    ...(await presentMessagePush(ctx, message, row)),
    ...extra,
    account_id: ctx.account.id,
    ...(await performerOf(ctx, event)),
  };
  return {
    event: event.name,
    recipients: await recipientsOf(ctx, row, isShown),
    to_agents: data,
    ...(isShown ? { to_contacts: data } : {}),
  };
}

/** Those who may see the inbox, and the contact when the message is for them too. */
export async function recipientsOf(
  ctx: AccountContext,
  row: ConversationRow,
  for_contact: boolean,
): Promise<Recipients> {
  const users = await agentsOf(ctx, row.inbox_id);
  const link =
    for_contact && (await findContactInboxes(ctx, [row.contact_inbox_id])).get(row.contact_inbox_id);
  return { users, contact_inboxes: link ? await linksOf(ctx, link) : NOBODY };
}

/** A conversation for the eyes of contacts: the token of their own socket is none of the other's business. */
export function withoutToken(push: ConversationPush): ConversationPush {
  const { pubsub_token: _, ...contact_inbox } = push.contact_inbox;
  return { ...push, contact_inbox };
}

export async function findConversation(
  ctx: AccountContext,
  id: number,
): Promise<ConversationRow | undefined> {
  const [row] = await ctx.queries
    .select()
    .from(conversations)
    .where(and(eq(conversations.account_id, ctx.account.id), eq(conversations.id, id)));
  return row;
}

async function findMessage(ctx: AccountContext, id: number) {
  const [row] = await ctx.queries
    .select()
    .from(messages)
    .where(and(eq(messages.account_id, ctx.account.id), eq(messages.id, id)));
  return row;
}

/** Whoever did it, where it was a person, a bot or a contact. */
async function performerOf(ctx: AccountContext, { by }: Pick<NumberedEvent, 'by'>) {
  const performer = await presentActor(ctx, by);
  return performer ? { performer } : {};
}

/** Somebody who acts, as events show them. */
export async function presentActor(ctx: AccountContext, { type, id }: { type: string; id: number | null }) {
  if (id === null) return undefined;
  if (type === 'user') {
    const person = (await findPeople(ctx, [id])).get(id);
    return person && presentUserPush(ctx, person);
  }
  if (type === 'contact') {
    const contact = (await findContacts(ctx, [id])).get(id);
    return contact && presentContactPush(ctx, contact);
  }
  const bot = type === 'agent_bot' ? (await findAgentBots(ctx, [id])).get(id) : undefined;
  return bot && presentAgentBotPush(ctx, bot);
}
