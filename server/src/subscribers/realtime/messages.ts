import type { EventName } from '@porchlight/contract/events';
import { messageTypes } from '@porchlight/contract/messages';
import type { AccountContext, Signal } from '../../context.ts';
import type { Changes, EventData } from '../../events.ts';
import { presentContactPush } from '../../features/contacts/present.ts';
import { presentFullMessage } from '../../features/conversations/present.ts';
import { presentPush } from '../../features/conversations/push.ts';
import type { ConversationRow } from '../../features/conversations/table.ts';
import type { NumberedEvent } from '../../platform/outbox/dispatcher.ts';
import { actorForContact, conversationForContact, messageForContact } from './contact-view.ts';
import { loadMaterial, type Material } from './material.ts';
import { NOBODY, type Recipients } from './recipients.ts';

/** What is sent of an event: to agents, and to contacts what they may see. */
export interface Message {
  event: string;
  recipients: Recipients;
  to_agents: object;
  to_contacts?: object;
}

type Told<Name extends EventName> = Omit<NumberedEvent, 'data'> & { data: EventData[Name] };
type Build<Name extends EventName> = (material: Material, event: Told<Name>) => Message | undefined;

/** What sockets hear of each event; null for those that are the desk's own affair. */
const BUILDERS: { [Name in EventName]: Build<Name> | null } = {
  'account.created': null,
  'access_token.reset': null,
  'account.updated': null,
  'account.cache_invalidated': (material, { data }) =>
    toAccount(material, 'account.cache_invalidated', { cache_keys: data.cache_keys }),
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
  'contact.deleted': (material, { data }) => toAccount(material, 'contact.deleted', data.contact),
  'contact.merged': aboutContact,
  'conversation.created': aboutConversation,
  'conversation.updated': aboutConversation,
  'conversation.status_changed': aboutConversation,
  'conversation.read': toAgents(aboutConversation),
  'conversation.contact_changed': toAgents(aboutConversation),
  'conversation.mentioned': (material, event) => {
    const message = aboutConversation(material, event);
    const recipients = { users: new Set([event.data.user_id]), contact_inboxes: NOBODY };
    return message && { ...message, recipients };
  },
  'conversation.deleted': (material, { data }) => ({
    event: 'conversation.deleted',
    recipients: { users: material.agentsOf(data.inbox_id), contact_inboxes: NOBODY },
    to_agents: { id: data.display_id, inbox_id: data.inbox_id, account_id: material.ctx.account.id },
  }),
  'conversation.opened': null,
  'conversation.resolved': null,
  'conversation.bot_handoff': null,
  'assignee.changed': toAgents(aboutConversation),
  'team.changed': toAgents(aboutConversation),
  'message.created': (material, event) =>
    aboutMessage(material, event, event.data.echo_id === undefined ? {} : { echo_id: event.data.echo_id }),
  'message.updated': (material, event) =>
    aboutMessage(material, event, { previous_changes: event.data.changes }),
  'first.reply.created': toAgents((material, event) => aboutMessage(material, event, {})),
  'webwidget.triggered': null,
};

/** Events that sockets hear of. */
export const HEARD = (Object.keys(BUILDERS) as EventName[]).filter((name) => BUILDERS[name] !== null);

const heard: ReadonlySet<string> = new Set(HEARD);

/**
 * What sockets hear of the events, in their order: nothing for those that are not heard of, or whose subject is gone
 * meanwhile.
 */
export async function messagesOf(
  ctx: AccountContext,
  events: readonly NumberedEvent[],
): Promise<(Message | undefined)[]> {
  const material = await loadMaterial(
    ctx,
    events.filter(({ name }) => heard.has(name)),
  );
  return events.map((event) => {
    const build = BUILDERS[event.name as EventName] as Build<EventName> | null | undefined;
    return build?.(material, event as unknown as Told<EventName>);
  });
}

/** What sockets hear of something that passes: who types, and where. A private note is none of the contact's business. */
export async function messageOfSignal(ctx: AccountContext, signal: Signal): Promise<Message | undefined> {
  const { conversation_id, by } = signal;
  const material = await loadMaterial(ctx, [{ data: { conversation_id }, by: { type: by.type, id: by.id } }]);
  const row = material.conversation(conversation_id);
  const user = material.actor(by);
  if (!row || !user) return undefined;
  const push = presentPush(ctx, row, material.around);
  const common = { user, is_private: signal.is_private, account_id: ctx.account.id };
  return {
    event: signal.name,
    recipients: recipientsOf(material, row, !signal.is_private),
    to_agents: { conversation: push, ...common },
    ...(signal.is_private
      ? {}
      : {
          to_contacts: { conversation: conversationForContact(push), ...common, user: actorForContact(user) },
        }),
  };
}

function toAgents<Name extends EventName>(build: Build<Name>): Build<Name> {
  return (material, event) => {
    const message = build(material, event);
    return message && { ...message, recipients: { ...message.recipients, contact_inboxes: NOBODY } };
  };
}

function toAccount({ ctx }: Material, event: EventName, data: object): Message {
  return {
    event,
    recipients: { users: 'all', contact_inboxes: NOBODY },
    to_agents: { ...data, account_id: ctx.account.id },
  };
}

function aboutContact(
  material: Material,
  event: Told<'contact.created' | 'contact.updated' | 'contact.merged'>,
): Message | undefined {
  const contact = material.contact(event.data.contact_id);
  return contact && toAccount(material, event.name as EventName, presentContactPush(material.ctx, contact));
}

interface AboutConversation extends Omit<NumberedEvent, 'data'> {
  data: { conversation_id: number };
}

function aboutConversation(material: Material, event: AboutConversation): Message | undefined {
  const row = material.conversation(event.data.conversation_id);
  if (!row) return undefined;
  const push = presentPush(material.ctx, row, material.around);
  const { account } = material.ctx;
  const performer = material.actor(event.by);
  return {
    event: event.name,
    recipients: recipientsOf(material, row, true),
    to_agents: { ...push, account_id: account.id, ...(performer ? { performer } : {}) },
    to_contacts: {
      ...conversationForContact(push),
      account_id: account.id,
      ...(performer ? { performer: actorForContact(performer) } : {}),
    },
  };
}

const ACTIVITY = messageTypes.indexOf('activity');

function aboutMessage(
  material: Material,
  event: Omit<NumberedEvent, 'data'> & { data: { conversation_id: number; message_id: number } },
  extra: { echo_id?: string; previous_changes?: Changes },
): Message | undefined {
  const { ctx, around, senders } = material;
  const row = material.conversation(event.data.conversation_id);
  const message = material.message(event.data.message_id);
  if (!row || !message) return undefined;
  const isShown = !message.private && message.message_type !== ACTIVITY;
  const push = { ...presentFullMessage(ctx, message, row, { ...around, ...senders }), ...extra };
  const common = { account_id: ctx.account.id };
  const performer = material.actor(event.by);
  const forContact = () => ({
    ...messageForContact(push),
    ...common,
    ...(performer ? { performer: actorForContact(performer) } : {}),
  });
  return {
    event: event.name,
    recipients: recipientsOf(material, row, isShown),
    to_agents: { ...push, ...common, ...(performer ? { performer } : {}) },
    ...(isShown ? { to_contacts: forContact() } : {}),
  };
}

/** Those who may see the inbox, and the contact when it is for them too. */
const recipientsOf = (material: Material, row: ConversationRow, for_contact: boolean): Recipients => ({
  users: material.agentsOf(row.inbox_id),
  contact_inboxes: for_contact ? material.linksOf(row) : NOBODY,
});
