import { errors } from '@porchlight/contract/errors';
import type { OperationShape } from '@porchlight/contract/operation';
import type { Ids } from './tenancy-furnish.ts';

type Fields = Record<string, unknown>;

/** What fields of queries and bodies point to; null where the desk keeps nothing of the kind yet. */
const POINTERS: Record<string, keyof Ids | null> = {
  account_id: 'accounts',
  after: 'messages',
  agent_bot: 'bots',
  assignee_id: 'agents',
  base_contact_id: 'contacts',
  before: 'messages',
  campaign_id: null,
  contact_id: 'contacts',
  conversation_id: 'website_conversations',
  echo_id: null,
  inbox_id: 'inboxes',
  inbox_ids: 'inboxes',
  // A number that messages of the one conversation are compared with.
  last_seen_message_id: null,
  mergee_contact_id: 'others',
  portal_id: null,
  sender_id: 'bots',
  source_id: 'sources',
  team_id: 'teams',
  user_id: 'users',
  user_ids: 'agents',
};

/** The fields of an operation that point to a record. */
export function pointersOf({ path, query, body }: OperationShape): string[] {
  const names = Object.keys({ ...query?.shape, ...body?.shape });
  // The feed begins behind a cursor, which is no record.
  const isCursor = (name: string) => name === 'after' && path.endsWith('/events');
  return names.filter((name) => pointedTo(name) !== null && !isCursor(name));
}

function pointedTo(field: string): keyof Ids | null {
  const kind = POINTERS[field];
  if (kind === undefined && /(^|_)ids?$/.test(field))
    throw new Error(`Say in tenancy-exceptions.ts what the field ${field} points to`);
  return kind ?? null;
}

/** The value of a field that points to one of these records, in the form that the operation takes. */
export function pointer(field: string, ids: Ids): unknown {
  const kind = pointedTo(field);
  if (kind === null) throw new Error(`The field ${field} points to nothing`);
  return field.endsWith('_ids') ? [ids[kind]] : ids[kind];
}

interface Exception {
  /** For a record of another account; not found unless it is said here. */
  foreign?: number;
  /** For a record of the other inbox. */
  hidden?: number;
  /** The same, where agents are answered in another way. */
  hidden_to_agents?: number;
  /** Fields that the request needs besides, or must not have. */
  with?: Fields;
  why: string;
}

const unfound = { foreign: 200, hidden_to_agents: 200, why: 'A filter that nothing passes finds nothing.' };
const text = { foreign: 200, why: 'Here it is a text of the caller’s own, free in each inbox.' };
const refused = (code: 'invalid' | 'invalid_user_ids') => ({
  foreign: errors[code].status,
  why: 'Whoever is no member of the account cannot be named, and the sentence says so.',
});
const passed = { foreign: 200, why: 'Whoever is not there cannot be removed.' };
const nobody = { foreign: 200, why: 'An unknown id takes the assignment away; the answer is null.' };
const notApps = { foreign: errors.not_permissible.status, why: 'The account is not the app’s.' };
const anothers = { hidden: 404, why: 'Visitors see their own conversations.' };
const bound = { foreign: 200, why: 'A number between which messages of the one conversation are listed.' };

