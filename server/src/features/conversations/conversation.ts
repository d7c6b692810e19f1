import { randomUUID } from 'node:crypto';
import type { ConversationStatus } from '@porchlight/contract/conversation-values';
import type { conversations as operations } from '@porchlight/contract/conversations';
import type { OperationInput } from '@porchlight/contract/operation';
import { eq, sql } from 'drizzle-orm';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { invalid, Refusal } from '../../platform/refusal.ts';
import { findMember, findTeam } from '../accounts/people.ts';
import { accountSequences } from '../accounts/table.ts';
import { accessContact, findContacts } from '../contacts/access.ts';
import { accessLinkBySourceId, linkContact } from '../contacts/contact-inbox.ts';
import type { ContactInboxRow, ContactRow } from '../contacts/table.ts';
import { accessInbox } from '../inboxes/access.ts';
import { hasActiveBot } from '../inboxes/inbox.ts';
import type { InboxRow } from '../inboxes/table.ts';
import { findNewestOfLink, holdConversation } from './access.ts';
import { addParticipant, assignInTurn } from './assignment.ts';
import { ofConversation } from './change.ts';
import { postMessage } from './message.ts';
import { type ConversationRow, conversations } from './table.ts';

type NewConversation = Omit<OperationInput<typeof operations.create>, 'account_id'>;

interface Parties {
  inbox: InboxRow;
  contact: ContactRow;
  contactInbox: ContactInboxRow;
}

/**
 * Starts a conversation, with its first message when one is given. An inbox that keeps to a single conversation
 * answers the contact's latest one instead.
 */
export async function openConversation(
  ctx: AccountContext,
  given: NewConversation,
): Promise<ConversationRow> {
  return ctx.transaction(async (tx) => {
    const parties = await findParties(tx, given);
    const existing =
      parties.inbox.lock_to_single_conversation && (await findNewestOfLink(tx, parties.contactInbox.id));
    const conversation = existing || (await start(tx, parties, given));
    if (!given.message) return conversation;
    await postMessage(tx, conversation.display_id, given.message);
    return holdConversation(tx, conversation.id);
  });
}

async function findParties(tx: TransactionContext, given: NewConversation): Promise<Parties> {
  const source_id = given.source_id || undefined;
  if (given.inbox_id && given.contact_id) {
    const inbox = await accessInbox(tx, given.inbox_id);
    const contact = await accessContact(tx, given.contact_id);
    await holdBeginnings(tx, contact.id);
    const hmac_verified = given.hmac_verified ?? false;
    return {
      inbox,
      contact,
      contactInbox: await linkContact(tx, { contact, inbox, source_id, hmac_verified }),
    };
  }
  if (source_id === undefined) throw missing(given.inbox_id ? 'contact_id' : 'inbox_id');
  const { contactInbox, inbox } = await accessLinkBySourceId(tx, source_id);
  const contact = (await findContacts(tx, [contactInbox.contact_id])).get(contactInbox.contact_id);
  if (!contact) throw new Error('A link to an inbox has no contact');
  await holdBeginnings(tx, contact.id);
  return { inbox, contact, contactInbox };
}

const missing = (name: string) =>
  new Refusal('param_missing', `param is missing or the value is empty: ${name}`);

/** Lets a contact's conversations start one after another; at once they would double links and single conversations. */
export async function holdBeginnings(tx: TransactionContext, contact_id: number) {
  const name = `conversations of contact ${tx.account.id} ${contact_id}`;
  await tx.queries.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}

async function start(
  tx: TransactionContext,
  parties: Parties,
  given: NewConversation,
): Promise<ConversationRow> {
  const { inbox, contact, contactInbox } = parties;
  const now = tx.now();
  const status = await firstStatus(tx, parties, given.status ?? 'open');
  const assignment = await firstAssignment(tx, given);
  const [row] = await tx.queries
    .insert(conversations)
    .values({
      account_id: tx.account.id,
      inbox_id: inbox.id,
      contact_id: contact.id,
      contact_inbox_id: contactInbox.id,
      display_id: await nextDisplayId(tx),
      uuid: randomUUID(),
      status,
      ...assignment,
      snoozed_until: status === 'snoozed' ? readMoment(given.snoozed_until) : null,
      waiting_since: now,
      additional_attributes: withoutOddReferer(given.additional_attributes ?? {}),
      custom_attributes: given.custom_attributes ?? {},
      last_activity_at: now,
      created_at: now,
      updated_at: now,
    })
    .returning();
  if (!row) throw new Error('The conversation was not stored');
  tx.emit('conversation.created', ofConversation(row));
  if (row.assignee_id !== null) await addParticipant(tx, row, row.assignee_id);
  return inbox.enable_auto_assignment ? assignInTurn(tx, row) : row;
}

async function firstStatus(
  tx: TransactionContext,
  { inbox, contact }: Parties,
  wanted: ConversationStatus,
): Promise<ConversationStatus> {
  if (contact.blocked) return 'resolved';
  return (await hasActiveBot(tx, inbox.id)) ? 'pending' : wanted;
}

async function firstAssignment(tx: TransactionContext, { assignee_id, team_id }: NewConversation) {
  if (assignee_id && !(await findMember(tx, assignee_id))) {
    throw invalid({ assignee_id: 'is not an agent of this account; GET …/agents lists them' });
  }
  if (team_id && !(await findTeam(tx, team_id))) throw invalid({ team_id: 'is not a team of this account' });
  return { assignee_id: assignee_id ?? null, team_id: team_id ?? null };
}

/** The account's next number. The counter stays held until the end, so it comes last before the insert. */
async function nextDisplayId(tx: TransactionContext): Promise<number> {
  const [counter] = await tx.queries
    .update(accountSequences)
    .set({ conversation_display_id: sql`${accountSequences.conversation_display_id} + 1` })
    .where(eq(accountSequences.account_id, tx.account.id))
    .returning({ display_id: accountSequences.conversation_display_id });
  if (!counter) throw new Error('The account has no counter of conversations');
  return counter.display_id;
}

// Beyond the year 9999 a time has no form on the wire.
const LAST_MOMENT = Date.UTC(9999, 11, 31, 23, 59, 59);

function readMoment(given: string | number | null | undefined): Date | null {
  if (given === null || given === undefined || given === '') return null;
  const seconds = Number(given);
  const moment = Number.isFinite(seconds) ? new Date(seconds * 1000) : new Date(given);
  if (moment.getTime() >= 0 && moment.getTime() <= LAST_MOMENT) return moment;
  throw invalid({ snoozed_until: 'must be a time such as 2030-01-31T09:00:00Z' });
}

// A page's address that is none would be shown as a link.
function withoutOddReferer(attributes: Record<string, unknown>): Record<string, unknown> {
  const { referer } = attributes;
  if (referer === undefined || (typeof referer === 'string' && /^https?:\/\//i.test(referer)))
    return attributes;
  return { ...attributes, referer: null };
}
