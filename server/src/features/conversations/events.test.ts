import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  eventsDuring,
  makeContact,
  makeConversation,
  makeMessage,
  makeShop,
  readConversation,
  readEvents,
  readMessages,
  type Shop,
} from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { startDispatcher } from '../../platform/outbox/dispatcher.ts';

let desk: TestDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
});
afterAll(() => desk.close());

describe('an event of a conversation', () => {
  it('names the conversation by both numbers, and the inbox', async () => {
    let row: { id: number; display_id: number } = { id: 0, display_id: 0 };
    const contact = await makeContact(shop.account);
    const [event] = await eventsDuring(shop.account, async () => {
      row = await makeConversation(shop.account, shop.inbox, { contact_id: contact.id });
    });
    expect([event?.name, event?.data]).toEqual([
      'conversation.created',
      { conversation_id: row.id, display_id: row.display_id, inbox_id: shop.inbox.id },
    ]);
  });

  it('of a message names it, and says of which kind it is', async () => {
    const row = await makeConversation(shop.account, shop.inbox);
    const emitted = await eventsDuring(shop.account, () =>
      makeMessage(shop.agent.ctx, row, { private: true }),
    );
    const [message] = await readMessages(shop.account, row);
    expect(emitted.map(({ name, data }) => [name, data])).toEqual([
      [
        'message.created',
        {
          conversation_id: row.id,
          display_id: row.display_id,
          inbox_id: shop.inbox.id,
          message_id: message?.id,
          message_type: 1,
          private: true,
        },
      ],
    ]);
  });

  it('carries when, by whom and at what depth', async () => {
    const row = await makeConversation(shop.account, shop.inbox);
    const [event] = await eventsDuring(shop.account, () => makeMessage(shop.agent.ctx, row));
    expect([event?.at, event?.by, event?.depth, event?.cause_id]).toEqual([
      desk.clock.now(),
      { type: 'user', id: shop.agent.id },
      0,
      null,
    ]);
  });
});

describe('a customer’s message into a resolved conversation', () => {
  it('tells of itself, the waiting, the opening, and the line about it, in this order', async () => {
    const row = await makeConversation(shop.account, shop.inbox);
    await shop.ask(shop.administrator, 'POST', `/conversations/${row.display_id}/toggle_status`);
    const emitted = await eventsDuring(shop.account, () =>
      makeMessage(shop.agent.ctx, row, { message_type: 'incoming' }),
    );
    expect(emitted.map(({ name }) => name)).toEqual([
      'message.created',
      'conversation.updated',
      'conversation.status_changed',
      'conversation.opened',
      'conversation.updated',
      'message.created',
    ]);
  });
});

describe('a change that fails', () => {
  it('takes its events with it', async () => {
    const row = await makeConversation(shop.account, shop.inbox);
    const fail = () =>
      shop.account.transaction(async (tx) => {
        await makeMessage(tx, row);
        throw new Error('planned');
      });
    const emitted = await eventsDuring(shop.account, () => expect(fail()).rejects.toThrow('planned'));
    expect([emitted, await readMessages(shop.account, row)]).toEqual([[], []]);
  });

  it('wakes nobody', async () => {
    const row = await makeConversation(shop.account, shop.inbox);
    let woken = 0;
    desk.services.wake = () => {
      woken += 1;
    };
    await shop.account
      .transaction(async (tx) => {
        await makeMessage(tx, row);
        throw new Error('planned');
      })
      .catch(() => undefined);
    const afterFailure = woken;
    await makeMessage(shop.agent.ctx, row);
    desk.services.wake = () => undefined;
    expect([afterFailure, woken]).toEqual([0, 1]);
  });
});

describe('folding the events of a conversation', () => {
  it('in the order of their positions gives its status', async () => {
    const busy = await makeShop(desk);
    const row = await makeConversation(busy.account, busy.inbox);
    const path = `/conversations/${row.display_id}/toggle_status`;
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        busy.ask(busy.administrator, 'POST', path, index % 3 ? {} : { status: 'pending' }),
      ),
    );
    const dispatcher = startDispatcher({
      database: desk.services.database,
      log: desk.services.log,
      live: [],
      durable: [],
      enqueue: async () => undefined,
    });
    await dispatcher.drain();
    await dispatcher.stop();
    const changes = (await readEvents(busy.account))
      .filter(({ name }) => name === 'conversation.status_changed')
      .sort((one, two) => Number(one.position) - Number(two.position))
      .map(({ data }) => (data.changes as { status: [string, string] }).status);
    let status = 'open';
    for (const [before, after] of changes) {
      expect(before).toBe(status);
      status = after;
    }
    expect(status).toBe((await readConversation(busy.account, row)).status);
  });
});
