/**
 * What can happen, by its name on the wire, with a sentence for the documentation. Webhooks, sockets and the
 * event feed send these names; `internal` ones are for rules and reports inside the desk only.
 */
export const events = {
  'account.created': { internal: true, doc: 'An account was made, with its first administrator.' },
  'access_token.reset': {
    internal: true,
    doc: 'A user made a new access token; the old one stopped working.',
  },
  'inbox.created': { internal: false, doc: 'An inbox was made.' },
  'contact.created': { internal: false, doc: 'A contact was made.' },
  'contact.updated': { internal: false, doc: 'A contact changed.' },
  'conversation.created': { internal: false, doc: 'A conversation was started.' },
  'conversation.updated': {
    internal: false,
    doc: 'The team, assignee, bot, status, snooze, attributes, labels, waiting time, first reply or priority changed.',
  },
  'conversation.status_changed': { internal: false, doc: 'The status changed.' },
  'conversation.opened': { internal: true, doc: 'The conversation became open.' },
  'conversation.resolved': { internal: true, doc: 'The conversation became resolved.' },
  'conversation.bot_handoff': { internal: true, doc: 'A bot handed a pending conversation over to people.' },
  'assignee.changed': { internal: false, doc: 'Another agent is responsible, or none.' },
  'team.changed': { internal: false, doc: 'Another team is responsible, or none.' },
  'message.created': { internal: false, doc: 'A message, a private note or an activity was written.' },
  'message.updated': { internal: false, doc: 'A message changed: its status, content or attributes.' },
  'first.reply.created': { internal: false, doc: 'An agent answered the customer for the first time.' },
} as const satisfies Record<string, { internal: boolean; doc: string }>;

export type EventName = keyof typeof events;
