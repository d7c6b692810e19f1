import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  eventsDuring,
  makeConversation,
  makeShop,
  readMessages,
  type Shop,
} from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { messages } from './table.ts';

let desk: TestDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
});
afterAll(() => desk.close());

const make = () => makeConversation(shop.account, shop.inbox);
const anAgent = () => shop.agent;
const post = (row: { display_id: number }, body: object, who: { token: string } = shop.agent) =>
  shop.ask(who, 'POST', `/conversations/${row.display_id}/messages`, body);

describe('echo_id', () => {
  const count = async (row: { id: number }) => (await readMessages(shop.account, row)).length;

  it('is told with the event', async () => {
    const row = await make();
    const emitted = await eventsDuring(shop.account, () => post(row, { content: 'a', echo_id: 'tmp-2' }));
    expect(emitted.find(({ name }) => name === 'message.created')?.data.echo_id).toBe('tmp-2');
  });

  it('of a message that was sent before gets that message again, and nothing happens', async () => {
    const row = await make();
    const one = await post(row, { content: 'a', echo_id: 'same' });
    let two = one;
    const emitted = await eventsDuring(shop.account, async () => {
      two = await post(row, { content: 'a', echo_id: 'same' });
    });
    expect([two.status, two.body]).toEqual([200, one.body]);
    expect(emitted).toEqual([]);
    expect(await count(row)).toBe(1);
  });

  it('sent many times at once makes one message', async () => {
    const row = await make();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => post(row, { content: 'a', echo_id: 'burst' })),
    );
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await count(row)).toBe(1);
  });

  it.each([
    ['another text', { content: 'b' }, anAgent],
    ['a private note', { private: true }, anAgent],
    ['a message of the customer', { message_type: 'incoming' }, anAgent],
    ['somebody else', {}, () => shop.administrator],
  ])('of %s makes a message of its own', async (_, body, who) => {
    const row = await make();
    await post(row, { content: 'a', echo_id: 'same' });
    await post(row, { content: 'a', echo_id: 'same', ...body }, who());
    expect(await count(row)).toBe(2);
  });

  it('means nothing in another conversation', async () => {
    const [row, other] = [await make(), await make()];
    await post(row, { content: 'a', echo_id: 'same' });
    await post(other, { content: 'a', echo_id: 'same' });
    expect([await count(row), await count(other)]).toEqual([1, 1]);
  });

  it('is forgotten after a day', async () => {
    const row = await make();
    await post(row, { content: 'a', echo_id: 'same' });
    await shop.account.queries
      .update(messages)
      .set({ created_at: new Date(desk.clock.now().getTime() - 24 * 3_600_000) })
      .where(eq(messages.conversation_id, row.id));
    await post(row, { content: 'a', echo_id: 'same' });
    expect(await count(row)).toBe(2);
  });

  it('is not shown with the message', async () => {
    const row = await make();
    await post(row, { content: 'a', echo_id: 'tmp-3' });
    const { body } = await shop.ask(shop.agent, 'GET', `/conversations/${row.display_id}/messages`);
    expect(JSON.stringify(body.payload)).not.toContain('tmp-3');
  });
});
