import { accessConversation } from '../src/features/conversations/access.ts';
import type { InboxRow } from '../src/features/inboxes/table.ts';
import { openReceiver, type Receiver } from '../src/subscribers/webhooks/fixtures/receiver.ts';
import { makeShop, makeTeam, type Shop } from './factories.ts';
import { type ask, makeBot, openTestDesk, type TestDesk } from './harness.ts';
import { agentIdentifier } from './listeners.ts';
import { goLive, type LiveDesk, RawClient } from './live.ts';
import { WITH_MAIL } from './mails.ts';

type Answer = Awaited<ReturnType<typeof ask>>;

/** What a contact was answered: by which operation, and with what. */
export interface Told {
  operation: string;
  answer: Answer;
}

type Method = Parameters<typeof ask>[1];
type Question = Parameters<typeof ask>[3];

/** Asks as the contact does, wherever the contact is. */
export type AskAsContact = (method: Method, path: string, question?: Question) => Promise<Answer>;

/** Somebody who is in an inbox of the shop, and has a conversation there. */
interface Entered {
  inbox: InboxRow;
  /** Of the contact. */
  id: number;
  source_id: string;
  pubsub_token: string;
  /** The conversation in which everything happens. */
  display_id: number;
  uuid: string;
  ask: AskAsContact;
}

/** An operation as the contact calls it. */
export type Case = (stage: Stage) => Promise<Answer>;

/** A way for contacts to reach the desk: all that they can ask for there. */
export interface Surface {
  /** Whoever runs the inbox hears of it at the receiver's address. */
  enter(desk: TestDesk, shop: Shop, receiver: Receiver): Promise<Omit<Entered, 'uuid'>>;
  /** Names of the operations that contacts may call here. */
  operations: readonly string[];
  /** Each of them; those that read come first, while the note is the newest. */
  cases: Readonly<Record<string, Case>>;
  /** The operation by which the contact says something. */
  saying: string;
  /** Ways to write a note that the desk refuses here. */
  refused: readonly string[];
  /** Says that a message did not reach the contact, and why, as the channel of the inbox does. */
  fail(stage: Stage, message_id: number, external_error: string): Promise<unknown>;
  /** Tries to answer a message that the contact is not shown. */
  answerHidden(stage: Stage, message_id: number): Promise<Answer>;
}

/** A shop, a contact in one of its inboxes, and everybody who listens. */
export interface Stage {
  surface: Surface;
  desk: TestDesk;
  live: LiveDesk;
  shop: Shop;
  inbox: InboxRow;
  bot: { id: number; token: string };
  team: { id: number };
  contact: Omit<Entered, 'inbox'> & {
    email: string;
    sockets: { plain: RawClient; extended: RawClient };
  };
  colleague: RawClient;
  /** The program of the business behind the inbox. */
  receiver: Receiver;
  told: Told[];
  /** Ids of notes, the newest last. */
  notes: number[];
  /** Asks as somebody of the shop, in the conversation, and expects that it works. */
  inside(who: { token: string }, method: Method, path?: string, body?: unknown): Promise<Answer>;
  listen(identifier: object, extra?: object, protocols?: string[]): Promise<RawClient>;
  close(): Promise<void>;
}

const EXTENDED = ['actioncable-v1-ext-json', 'actioncable-v1-json'];

/** Where copies of what was said are sent. */
export const CONTACT_EMAIL = 'rui@example.com';

/** Opens the stage; nothing was said yet. */
export async function openStage(surface: Surface): Promise<Stage> {
  const desk = await openTestDesk({ ...WITH_MAIL, OUTBOUND_ALLOW: '127.0.0.1' });
  const live = await goLive(desk);
  const receiver = await openReceiver();
  const shop = await makeShop(desk);
  const clients: RawClient[] = [];
  const listen: Stage['listen'] = async (identifier, extra = {}, protocols = EXTENDED) => {
    const client = await new RawClient(live.url, { protocols }).opened();
    clients.push(client);
    const answer = await client.subscribe(identifier, extra);
    if (answer !== 'confirm_subscription') throw new Error(`The subscription was answered with ${answer}`);
    return client;
  };
  const { inbox, ...entered } = await surface.enter(desk, shop, receiver);
  const { uuid } = await accessConversation(shop.account, entered.display_id);
  const identifier = { channel: 'RoomChannel', pubsub_token: entered.pubsub_token };
  const sockets = {
    plain: await listen(identifier, {}, ['actioncable-v1-json']),
    extended: await listen(identifier),
  };
  return {
    surface,
    desk,
    live,
    shop,
    inbox,
    bot: await makeBot(shop.account, 'account'),
    team: await makeTeam(shop.account, 'canary-team', { members: [shop.agent] }),
    contact: { ...entered, uuid, email: CONTACT_EMAIL, sockets },
    colleague: await listen(await agentIdentifier(shop.account, shop.administrator)),
    receiver,
    told: [],
    notes: [],
    inside: (who, method, path = '', body = undefined) =>
      expectTaken(shop.ask(who, method, `/conversations/${entered.display_id}${path}`, body)),
    listen,
    async close() {
      for (const client of clients) client.close();
      await live.stop();
      await desk.close();
      await receiver.stop();
    },
  };
}

/** Calls every operation of contacts as the contact, and keeps what is answered. */
export async function askEverything(stage: Stage) {
  const { surface, told, notes } = stage;
  for (const [operation, call] of Object.entries(surface.cases))
    told.push({ operation, answer: await call(stage) });
  // What the contact is not shown, it cannot answer either.
  const answer = await surface.answerHidden(stage, notes.at(-1) ?? 0);
  told.push({ operation: 'answering a note', answer });
}

export async function expectTaken(asked: Promise<Answer>): Promise<Answer> {
  const answer = await asked;
  if (answer.status >= 300) throw new Error(`It was refused with ${answer.status}: ${answer.text}`);
  return answer;
}
