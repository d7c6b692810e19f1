import { openReceiver, type Receiver } from '../src/subscribers/webhooks/fixtures/receiver.ts';
import { askPublicly, enter } from './customers.ts';
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

/** A shop, a contact of its API inbox, and everybody who listens. */
export interface Stage {
  desk: TestDesk;
  live: LiveDesk;
  shop: Shop;
  bot: { id: number; token: string };
  team: { id: number };
  contact: {
    id: number;
    email: string;
    source_id: string;
    pubsub_token: string;
    /** The conversation in which everything happens. */
    display_id: number;
    ask: ReturnType<typeof askPublicly>;
    sockets: { plain: RawClient; extended: RawClient };
  };
  colleague: RawClient;
  /** The program of the business behind the API inbox. */
  receiver: Receiver;
  told: Told[];
  /** Ids of notes, the newest last. */
  notes: number[];
  /** Asks as somebody of the shop, in the conversation, and expects that it works. */
  inside(who: { token: string }, method: Method, path?: string, body?: unknown): Promise<Answer>;
  listen(identifier: object, extra?: object, protocols?: string[]): Promise<RawClient>;
  close(): Promise<void>;
}

type Method = Parameters<typeof ask>[1];

export const EXTENDED = ['actioncable-v1-ext-json', 'actioncable-v1-json'];

/** Opens the stage; nothing was said yet. */
export async function openStage(): Promise<Stage> {
  const desk = await openTestDesk({ ...WITH_MAIL, OUTBOUND_ALLOW: '127.0.0.1' });
  const live = await goLive(desk);
  const receiver = await openReceiver();
  const shop = await makeShop(desk);
  const channel = { webhook_url: receiver.url };
  await expectTaken(shop.ask(shop.administrator, 'PATCH', `/inboxes/${shop.inbox.id}`, { channel }));
  const clients: RawClient[] = [];
  const listen: Stage['listen'] = async (identifier, extra = {}, protocols = EXTENDED) => {
    const client = await new RawClient(live.url, { protocols }).opened();
    clients.push(client);
    const answer = await client.subscribe(identifier, extra);
    if (answer !== 'confirm_subscription') throw new Error(`The subscription was answered with ${answer}`);
    return client;
  };
  const contact = await enterContact(desk, shop, listen);
  return {
    desk,
    live,
    shop,
    bot: await makeBot(shop.account, 'account'),
    team: await makeTeam(shop.account, 'canary-team', { members: [shop.agent] }),
    contact,
    colleague: await listen(await agentIdentifier(shop.account, shop.administrator)),
    receiver,
    told: [],
    notes: [],
    inside: (who, method, path = '', body = undefined) =>
      expectTaken(shop.ask(who, method, `/conversations/${contact.display_id}${path}`, body)),
    listen,
    async close() {
      for (const client of clients) client.close();
      await live.stop();
      await desk.close();
      await receiver.stop();
    },
  };
}

async function enterContact(desk: TestDesk, shop: Shop, listen: Stage['listen']): Promise<Stage['contact']> {
  const email = 'rui@example.com';
  const askOwn = askPublicly(desk, shop.inbox);
  const source_id = await enter(desk, shop.inbox, { name: 'Rui Costa', email });
  const { body: own } = await expectTaken(askOwn('GET', `/contacts/${source_id}`));
  const { pubsub_token } = own;
  const identifier = { channel: 'RoomChannel', pubsub_token };
  const sockets = {
    plain: await listen(identifier, {}, ['actioncable-v1-json']),
    extended: await listen(identifier),
  };
  const made = await expectTaken(askOwn('POST', `/contacts/${source_id}/conversations`));
  return { id: own.id, email, source_id, pubsub_token, display_id: made.body.id, ask: askOwn, sockets };
}

export async function expectTaken(asked: Promise<Answer>): Promise<Answer> {
  const answer = await asked;
  if (answer.status >= 300) throw new Error(`It was refused with ${answer.status}: ${answer.text}`);
  return answer;
}
