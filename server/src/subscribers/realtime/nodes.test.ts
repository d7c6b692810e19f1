import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeConversation, makeMessage, makeShop, type Shop } from '../../../test/factories.ts';
import { openNode, openTestDesk, type TestDesk, type TestUser } from '../../../test/harness.ts';
import { agentIdentifier, contactIdentifier } from '../../../test/listeners.ts';
import { eventually, goLive, type LiveDesk, RawClient } from '../../../test/live.ts';
import type { ConversationRow } from '../../features/conversations/table.ts';
import type { Bus, BusMessage } from '../../platform/bus.ts';
import { openNotifyBus } from '../../platform/database/notify-bus.ts';
import { connectRedis } from '../../platform/redis.ts';

const redis_url = process.env.TEST_REDIS_URL;

const BUSES: Record<string, (node: TestDesk) => Promise<Bus | undefined>> = {
  'LISTEN and NOTIFY': async ({ services: { database, log }, database_url }) =>
    openNotifyBus({ pool: database.pool, connection_string: database_url, log }),
  'nothing but the database': async () => undefined,
  ...(redis_url
    ? {
        Redis: async ({ services: { log } }: TestDesk) => {
          const shared = await connectRedis(redis_url, log);
          return { ...shared.bus, stop: () => shared.stop() };
        },
      }
    : {}),
};

