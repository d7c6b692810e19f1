import { agents } from './agents.ts';
import { auth } from './auth.ts';
import { contacts } from './contacts.ts';
import { conversations } from './conversations.ts';
import { inboxes } from './inboxes.ts';
import { messages } from './messages.ts';
import type { OperationShape } from './operation.ts';
import { profile } from './profile.ts';

/** What can be asked: every operation, by resource and name. The SDK, the documents and the tests derive from it. */
export const operations = {
  auth,
  profile,
  agents,
  inboxes,
  contacts,
  conversations,
  messages,
} as const satisfies Record<string, Record<string, OperationShape>>;

export type Operations = typeof operations;
