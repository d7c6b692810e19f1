import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  eventsDuring,
  makeBot,
  makeConversation,
  makeMessage,
  makeShop,
  readMessages,
  type Shop,
} from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';

let desk: TestDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
});
afterAll(() => desk.close());

const post = (row: { display_id: number }, body: object, who: { token: string } = shop.agent) =>
  shop.ask(who, 'POST', `/conversations/${row.display_id}/messages`, body);

/** A conversation in which the customer has asked something. */
async function asked() {
  const row = await makeConversation(shop.account, shop.inbox);
  const { id } = await makeMessage(shop.agent.ctx, row, { content: 'Where?', message_type: 'incoming' });
  return { row, seen: { last_seen_message_id: id } };
}

describe('last_seen_message_id', () => {
  it('a reply is refused when a colleague has answered behind it, and nothing happens', async () => {
    const { row, seen } = await asked();
    await post(row, { content: 'Here' }, shop.administrator);
    const emitted = await eventsDuring(shop.account, async () => {
      const { status, body } = await post(row, { content: 'There', ...seen });
      expect([status, body.error]).toEqual([409, expect.stringContaining('A colleague has answered')]);
    });
    expect(emitted).toEqual([]);
    expect((await readMessages(shop.account, row)).map(({ content }) => content)).toEqual(['Where?', 'Here']);
  });

  it('a reply is taken once the answer of the colleague is named as seen', async () => {
    const { row } = await asked();
    const answer = await post(row, { content: 'Here' }, shop.administrator);
    const { status } = await post(row, { content: 'There', last_seen_message_id: answer.body.id });
    expect(status).toBe(200);
  });

  it('of many replies in the same moment one is taken', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { row, seen } = await asked();
      const writers = round % 2 ? [shop.agent, shop.administrator] : [shop.administrator, shop.agent];
      const answers = await Promise.all(
        writers.map((who) => post(row, { content: `I am ${who.id}`, ...seen }, who)),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(await readMessages(shop.account, row)).toHaveLength(2);
    }
  });

  it('0 stands for no message at all', async () => {
    const row = await makeConversation(shop.account, shop.inbox);
    const seen = { last_seen_message_id: 0 };
    expect((await post(row, { content: 'First', ...seen })).status).toBe(200);
    expect((await post(row, { content: 'Second', ...seen }, shop.administrator)).status).toBe(409);
  });

  it.each([
    ['without it', () => ({})],
    ['with null', () => ({ last_seen_message_id: null })],
    ['as a note', (seen: object) => ({ private: true, ...seen })],
    ['in the name of the customer', (seen: object) => ({ message_type: 'incoming', ...seen })],
  ])('a message %s is taken whatever colleagues say', async (_, fields) => {
    const { row, seen } = await asked();
    await post(row, { content: 'Here' }, shop.administrator);
    expect((await post(row, { content: 'There', ...fields(seen) })).status).toBe(200);
  });

  it.each([
    ['a note of a colleague', { private: true }],
    ['another message of the customer', { message_type: 'incoming' }],
  ])('%s stops no reply', async (_, fields) => {
    const { row, seen } = await asked();
    await post(row, { content: 'Between', ...fields }, shop.administrator);
    expect((await post(row, { content: 'There', ...seen })).status).toBe(200);
  });

  it('what I said myself, what a bot said and what was taken back stop no reply', async () => {
    const { row, seen } = await asked();
    await post(row, { content: 'Mine' });
    const bot = await makeBot(desk, shop.account, { inbox: shop.inbox });
    expect((await post(row, { content: 'Beep' }, bot)).status).toBe(200);
    const { body } = await post(row, { content: 'Oops' }, shop.administrator);
    await shop.ask(shop.administrator, 'DELETE', `/conversations/${row.display_id}/messages/${body.id}`);
    expect((await post(row, { content: 'There', ...seen })).status).toBe(200);
  });

  it('a reply that is sent again under its echo_id gets the first one, whatever came behind it', async () => {
    const { row, seen } = await asked();
    const reply = { content: 'Here', echo_id: 'mine', ...seen };
    const first = await post(row, reply);
    await post(row, { content: 'And there' }, shop.administrator);
    expect(await post(row, reply)).toMatchObject({ status: 200, body: { id: first.body.id } });
  });

  it.each([-1, 'x', {}])('%s is no message', async (last_seen_message_id) => {
    const { row } = await asked();
    expect((await post(row, { content: 'There', last_seen_message_id })).status).toBe(422);
  });
});