/** Fields whose foreign ids are answered in another way than as not found, and what they are sent with. */
const EXCEPTIONS: Record<string, Exception> = {
  'conversations.list inbox_id': unfound,
  'conversations.list source_id': unfound,
  'conversations.meta inbox_id': unfound,
  'conversations.meta source_id': unfound,
  'conversationSearch.search inbox_id': unfound,
  'conversationSearch.search source_id': unfound,
  'csatResponses.list inbox_id': unfound,
  'csatResponses.list team_id': unfound,
  'csatResponses.list user_ids': unfound,
  'csatResponses.metrics inbox_id': unfound,
  'csatResponses.metrics team_id': unfound,
  'csatResponses.metrics user_ids': unfound,
  'csatResponses.download inbox_id': unfound,
  'csatResponses.download team_id': unfound,
  'csatResponses.download user_ids': unfound,
  'contacts.create source_id': text,
  'contactInboxes.create source_id': text,
  'messages.create source_id': text,
  'publicContacts.create source_id': text,
  'contactInboxes.filter source_id': { hidden: 404, why: 'The address is one of another inbox.' },
  'contactInboxes.filter inbox_id': {
    hidden: 404,
    hidden_to_agents: 401,
    why: 'The address is not of this inbox.',
  },
  'conversations.create source_id': {
    with: { inbox_id: undefined, contact_id: undefined },
    hidden_to_agents: errors.not_allowed.status,
    why: 'Alone the address names the inbox too.',
  },
  'conversations.create assignee_id': refused('invalid'),
  'conversations.create team_id': refused('invalid'),
  'conversations.assign assignee_id': nobody,
  'conversations.assign team_id': { ...nobody, with: { assignee_id: undefined } },
  'inboxMembers.add user_ids': refused('invalid'),
  'inboxMembers.replace user_ids': refused('invalid'),
  'inboxMembers.remove user_ids': passed,
  'participants.add user_ids': refused('invalid'),
  'participants.replace user_ids': refused('invalid'),
  'participants.remove user_ids': passed,
  'teamMembers.add user_ids': refused('invalid_user_ids'),
  'teamMembers.replace user_ids': refused('invalid_user_ids'),
  'teamMembers.remove user_ids': refused('invalid_user_ids'),
  'messages.create sender_id': {
    with: { sender_type: 'AgentBot' },
    foreign: 200,
    why: 'A bot that is not there does not speak: the caller does.',
  },
  'messages.list before': bound,
  'messages.list after': bound,
  'publicMessages.list before': bound,
  'widgetMessages.list before': bound,
  'widgetMessages.list after': bound,
  'widgetMessages.list conversation_id': anothers,
  'widgetMessages.create conversation_id': anothers,
  'widgetConversations.markRead conversation_id': anothers,
  'widgetConversations.toggleTyping conversation_id': anothers,
  'widgetConversations.resolve conversation_id': anothers,
  'widgetConversations.sendTranscript conversation_id': anothers,
  'widgetConversations.setCustomAttributes conversation_id': anothers,
  'widgetConversations.removeCustomAttributes conversation_id': anothers,
  'widgetConversations.addLabel conversation_id': anothers,
  'widgetConversations.removeLabel conversation_id': anothers,
  'platformAgentBots.create account_id': notApps,
  'platformAgentBots.update account_id': notApps,
  'platformAccountUsers.create user_id': { foreign: 200, why: 'The user need not be the app’s.' },
  'platformAccountUsers.remove user_id': passed,
};

export const withFields = (name: string, field: string): Fields => EXCEPTIONS[`${name} ${field}`]?.with ?? {};

interface Pointing {
  name: string;
  field: string;
  place: 'own' | 'hidden' | 'foreign';
  isAgent: boolean;
}

/** How an operation refuses a field that points elsewhere; nothing when it does not mind. */
export function statusOfField({ name, field, place, isAgent }: Pointing): number | undefined {
  const exception = EXCEPTIONS[`${name} ${field}`];
  if (place === 'foreign') return exception?.foreign ?? errors.not_found.status;
  if (place === 'own') return undefined;
  if (!isAgent) return exception?.hidden;
  const usual = pointedTo(field) === 'inboxes' ? errors.not_allowed.status : undefined;
  return exception?.hidden_to_agents ?? exception?.hidden ?? usual;
}

const ONLY_SESSIONS = 'It looks at the headers of a session, and the matrix sends none.';
const NO_LINK = 'Its token is that of a mail, and the example’s is none.';
const EMPTY = 'There is nothing to be said to it.';
const NO_CODE = 'It wants a code of an authenticator app; the user has none.';

/** Operations that do not answer 200 to whoever may call them. */
const OWN: Record<string, { status: number; why: string }> = {
  'auth.openSignInPage': { status: 302, why: 'It leads to the dashboard.' },
  'auth.openConfirmation': { status: 302, why: 'It leads to the dashboard.' },
  'auth.validateToken': { status: errors.invalid_session.status, why: ONLY_SESSIONS },
  'auth.signOut': { status: errors.unknown_session.status, why: ONLY_SESSIONS },
  'auth.resetPassword': { status: errors.invalid_link.status, why: NO_LINK },
  'auth.confirm': { status: errors.invalid_link.status, why: NO_LINK },
  'uploads.create': {
    status: errors.unprocessable.status,
    why: 'Files are not fetched from this machine itself.',
  },
  'mfa.verify': { status: errors.unprocessable.status, why: NO_CODE },
  'mfa.makeBackupCodes': { status: errors.unprocessable.status, why: NO_CODE },
  'publicMessages.update': {
    status: errors.unprocessable.status,
    why: 'It wants a message that asks for something, and the one at hand does not.',
  },
  'customFilters.remove': { status: 204, why: EMPTY },
  'widget.tell': { status: 204, why: EMPTY },
  'widgetConversations.setCustomAttributes': { status: 204, why: EMPTY },
  'widgetConversations.addLabel': { status: 204, why: EMPTY },
  'widgetConversations.removeLabel': { status: 204, why: EMPTY },
  'mfa.disable': { status: errors.unprocessable.status, why: NO_CODE },
};

export const statusOfOwn = (name: string): number => OWN[name]?.status ?? 200;
