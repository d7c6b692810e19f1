import type { SenderPush } from '@porchlight/contract/people';
import { and, eq, inArray, or } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { findAgentBots, findPeople } from '../../features/accounts/people.ts';
import { presentAgentBotPush, presentUserPush } from '../../features/accounts/present.ts';
import { accountUsers } from '../../features/accounts/table.ts';
import { findContactInboxes, findContacts } from '../../features/contacts/access.ts';
import { presentContactPush } from '../../features/contacts/present.ts';
import { type ContactInboxRow, type ContactRow, contactInboxes } from '../../features/contacts/table.ts';
import { findConversations, findMessages } from '../../features/conversations/access.ts';
import {
  loadSenders,
  loadSurroundings,
  type Senders,
  type Surroundings,
} from '../../features/conversations/surroundings.ts';
import type { ConversationRow, MessageRow } from '../../features/conversations/table.ts';
import { inboxMembers } from '../../features/inboxes/table.ts';
import type { NumberedEvent } from '../../platform/outbox/dispatcher.ts';

/** Everything that telling of some events needs, loaded together: each kind of record in one query. */
export interface Material {
  ctx: AccountContext;
  conversation(id: number): ConversationRow | undefined;
  message(id: number): MessageRow | undefined;
  contact(id: number): ContactRow | undefined;
  around: Surroundings;
  /** Of the messages themselves. */
  senders: Senders;
  /** Members of the inbox and administrators: whoever may see what happens in it. */
  agentsOf(inbox_id: number): ReadonlySet<number>;
  /** The conversation's link; where it is proven, all proven links of the contact. */
  linksOf(row: ConversationRow): ReadonlySet<number>;
  /** Somebody who acts, as events show them. */
  actor(by: { type: string; id: number | null }): SenderPush | undefined;
}

type Subject = Pick<NumberedEvent, 'data' | 'by'>;

/** Loads what the events are about, as it is now. */
export async function loadMaterial(ctx: AccountContext, events: readonly Subject[]): Promise<Material> {
  const rows = await findConversations(ctx, idsIn(events, 'conversation_id'));
  const list = await findMessages(ctx, idsIn(events, 'message_id'));
  const around = await loadSurroundings(ctx, [...rows.values()]);
  const senders = await loadSenders(ctx, [...list.values()], []);
  const contacts = await findContacts(ctx, [...idsIn(events, 'contact_id'), ...actorsIn(events, 'contact')]);
  const people = await findPeople(ctx, actorsIn(events, 'user'));
  const bots = await findAgentBots(ctx, actorsIn(events, 'agent_bot'));
  // Conversations that are gone meanwhile still say in which inbox they were.
  const inboxes_of_rows = [...rows.values()].map(({ inbox_id }) => inbox_id);
  const agents = await findAgents(ctx, [...new Set([...inboxes_of_rows, ...idsIn(events, 'inbox_id')])]);
  const links = await findLinks(ctx, [...rows.values()]);
  return {
    ctx,
    conversation: (id) => rows.get(id),
    message: (id) => list.get(id),
    contact: (id) => contacts.get(id),
    around,
    senders,
    agentsOf: (inbox_id) => agents.get(inbox_id) ?? new Set(),
    linksOf: (row) => links.get(row.contact_inbox_id) ?? new Set([row.contact_inbox_id]),
    actor({ type, id }) {
      const person = type === 'user' ? people.get(id ?? 0) : undefined;
      if (person) return presentUserPush(ctx, person);
      const contact = type === 'contact' ? contacts.get(id ?? 0) : undefined;
      if (contact) return presentContactPush(ctx, contact);
      const bot = type === 'agent_bot' ? bots.get(id ?? 0) : undefined;
      return bot && presentAgentBotPush(ctx, bot);
    },
  };
}

function idsIn(events: readonly Subject[], name: string): number[] {
  const ids = events.map(({ data }) => data[name]).filter((id) => typeof id === 'number');
  return [...new Set(ids)];
}

const actorsIn = (events: readonly Subject[], type: string) => [
  ...new Set(events.flatMap(({ by }) => (by.type === type && by.id !== null ? [by.id] : []))),
];

/** By inbox: its members, and the administrators of the account. */
async function findAgents(
  ctx: AccountContext,
  inbox_ids: readonly number[],
): Promise<Map<number, Set<number>>> {
  if (inbox_ids.length === 0) return new Map();
  const members = await ctx.queries
    .select({ user_id: accountUsers.user_id, role: accountUsers.role, inbox_id: inboxMembers.inbox_id })
    .from(accountUsers)
    .leftJoin(
      inboxMembers,
      and(
        eq(inboxMembers.account_id, accountUsers.account_id),
        eq(inboxMembers.user_id, accountUsers.user_id),
        inArray(inboxMembers.inbox_id, inbox_ids),
      ),
    )
    .where(
      and(
        eq(accountUsers.account_id, ctx.account.id),
        or(eq(accountUsers.role, 'administrator'), inArray(inboxMembers.inbox_id, inbox_ids)),
      ),
    );
  const ofInbox = (id: number) =>
    members.filter(({ role, inbox_id }) => role === 'administrator' || inbox_id === id);
  return new Map(inbox_ids.map((id) => [id, new Set(ofInbox(id).map(({ user_id }) => user_id))]));
}

/** By proven link: every proven link of its contact. */
async function findLinks(
  ctx: AccountContext,
  rows: readonly ConversationRow[],
): Promise<Map<number, Set<number>>> {
  const own = await findContactInboxes(ctx, [...new Set(rows.map((row) => row.contact_inbox_id))]);
  const proven = [...own.values()].filter(({ hmac_verified }) => hmac_verified);
  if (proven.length === 0) return new Map();
  const others = await findProven(ctx, [...new Set(proven.map(({ contact_id }) => contact_id))]);
  const ofContact = ({ contact_id }: ContactInboxRow) =>
    others.filter((other) => other.contact_id === contact_id).map(({ id }) => id);
  return new Map(proven.map((link) => [link.id, new Set(ofContact(link))]));
}

function findProven(ctx: AccountContext, contact_ids: number[]) {
  return ctx.queries
    .select({ id: contactInboxes.id, contact_id: contactInboxes.contact_id })
    .from(contactInboxes)
    .where(
      and(
        eq(contactInboxes.account_id, ctx.account.id),
        inArray(contactInboxes.contact_id, contact_ids),
        eq(contactInboxes.hmac_verified, true),
      ),
    );
}
