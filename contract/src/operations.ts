import { accounts, signUp } from './accounts.ts';
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
import { drafts } from './drafts.ts';
import { assignableAgents, inboxMembers } from './inbox-members.ts';
import { inboxes } from './inboxes.ts';
import { labels } from './labels.ts';
import { messages } from './messages.ts';
import { mfa } from './mfa.ts';
import type { OperationShape } from './operation.ts';
import { participants } from './participants.ts';
import { profile } from './profile.ts';
import { teamMembers, teams } from './teams.ts';
import { transcripts } from './transcripts.ts';
import { uploads } from './uploads.ts';

/** What can be asked: every operation, by resource and name. The SDK, the documents and the tests derive from it. */
export const operations = {
  auth,
  profile,
  mfa,
  signUp,
  accounts,
  agents,
  inboxes,
  inboxMembers,
  assignableAgents,
  teams,
  teamMembers,
  labels,
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
  messages,
  transcripts,
  uploads,
} as const satisfies Record<string, Record<string, OperationShape>>;

export type Operations = typeof operations;