describe.each(Object.entries(BUSES))('two servers that talk by %s', (name, openBus) => {
  let nodes: { desk: TestDesk; live: LiveDesk; bus: (Bus & { isCut: boolean }) | undefined }[];
  let shop: Shop;
  let row: ConversationRow;
  const clients: RawClient[] = [];

  beforeAll(async () => {
    const first = await openTestDesk();
    const desks = [first, await openNode(first.database_url)];
    nodes = await Promise.all(
      desks.map(async (desk) => {
        const bus = cuttable(await openBus(desk));
        return { desk, bus, live: await goLive(desk, bus) };
      }),
    );
  });
  beforeEach(async () => {
    shop = await makeShop(at(0).desk);
    row = await makeConversation(shop.account, shop.inbox);
    await at(0).live.drain();
  });
  afterEach(() => {
    for (const { bus } of nodes) if (bus) bus.isCut = false;
    for (const client of clients.splice(0)) client.close();
  });
  afterAll(async () => {
    for (const { live, bus } of nodes) {
      await live.stop();
      await bus?.stop();
    }
    for (const { desk } of nodes.toReversed()) await desk.close();
  });

  const at = (index: number) => nodes[index] as (typeof nodes)[number];

  async function listenAt(index: number, identifier: object): Promise<RawClient> {
    const client = await new RawClient(at(index).live.url).opened();
    clients.push(client);
    expect(await client.subscribe(identifier)).toBe('confirm_subscription');
    return client;
  }

  it('a message that is written at one is heard at the other, in order and once', async () => {
    const identifier = await agentIdentifier(shop.account, shop.agent);
    const [here, there] = [await listenAt(0, identifier), await listenAt(1, identifier)];
    const sent = Array.from({ length: 30 }, (_, index) => `number ${index}`);
    for (const content of sent) await makeMessage(shop.agent.ctx, row, { content });
    for (const client of [here, there]) {
      await client.until(({ message }) => message?.data.content === 'number 29');
      const heard = client.frames.flatMap(({ message }) =>
        message?.event === 'message.created' ? [message.data.content] : [],
      );
      expect(heard).toEqual(sent);
    }
  });

  const passing = name === 'nothing but the database' ? it.skip : it;

  passing('typing at one is seen at the other', async () => {
    const there = await listenAt(1, await agentIdentifier(shop.account, shop.administrator));
    await shop.ask(shop.agent, 'POST', `/conversations/${row.display_id}/toggle_typing_status`, {
      typing_status: 'on',
    });
    const { message } = await there.until((frame) => frame.message?.event === 'conversation.typing_on');
    expect(message?.data.user.id).toBe(shop.agent.id);
  });

  passing('whoever is at one is present at the other', async () => {
    await listenAt(0, await contactIdentifier(shop.account, row));
    const { presence } = at(1).desk.services;
    const there = await listenAt(1, await agentIdentifier(shop.account, shop.agent));
    await there.until(() => presence.isSeen(row.account_id, 'contact', row.contact_id));
    expect(presence.list(row.account_id, 'contact')).toEqual([row.contact_id]);
  });

  /** Says at a server what is looked at there. */
  async function lookAt(index: number, user: TestUser, conversation_id: number | null) {
    const identifier = await agentIdentifier(shop.account, user);
    const client = await listenAt(index, identifier);
    const data = JSON.stringify({ action: 'view_conversation', conversation_id });
    const say = () => client.send({ command: 'message', identifier: JSON.stringify(identifier), data });
    say();
    await client.until(({ message }) => message?.event === 'viewers.update');
    return { client, say };
  }

  /** Ids of those of whom the client was told last that they look at the conversation, once it was told so often. */
  async function viewersAt(client: RawClient, times: number): Promise<number[]> {
    const told = () =>
      client.frames.filter(({ message }) => message?.event === 'conversation.viewers_changed');
    await eventually(() => told().length >= times);
    return told()
      .at(-1)
      ?.message?.data.viewers.map(({ id }: { id: number }) => id);
  }

  passing('whoever looks at a conversation at one is seen at the other, until they go', async () => {
    const there = await lookAt(1, shop.administrator, null);
    const here = await lookAt(0, shop.agent, row.display_id);
    expect(await viewersAt(there.client, 1)).toEqual([shop.agent.id]);
    const late = await lookAt(1, shop.administrator, null);
    expect(late.client.frames.at(-1)?.message?.data.conversations).toMatchObject([
      { id: row.display_id, viewers: [{ id: shop.agent.id }] },
    ]);
    here.client.close();
    expect(await viewersAt(there.client, 2)).toEqual([]);
  });

  passing('one person at two servers is one viewer, until they went from both', async () => {
    const there = await lookAt(1, shop.administrator, null);
    const screens = [
      await lookAt(0, shop.agent, row.display_id),
      await lookAt(1, shop.agent, row.display_id),
    ];
    expect(await viewersAt(there.client, 1)).toEqual([shop.agent.id]);
    screens[1]?.client.close();
    // Told by the same server in the same order: the other conversation comes last.
    const other = await makeConversation(shop.account, shop.inbox);
    const marker = await lookAt(1, shop.agent, other.display_id);
    expect(await viewersAt(there.client, 2)).toEqual([shop.agent.id]);
    screens[0]?.client.close();
    expect(await viewersAt(there.client, 3)).toEqual([]);
    marker.client.close();
  });

  passing('whoever looked at a server that died is gone after twenty seconds', async () => {
    const there = await lookAt(1, shop.administrator, null);
    const here = await lookAt(0, shop.agent, row.display_id);
    expect(await viewersAt(there.client, 1)).toEqual([shop.agent.id]);
    cut(0);
    here.client.close();
    at(1).desk.clock.advance(19_000);
    const late = await lookAt(1, shop.administrator, null);
    expect(late.client.frames.at(-1)?.message?.data.conversations).toHaveLength(1);
    at(1).desk.clock.advance(1001);
    expect(await viewersAt(there.client, 2)).toEqual([]);
  });

  passing('a server that missed who looks hears of it when it is said again', async () => {
    const there = await lookAt(1, shop.administrator, null);
    cut(0);
    const here = await lookAt(0, shop.agent, row.display_id);
    const { bus } = at(0);
    if (bus) bus.isCut = false;
    here.say();
    expect(await viewersAt(there.client, 1)).toEqual([shop.agent.id]);
  });

  function cut(index: number) {
    const { bus } = at(index);
    if (bus) bus.isCut = true;
  }
});

/** A bus that carries nothing while it is cut, as from a server that died. */
function cuttable(bus: Bus | undefined) {
  if (!bus) return undefined;
  const self = {
    ...bus,
    isCut: false,
    publish: (message: BusMessage) => (self.isCut ? undefined : bus.publish(message)),
  };
  return self;
}
