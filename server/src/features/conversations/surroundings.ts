import type { Attachment } from '@porchlight/contract/messages';
import { and, desc, eq, ne, type SQL, sql } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { type ById, type Gap, isOneOf, keepQuery } from '../../platform/database/kept-query.ts';
import type { Queries } from '../../platform/database/queries.ts';
import { findAgentBots, findPeople, findTeams, type Person } from '../accounts/people.ts';
import type { AgentBotRow, TeamRow } from '../accounts/table.ts';
import { findContactInboxes, findContacts } from '../contacts/access.ts';
import type { ContactInboxRow, ContactRow } from '../contacts/table.ts';
import { findInboxes } from '../inboxes/access.ts';
import type { InboxRow } from '../inboxes/table.ts';
import { findMessages } from './access.ts';
import { typeNumber } from './activity.ts';
import { findAttachments } from './attachment.ts';
import { presentAttachment } from './present-attachment.ts';
import { type ConversationRow, conversations, type MessageRow, messages } from './table.ts';

/** What a conversation's messages say of it. */
interface Tail {
  newest: MessageRow | undefined;
  /** The newest that is no activity. */
  newest_said: MessageRow | undefined;
  /** The newest that the customer sees. */
  newest_shown: MessageRow | undefined;
  last_incoming_at: Date | null;
  /** Incoming ones that no agent has seen, 10 at most. */
  unread_count: number;
}

/** Who wrote messages: people, contacts and bots by id. */
export interface Senders {
  people: Map<number, Person>;
  contacts: Map<number, ContactRow>;
  bots: Map<number, AgentBotRow>;
  /** By message. */
  attachments: Map<number, Attachment[]>;
}

/** Everything around some conversations that showing them needs. */
export interface Surroundings extends Senders {
  teams: Map<number, { team: TeamRow; is_member: boolean }>;
  contactOf(row: ConversationRow): ContactRow;
  inboxOf(row: ConversationRow): InboxRow;
  linkOf(row: ConversationRow): ContactInboxRow;
  of(row: ConversationRow): Tail;
}

const UNREAD_MAX = 10;

/** Loads what is around the conversations, each kind of record in one query. */
export async function loadSurroundings(
  ctx: AccountContext,
  rows: readonly ConversationRow[],
): Promise<Surroundings> {
  const tails = await loadTails(ctx, rows);
  const links = await findContactInboxes(ctx, pick(rows, 'contact_inbox_id'));
  const inboxes = await findInboxes(ctx, pick(rows, 'inbox_id'));
  const teams = await findTeams(ctx, pick(rows, 'team_id'));
  const senders = await loadSenders(ctx, said(tails), rows);
  return {
    ...senders,
    teams,
    contactOf: (row) => present(senders.contacts.get(row.contact_id)),
    inboxOf: (row) => present(inboxes.get(row.inbox_id)),
    linkOf: (row) => present(links.get(row.contact_inbox_id)),
    of: (row) => present(tails.get(row.id)),
  };
}

/** Who wrote a message; one that has no id yet has no files either. */
type Sent = Pick<MessageRow, 'sender_type' | 'sender_id'> & { id?: number };

/** Loads whoever wrote the messages, whom the conversations name, and the messages' files. */
export async function loadSenders(
  ctx: AccountContext,
  list: readonly Sent[],
  rows: readonly ConversationRow[],
): Promise<Senders> {
  const of = (type: MessageRow['sender_type']) =>
    pick(
      list.filter((message) => message.sender_type === type),
      'sender_id',
    );
  // One after another: within a transaction there is one connection.
  return {
    people: await findPeople(ctx, [...of('User'), ...pick(rows, 'assignee_id')]),
    contacts: await findContacts(ctx, [...of('Contact'), ...pick(rows, 'contact_id')]),
    bots: await findAgentBots(ctx, [...of('AgentBot'), ...pick(rows, 'assignee_agent_bot_id')]),
    attachments: await loadAttachments(ctx, pick(list, 'id')),
  };
}

async function loadAttachments(ctx: AccountContext, message_ids: readonly number[]) {
  const found = await findAttachments(ctx, message_ids);
  return new Map([...found].map(([id, rows]) => [id, rows.map((row) => presentAttachment(ctx, row))]));
}

function pick<Key extends string>(rows: readonly { [key in Key]?: number | null }[], key: Key): number[] {
  return rows.map((row) => row[key] ?? null).filter((id) => id !== null);
}

// Foreign keys keep these from being absent.
function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('A record that a conversation points to is not there');
  return value;
}

const said = (tails: Map<number, Tail>) =>
  [...tails.values()].flatMap(({ newest, newest_said, newest_shown }) =>
    [newest, newest_said, newest_shown].filter((message) => message !== undefined),
  );

async function loadTails(ctx: AccountContext, rows: readonly ConversationRow[]): Promise<Map<number, Tail>> {
  if (rows.length === 0) return new Map();
  const found = await tailsOf(ctx.queries, { account_id: ctx.account.id, ids: pick(rows, 'id') });
  const ids = (['newest_id', 'newest_said_id', 'newest_shown_id'] as const).flatMap((name) =>
    pick(found, name),
  );
  const bodies = await findMessages(ctx, ids);
  return new Map(found.map((tail) => [tail.id, tailOf(tail, bodies)]));
}

const tailsOf = keepQuery((queries, gap: Gap<ById>) =>
  queries
    .select({
      id: conversations.id,
      newest_id: newestId(queries),
      newest_said_id: newestId(queries, isSaid()),
      newest_shown_id: newestId(queries, and(isSaid(), eq(messages.private, false))),
      last_incoming_at:
        sql<Date | null>`(select max(created_at) from ${messages} where ${incoming()})`.mapWith(
          messages.created_at,
        ),
      unread_count: sql<number>`(select count(*) from (select 1 from ${messages} where ${incoming()}
        and ${messages.created_at} > coalesce(${conversations.agent_last_seen_at}, 'epoch')
        limit ${UNREAD_MAX}) unread)`.mapWith(Number),
    })
    .from(conversations)
    .where(and(eq(conversations.account_id, gap('account_id')), isOneOf(conversations.id, gap('ids')))),
);

function tailOf(
  tail: {
    newest_id: number | null;
    newest_said_id: number | null;
    newest_shown_id: number | null;
    last_incoming_at: Date | null;
    unread_count: number;
  },
  bodies: Map<number, MessageRow>,
): Tail {
  return {
    newest: bodies.get(tail.newest_id ?? 0),
    newest_said: bodies.get(tail.newest_said_id ?? 0),
    newest_shown: bodies.get(tail.newest_shown_id ?? 0),
    last_incoming_at: tail.last_incoming_at,
    unread_count: tail.unread_count,
  };
}

const ofRow = () =>
  and(eq(messages.account_id, conversations.account_id), eq(messages.conversation_id, conversations.id));
const incoming = () => and(ofRow(), eq(messages.message_type, typeNumber('incoming')));

const isSaid = () => ne(messages.message_type, typeNumber('activity'));

function newestId(queries: Queries, wanted?: SQL) {
  const query = queries
    .select({ id: messages.id })
    .from(messages)
    .where(and(ofRow(), wanted))
    .orderBy(desc(messages.id))
    .limit(1);
  return sql<number | null>`(${query})`;
}
