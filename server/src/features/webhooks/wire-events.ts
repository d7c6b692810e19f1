import type { EventName } from '@porchlight/contract/events';
import type { WebhookEvent } from '@porchlight/contract/webhooks';
import type { subscriberKinds } from './table.ts';

/** What an event is called where webhooks are told of it. */
export type WireName = WebhookEvent | 'conversation_opened' | 'conversation_resolved' | 'webhook_test';

export type SubscriberKind = (typeof subscriberKinds)[number];

interface WireEvent {
  name: WireName;
  to: readonly SubscriberKind[];
}

const everybody = ['account', 'api_inbox', 'agent_bot'] as const;

/** Every event of the desk, with what webhooks call it and who is told; nothing where nobody is. */
export const wireEvents: Readonly<Record<EventName, WireEvent | undefined>> = {
  'account.created': undefined,
  'access_token.reset': undefined,
  'account.updated': undefined,
  'account.cache_invalidated': undefined,
  'agent.added': undefined,
  'agent.updated': undefined,
  'agent.removed': undefined,
  'inbox.created': { name: 'inbox_created', to: ['account'] },
  'inbox.updated': { name: 'inbox_updated', to: ['account'] },
  'inbox.deleted': undefined,
  'inbox.members_changed': undefined,
  'inbox.bot_changed': undefined,
  'team.created': undefined,
  'team.updated': undefined,
  'team.deleted': undefined,
  'team.members_changed': undefined,
  'label.created': undefined,
  'label.updated': undefined,
  'label.deleted': undefined,
  'contact.created': { name: 'contact_created', to: ['account'] },
  'contact.updated': { name: 'contact_updated', to: ['account'] },
  'contact.deleted': undefined,
  'contact.merged': undefined,
  'conversation.created': { name: 'conversation_created', to: ['account', 'api_inbox'] },
  'conversation.updated': { name: 'conversation_updated', to: everybody },
  'conversation.status_changed': { name: 'conversation_status_changed', to: everybody },
  'conversation.read': undefined,
  'conversation.contact_changed': undefined,
  'conversation.mentioned': undefined,
  'conversation.deleted': undefined,
  'conversation.opened': { name: 'conversation_opened', to: ['agent_bot'] },
  'conversation.resolved': { name: 'conversation_resolved', to: ['agent_bot'] },
  'conversation.bot_handoff': undefined,
  'assignee.changed': undefined,
  'team.changed': undefined,
  'message.created': { name: 'message_created', to: everybody },
  'message.updated': { name: 'message_updated', to: everybody },
  'first.reply.created': undefined,
  'webwidget.triggered': { name: 'webwidget_triggered', to: everybody },
};

/** The events that anybody is told of. */
export const toldEvents: readonly string[] = Object.entries(wireEvents)
  .filter(([, wire]) => wire)
  .map(([name]) => name);

/** The id of an event outside the desk, the same wherever it is told of. */
export const eventIdOf = ({ account_id, id }: { account_id: number; id: number }) =>
  `evt_${account_id}_${id}`;
