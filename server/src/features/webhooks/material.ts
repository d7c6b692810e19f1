import type { ConversationPush } from '@porchlight/contract/pushes';
import type { AccountContext } from '../../context.ts';
import { findAgentBots, findPeople } from '../accounts/people.ts';
import { findContactInboxes, findContacts } from '../contacts/access.ts';
import type { ContactInboxRow } from '../contacts/table.ts';
import { findConversations, findMessages, findNewestOfLink } from '../conversations/access.ts';
import { presentPush } from '../conversations/push.ts';
import { loadSenders, loadSurroundings, type Senders } from '../conversations/surroundings.ts';
import type { ConversationRow, MessageRow } from '../conversations/table.ts';
import { findInboxes } from '../inboxes/access.ts';
import type { InboxRow } from '../inboxes/table.ts';
import type { DeliveryRow } from './table.ts';

/** What a body is to tell of. */
export type About = Pick<
  DeliveryRow,
  'data' | 'conversation_id' | 'message_id' | 'created_at' | 'webhook_id'
>;

/** Everything that telling of some events needs, loaded together: each kind of record in one query. */
export interface Material {
  ctx: AccountContext;
  conversation(id: number | null): ConversationRow | undefined;
  message(id: number | null): MessageRow | undefined;
  inbox(id: number): InboxRow | undefined;
  link(id: number): ContactInboxRow | undefined;
  /** The newest conversation that was held through a link. */
  newestOfLink(id: number): ConversationRow | undefined;
  /** A conversation as events show it. */
  push(row: ConversationRow): ConversationPush;
  /** Of the messages themselves, of those who type, and of contacts that are told of. */
  senders: Senders;
}

/** Loads what it is about, as it is now. */
export async function loadMaterial(ctx: AccountContext, abouts: readonly About[]): Promise<Material> {
  const conversations = await findConversations(ctx, present(abouts.map((about) => about.conversation_id)));
  const messages = await findMessages(ctx, present(abouts.map((about) => about.message_id)));
  const links = await findContactInboxes(ctx, idsIn(abouts, 'contact_inbox_id'));
  const newest = await findNewest(ctx, links);
  const around = await loadSurroundings(ctx, [...conversations.values(), ...present([...newest.values()])]);
  const written = [...messages.values()];
  const inboxes = await findInboxes(ctx, [
    ...written.map(({ inbox_id }) => inbox_id),
    ...[...links.values()].map(({ inbox_id }) => inbox_id),
    ...idsIn(abouts, 'inbox_id'),
  ]);
  return {
    ctx,
    conversation: (id) => conversations.get(id ?? 0),
    message: (id) => messages.get(id ?? 0),
    inbox: (id) => inboxes.get(id),
    link: (id) => links.get(id),
    newestOfLink: (id) => newest.get(id),
    push: once((row: ConversationRow) => presentPush(ctx, row, around)),
    senders: await loadPeople(ctx, abouts, written, links),
  };
}

/** Makes it once for each row: a burst tells of few conversations again and again. */
function once<Row extends object, Made>(make: (row: Row) => Made): (row: Row) => Made {
  const made = new WeakMap<Row, Made>();
  return (row) => {
    const known = made.get(row) ?? make(row);
    made.set(row, known);
    return known;
  };
}

const present = <Value>(values: readonly (Value | null | undefined)[]): Value[] =>
  values.filter((value) => value !== null && value !== undefined);

function idsIn(abouts: readonly About[], name: string): number[] {
  return [...new Set(abouts.map(({ data }) => data[name]).filter((id) => typeof id === 'number'))];
}

async function findNewest(ctx: AccountContext, links: ReadonlyMap<number, ContactInboxRow>) {
  const newest = new Map<number, ConversationRow | undefined>();
  for (const id of links.keys()) newest.set(id, await findNewestOfLink(ctx, id));
  return newest;
}

async function loadPeople(
  ctx: AccountContext,
  abouts: readonly About[],
  written: readonly MessageRow[],
  links: ReadonlyMap<number, ContactInboxRow>,
): Promise<Senders> {
  const senders = await loadSenders(ctx, written, []);
  const acting = (type: string) =>
    present(abouts.map(({ data }) => (data.type === type ? (data.id as number | null) : null)));
  const contact_ids = [
    ...acting('contact'),
    ...idsIn(abouts, 'contact_id'),
    ...[...links.values()].map(({ contact_id }) => contact_id),
  ];
  return {
    people: merge(senders.people, await findPeople(ctx, acting('user'))),
    contacts: merge(senders.contacts, await findContacts(ctx, contact_ids)),
    bots: merge(senders.bots, await findAgentBots(ctx, acting('agent_bot'))),
    attachments: senders.attachments,
  };
}

const merge = <Row>(one: ReadonlyMap<number, Row>, other: ReadonlyMap<number, Row>): Map<number, Row> =>
  new Map([...one, ...other]);
