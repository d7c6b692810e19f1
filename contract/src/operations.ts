import { accounts, signUp } from './accounts.ts';
import { agentBots } from './agent-bots.ts';
import { agents } from './agents.ts';
import { auth } from './auth.ts';
import { contactConversations } from './contact-conversations.ts';
import { contactInboxes } from './contact-inboxes.ts';
import { contactLabels } from './contact-labels.ts';
import { contactNotes } from './contact-notes.ts';
import { contacts } from './contacts.ts';
import { conversationAttachments } from './conversation-attachments.ts';
import { conversationLabels } from './conversation-labels.ts';
import { conversationSearch } from './conversation-search.ts';
import { conversations } from './conversations.ts';
import { csatResponses, csatSurveys } from './csat.ts';
import { customFilters } from './custom-filters.ts';
import { drafts } from './drafts.ts';
import { eventFeed } from './event-feed.ts';
import { assignableAgents, inboxMembers } from './inbox-members.ts';
import { inboxes } from './inboxes.ts';
import { labels } from './labels.ts';
import { messages } from './messages.ts';
import { mfa } from './mfa.ts';
import type { OperationShape } from './operation.ts';
import { ownDrafts } from './own-drafts.ts';
import { participants } from './participants.ts';
import { platformAccountUsers } from './platform-account-users.ts';
import { platformAccounts } from './platform-accounts.ts';
import { platformAgentBots } from './platform-agent-bots.ts';
import { platformUsers } from './platform-users.ts';
import { profile } from './profile.ts';
import { publicContacts, publicInboxes } from './public-contacts.ts';
import { publicConversations } from './public-conversations.ts';
import { publicMessages } from './public-messages.ts';
import { teamMembers, teams } from './teams.ts';
import { transcripts } from './transcripts.ts';
import { uploads } from './uploads.ts';
import { webhookDeliveries, webhooks } from './webhooks.ts';
import { widget } from './widget.ts';
import { widgetContacts } from './widget-contacts.ts';
import { widgetConversations } from './widget-conversations.ts';
import { widgetMessages } from './widget-messages.ts';

/** What can be asked: every operation, by resource and name. The SDK, the documents and the tests derive from it. */
export const operations = {
  auth,
  profile,
  mfa,
  signUp,
  accounts,
  agents,
  agentBots,
  inboxes,
  inboxMembers,
  assignableAgents,
  teams,
  teamMembers,
  labels,
  customFilters,
  contacts,
  contactLabels,
  contactNotes,
  contactInboxes,
  contactConversations,
  conversations,
  conversationSearch,
  conversationLabels,
  conversationAttachments,
  participants,
  drafts,
  ownDrafts,
  messages,
  transcripts,
  csatResponses,
  csatSurveys,
  uploads,
  publicInboxes,
  publicContacts,
  publicConversations,
  publicMessages,
  widget,
  widgetContacts,
  widgetConversations,
  widgetMessages,
  webhooks,
  eventFeed,
  webhookDeliveries,
  platformUsers,
  platformAccounts,
  platformAccountUsers,
  platformAgentBots,
} as const satisfies Record<string, Record<string, OperationShape>>;

export type Operations = typeof operations;
