import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeConversation, makeShop, type Shop } from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { agentIdentifier, contactIdentifier } from '../../../test/listeners.ts';
import { eventually, goLive, type LiveDesk, RawClient } from '../../../test/live.ts';
import { accounts, users } from '../../features/accounts/table.ts';

let desk: TestDesk;
let live: LiveDesk;
let shop: Shop;
const clients: RawClient[] = [];

beforeAll(async () => {
  desk = await openTestDesk();
  live = await goLive(desk);
  shop = await makeShop(desk);
});
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});
afterAll(async () => {
  await live.stop();
  await desk.close();
});

function connect(options?: ConstructorParameters<typeof RawClient>[1]): Promise<RawClient> {
  const client = new RawClient(live.url, options);
  clients.push(client);
  return client.opened();
}

const identifier = () => agentIdentifier(shop.account, shop.agent);

describe('connecting', () => {
  it('is welcomed first, and pinged every three seconds', { timeout: 15_000 }, async () => {
    const client = await connect();
    expect(client.frames).toEqual([{ type: 'welcome' }]);
    await eventually(() => client.pings.length > 1, 8000);
    const message = Math.floor(desk.clock.now().getTime() / 1000);
    expect(client.pings[0]).toEqual({ type: 'ping', message });
  });

  it.each([
    [['actioncable-v1-json', 'actioncable-unsupported'], 'actioncable-v1-json'],
    [['actioncable-v1-ext-json', 'actioncable-v1-json'], 'actioncable-v1-ext-json'],
    [['actioncable-unsupported', 'actioncable-v1-json'], 'actioncable-v1-json'],
    [[], ''],
  ])('with the protocols %j speaks %j', async (protocols, chosen) => {
    const client = await connect({ protocols });
    expect(client.socket.protocol).toBe(chosen);
  });

  it('elsewhere than at /cable is refused', async () => {
    const client = new RawClient(live.url.replace('/cable', '/cables'));
    clients.push(client);
    await client.closed();
    expect(client.frames).toEqual([]);
  });
});

describe('subscribing', () => {
  it('is confirmed with the identifier byte for byte, before anything else', async () => {
    const client = await connect();
    const { pubsub_token, account_id } = await identifier();
    const text = ` {"user_id" : "${shop.agent.id}",  "channel":"RoomChannel","account_id":${account_id}, "pubsub_token":"${pubsub_token}"}`;
    expect(await client.subscribe(text)).toBe('confirm_subscription');
    const presence = await client.until(({ message }) => message?.event === 'presence.update');
    expect(presence.identifier).toBe(text);
    expect(client.frames.findIndex(({ type }) => type === 'confirm_subscription')).toBe(1);
  });

  it.each<[string, (own: Awaited<ReturnType<typeof identifier>>) => object | string]>([
    ['another channel', (own) => ({ ...own, channel: 'AdminChannel' })],
    ['a wrong token', (own) => ({ ...own, pubsub_token: 'wrong' })],
    ['an empty token', (own) => ({ ...own, pubsub_token: '' })],
    ['no token', ({ pubsub_token: _, ...own }) => own],
    ['a token that is no text', (own) => ({ ...own, pubsub_token: { $ne: '' } })],
    ['a token with NUL', (own) => ({ ...own, pubsub_token: 'a\0b' })],
    ["another user's id", (own) => ({ ...own, user_id: shop.administrator.id })],
    ['another account', (own) => ({ ...own, account_id: own.account_id + 1000 })],
    ['no account', ({ account_id: _, ...own }) => own],
    ['a user without their id', ({ user_id: _, ...own }) => own],
    ['an id that is none', (own) => ({ ...own, user_id: '1 or 1=1' })],
    ['a list', () => '[1]'],
    ['no JSON', () => 'RoomChannel'],
  ])('with %s is rejected', async (_, change) => {
    const client = await connect();
    expect(await client.subscribe(change(await identifier()))).toBe('reject_subscription');
  });

  it('to an account that is suspended is rejected', async () => {
    const other = await makeShop(desk);
    const own = await agentIdentifier(other.account, other.agent);
    await desk.services.database.queries
      .update(accounts)
      .set({ status: 'suspended' })
      .where(eq(accounts.id, own.account_id));
    expect(await (await connect()).subscribe(own)).toBe('reject_subscription');
  });

  it("with the token of a contact's link is confirmed", async () => {
    const row = await makeConversation(shop.account, shop.inbox);
    const client = await connect();
    expect(await client.subscribe(await contactIdentifier(shop.account, row))).toBe('confirm_subscription');
  });

  it.each([
    ['this desk', () => live.url.replace('ws:', 'http:').replace('/cable', ''), 'confirm_subscription'],
    ['the address of the desk', () => 'https://desk.example.com', 'confirm_subscription'],
    ['somewhere else', () => 'https://evil.example.com', 'reject_subscription'],
    ['nowhere', () => 'null', 'reject_subscription'],
  ])('as an agent from a page of %s is answered with %3$s', async (_, origin, answer) => {
    const client = await connect({ headers: { origin: origin() } });
    expect(await client.subscribe(await identifier())).toBe(answer);
  });

  it('as a contact is possible from any page', async () => {
    const row = await makeConversation(shop.account, shop.inbox);
    const client = await connect({ headers: { origin: 'https://shop.example.com' } });
    expect(await client.subscribe(await contactIdentifier(shop.account, row))).toBe('confirm_subscription');
  });

  it('is given up with unsubscribe', async () => {
    const client = await connect();
    const own = JSON.stringify(await identifier());
    await client.subscribe(own);
    client.send({ command: 'unsubscribe', identifier: own });
    expect(await client.subscribe(own)).toBe('confirm_subscription');
  });
});

describe('a socket', () => {
  it.each([
    '',
    'nonsense',
    '[]',
    '{"command":"subscribe"}',
    '{"command":"fly","identifier":"x"}',
    '{"command":"message","identifier":"none","data":"{}"}',
  ])('passes over the frame %j', async (text) => {
    const client = await connect();
    client.socket.send(text);
    expect(await client.subscribe(await identifier())).toBe('confirm_subscription');
  });

  it('that sends too much is closed', async () => {
    const client = await connect();
    for (let at = 0; at < 101; at += 1) client.socket.send('{}');
    await client.closed();
    expect(client.frames.at(-1)).toEqual({ type: 'disconnect', reason: 'invalid_request', reconnect: false });
  });

  it('that sends a huge frame is closed', async () => {
    const client = await connect();
    client.socket.send('x'.repeat(70_000));
    await client.closed();
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'has a new token',
      () =>
        desk.services.database.queries
          .update(users)
          .set({ pubsub_token: 'renewed' })
          .where(eq(users.id, shop.agent.id)),
    ],
    ['is removed from the account', () => shop.ask(shop.administrator, 'DELETE', `/agents/${shop.agent.id}`)],
  ])('of an agent who %s is closed within five seconds', async (_, change) => {
    shop = await makeShop(desk);
    const client = await connect();
    await client.subscribe(await identifier());
    const began = performance.now();
    await change();
    await client.closed();
    expect(performance.now() - began).toBeLessThan(5000);
    expect(client.frames.at(-1)).toEqual({ type: 'disconnect', reason: 'unauthorized', reconnect: false });
  });
});

describe('a server that stops', () => {
  it('tells its clients to come back', async () => {
    const other = await openTestDesk();
    const stopping = await goLive(other);
    const client = await new RawClient(stopping.url).opened();
    await stopping.stop();
    await client.closed();
    expect(client.frames.at(-1)).toEqual({ type: 'disconnect', reason: 'server_restart', reconnect: true });
    await other.close();
  });
});
