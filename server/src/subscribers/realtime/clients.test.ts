import { createCable } from '@anycable/core';
import { adapters, createConsumer } from '@rails/actioncable';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { makeConversation, makeMessage, makeShop, type Shop } from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { agentIdentifier } from '../../../test/listeners.ts';
import { eventually, goLive, type LiveDesk } from '../../../test/live.ts';
import type { ConversationRow } from '../../features/conversations/table.ts';

let desk: TestDesk;
let live: LiveDesk;
let shop: Shop;
let row: ConversationRow;

beforeAll(async () => {
  desk = await openTestDesk();
  live = await goLive(desk);
});
beforeEach(async () => {
  shop = await makeShop(desk);
  row = await makeConversation(shop.account, shop.inbox);
  await live.drain();
});
afterAll(async () => {
  await live.stop();
  await desk.close();
});

interface Heard {
  event: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the wire brings.
  data: any;
}

const contentsOf = (heard: readonly Heard[]) =>
  heard.filter(({ event }) => event === 'message.created').map(({ data }) => data.content);
const say = (content: string) => makeMessage(shop.agent.ctx, row, { content });

describe("Rails' own client", () => {
  it('subscribes, performs, hears, and comes back by itself', async () => {
    adapters.WebSocket = WebSocket as unknown as typeof adapters.WebSocket;
    // It watches whether its page is seen; here there is no page.
    Object.assign(globalThis, {
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
      document: { visibilityState: 'visible' },
    });
    const heard: Heard[] = [];
    const states: string[] = [];
    const consumer = createConsumer(live.url);
    const { channel, ...rest } = await agentIdentifier(shop.account, shop.agent);
    const subscription = consumer.subscriptions.create(
      { channel, ...rest },
      {
        connected: () => states.push('connected'),
        disconnected: () => states.push('disconnected'),
        rejected: () => states.push('rejected'),
        received: (message: Heard) => heard.push(message),
      },
    );
    await eventually(() => states.includes('connected'));
    await say('one');
    await eventually(() => contentsOf(heard).includes('one'));
    heard.length = 0;
    subscription.perform('update_presence');
    await eventually(() => heard.some(({ event }) => event === 'presence.update'));
    // Its types leave the connection out.
    (consumer as unknown as { connection: { reopen(): void } }).connection.reopen();
    await eventually(() => states.filter((state) => state === 'connected').length === 2, 8000);
    await say('two');
    await eventually(() => contentsOf(heard).includes('two'));
    consumer.disconnect();
    expect(states.filter((state) => state === 'rejected')).toEqual([]);
  }, 20_000);
});

describe("AnyCable's client with the extended protocol", () => {
  it('gets what it missed while its socket was down', async () => {
    const cable = createCable(live.url, {
      protocol: 'actioncable-v1-ext-json',
      protocolOptions: { historyTimestamp: false },
      websocketImplementation: WebSocket as unknown as typeof globalThis.WebSocket,
    });
    const { channel: name, ...params } = await agentIdentifier(shop.account, shop.agent);
    const channel = cable.subscribeTo(name, params);
    const heard: Heard[] = [];
    const told: string[] = [];
    channel.on('message', (message) => heard.push(message as unknown as Heard));
    channel.on('info', ({ type }) => told.push(type));
    await channel.ensureSubscribed();
    await say('before');
    await eventually(() => contentsOf(heard).includes('before'));
    cable.disconnect();
    await eventually(() => cable.state === 'closed');
    for (const content of ['missed 1', 'missed 2']) await say(content);
    await live.drain();
    await cable.connect();
    await eventually(() => contentsOf(heard).includes('missed 2'));
    await say('after');
    await eventually(() => contentsOf(heard).includes('after'));
    expect(contentsOf(heard)).toEqual(['before', 'missed 1', 'missed 2', 'after']);
    expect(told).toContain('history_received');
    cable.disconnect();
  });
});
