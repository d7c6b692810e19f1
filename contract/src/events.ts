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
  'account.updated': {
    internal: true,
    doc: 'The name, language, addresses or settings of the account changed.',
  },
  'account.cache_invalidated': {
    internal: false,
    doc: 'Labels, inboxes or teams changed, so that clients read them again.',
  },
  'agent.added': { internal: true, doc: 'Somebody became a member of the account.' },
  'agent.updated': {
    internal: true,
    doc: 'The name, address, avatar, role or availability of a member changed.',
  },
  'agent.removed': { internal: true, doc: 'Somebody is no longer a member of the account.' },
  'inbox.created': { internal: false, doc: 'An inbox was made.' },
  'inbox.updated': { internal: false, doc: 'The settings of an inbox, or of its channel, changed.' },
  'inbox.deleted': { internal: true, doc: 'An inbox was deleted with its conversations.' },
  'inbox.members_changed': { internal: true, doc: 'Other agents are members of an inbox.' },
  'inbox.bot_changed': { internal: true, doc: 'Another bot answers in an inbox, or none.' },
  'team.created': { internal: true, doc: 'A team was made.' },
  'team.updated': { internal: true, doc: 'The name, description or assignment of a team changed.' },
  'team.deleted': { internal: true, doc: 'A team was deleted.' },
  'team.members_changed': { internal: true, doc: 'Other agents are members of a team.' },
  'label.created': { internal: true, doc: 'A label was made.' },
  'label.updated': { internal: true, doc: 'The title, description, colour or place of a label changed.' },
  'label.deleted': { internal: true, doc: 'A label was deleted; what carried its title still does.' },
  'contact.created': { internal: false, doc: 'A contact was made.' },
  'contact.updated': { internal: false, doc: 'A contact changed.' },
  'contact.deleted': { internal: false, doc: 'A contact was deleted, or merged into another.' },
  'contact.merged': { internal: false, doc: 'A contact took over all that another had.' },
  'conversation.created': { internal: false, doc: 'A conversation was started.' },
  'conversation.updated': {
    internal: false,
    doc: 'The team, assignee, bot, status, snooze, attributes, labels, waiting time, first reply or priority changed.',
  },
  'conversation.status_changed': { internal: false, doc: 'The status changed.' },
  'conversation.read': { internal: false, doc: 'The contact has read what there was to read.' },
  'conversation.contact_changed': {
    internal: false,
    doc: 'The conversation belongs to another contact, as the two were merged.',
  },
  'conversation.mentioned': { internal: false, doc: 'An agent was named in a private note.' },
  'conversation.deleted': { internal: false, doc: 'A conversation was deleted with its messages.' },
  'conversation.opened': { internal: true, doc: 'The conversation became open.' },
  'conversation.resolved': { internal: true, doc: 'The conversation became resolved.' },
  'conversation.bot_handoff': { internal: true, doc: 'A bot handed a pending conversation over to people.' },
  'assignee.changed': { internal: false, doc: 'Another agent is responsible, or none.' },
  'team.changed': { internal: false, doc: 'Another team is responsible, or none.' },
  'message.created': { internal: false, doc: 'A message, a private note or an activity was written.' },
  'message.updated': { internal: false, doc: 'A message changed: its status, content or attributes.' },
  'first.reply.created': { internal: false, doc: 'An agent answered the customer for the first time.' },
  'webwidget.triggered': { internal: false, doc: 'A visitor opened the chat on a website.' },
} as const satisfies Record<string, { internal: boolean; doc: string }>;

export type EventName = keyof typeof events;
