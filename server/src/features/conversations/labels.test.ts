import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  eventsDuring,
  makeConversation,
  makeShop,
  readActivities,
  readConversation,
  type Shop,
} from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';

let desk: TestDesk;
let shop: Shop;
let conversation: Awaited<ReturnType<typeof makeConversation>>;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  shop = await makeShop(desk);
  conversation = await makeConversation(shop.account, shop.inbox);
});
afterAll(() => desk?.close());

const path = () => `/conversations/${conversation.display_id}`;
const label = (body: object) => shop.ask(shop.agent, 'POST', `${path()}/labels`, body);

describe('labels', () => {
  it('are replaced as a whole; they need not be labels of the account', async () => {
    expect((await label({ labels: ['refund', 'vip'] })).body).toEqual({ payload: ['refund', 'vip'] });
    expect((await label({ labels: ['vip', 'late'] })).body).toEqual({ payload: ['vip', 'late'] });
    expect((await shop.ask(shop.agent, 'GET', `${path()}/labels`)).body).toEqual({
      payload: ['vip', 'late'],
    });
  });

  it.each([[{}], [{ labels: [] }], [{ labels: null }]])('are all taken off by %j', async (body) => {
    await label({ labels: ['refund'] });
    expect((await label(body)).body).toEqual({ payload: [] });
  });

  it('are kept once each, without spaces around them', async () => {
    expect((await label({ labels: [' vip ', 'vip', ''] })).body).toEqual({ payload: ['vip'] });
  });

  it.each([5, { a: 1 }, [['vip']], [1]])('are refused when they are %j', async (labels) => {
    const { status, body } = await label({ labels });
    expect(status).toBe(422);
    expect(body.attributes[0]).toMatch(/^labels/);
  });

  it('leave a line for those that came and one for those that went', async () => {
    await label({ labels: ['refund', 'vip'] });
    await label({ labels: ['late', 'vip'] });
    expect(await readActivities(shop.account, conversation)).toEqual([
      'Ben Brown added the labels refund, vip',
      'Ben Brown added the label late',
      'Ben Brown removed the label refund',
    ]);
  });

  it('tell of a change, and of nothing when they stay the same', async () => {
    const emitted = await eventsDuring(shop.account, () => label({ labels: ['refund', 'vip'] }));
    const updated = emitted.find(({ name }) => name === 'conversation.updated');
    expect(updated?.data.changes).toEqual({ labels: [[], ['refund', 'vip']] });
    expect(await eventsDuring(shop.account, () => label({ labels: ['vip', 'refund'] }))).toEqual([]);
  });
});

describe('custom attributes', () => {
  const replace = (body: object, who: { token: string } = shop.agent) =>
    shop.ask(who, 'POST', `${path()}/custom_attributes`, body);

  it('are replaced as a whole', async () => {
    const first = { order_id: '12', paid: true };
    expect((await replace({ custom_attributes: first })).body).toEqual({ custom_attributes: first });
    expect((await replace({ custom_attributes: { tier: 'gold' } })).body).toEqual({
      custom_attributes: { tier: 'gold' },
    });
    expect((await replace({ custom_attributes: {} })).body).toEqual({ custom_attributes: {} });
  });

  it('tell of a change, and leave no line', async () => {
    const emitted = await eventsDuring(shop.account, () => replace({ custom_attributes: { tier: 'gold' } }));
    expect(emitted.map(({ name, data }) => [name, data.changes])).toEqual([
      ['conversation.updated', { custom_attributes: [{}, { tier: 'gold' }] }],
    ]);
    expect(await readActivities(shop.account, conversation)).toEqual([]);
  });

  it.each([
    [{}],
    [{ custom_attributes: 'x' }],
    [{ custom_attributes: ['x'] }],
    [{ custom_attributes: { long: 'x'.repeat(1501) } }],
    [{ custom_attributes: { large: 10_000_000_000 } }],
  ])('that do not fit are refused, and those before stay (%#)', async (body) => {
    await replace({ custom_attributes: { tier: 'gold' } });
    const answer = await replace(body);
    expect([answer.status, answer.body.attributes]).toEqual([422, ['custom_attributes']]);
    const { custom_attributes } = await readConversation(shop.account, conversation);
    expect(custom_attributes).toEqual({ tier: 'gold' });
  });
});
