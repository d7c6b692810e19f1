import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { eventsDuring, makeBot, makeConversation, makeShop, type Shop } from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';

let desk: TestDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  shop = await makeShop(desk);
});
afterAll(() => desk?.close());

const show = (who = shop.administrator) => shop.ask(who, 'GET', `/inboxes/${shop.inbox.id}/agent_bot`);
const connect = (agent_bot: unknown, who = shop.administrator) =>
  shop.ask(who, 'POST', `/inboxes/${shop.inbox.id}/set_agent_bot`, { agent_bot });

it('an inbox without a bot answers an empty object', async () => {
  const { status, body } = await show();
  expect([status, body]).toEqual([200, {}]);
});

it('an administrator connects a bot, which then answers first', async () => {
  const bot = await makeBot(desk, shop.account);
  const { status, text } = await connect(bot.id);
  expect([status, text]).toEqual([200, '']);
  expect((await show()).body.agent_bot).toEqual({
    id: bot.id,
    name: 'Triage',
    description: null,
    thumbnail: '',
    outgoing_url: 'https://bot.example.com/in',
    bot_type: 'webhook',
    bot_config: {},
    account_id: shop.account.account.id,
    access_token: {
      id: expect.any(Number),
      owner_type: 'AgentBot',
      owner_id: bot.id,
      token: bot.token,
      created_at: expect.stringMatching(/Z$/),
      updated_at: expect.stringMatching(/Z$/),
    },
    system_bot: false,
  });
  expect((await makeConversation(shop.account, shop.inbox)).status).toBe('pending');
});

it('a member of the inbox sees the bot without its token', async () => {
  await connect((await makeBot(desk, shop.account)).id);
  const { status, body } = await show(shop.agent);
  expect([status, body.agent_bot.name]).toEqual([200, 'Triage']);
  expect(body.agent_bot).not.toHaveProperty('access_token');
});

it('a bot of the installation keeps its address and its token to itself', async () => {
  const bot = await makeBot(desk, shop.account, { of_installation: true });
  await connect(bot.id);
  const { agent_bot } = (await show()).body;
  expect(agent_bot).toMatchObject({ id: bot.id, account_id: null, system_bot: true });
  expect(agent_bot).not.toHaveProperty('access_token');
  expect(agent_bot).not.toHaveProperty('outgoing_url');
});

it('another bot takes the place, also of one that was switched off', async () => {
  await makeBot(desk, shop.account, { inbox: shop.inbox, status: 'inactive' });
  const bot = await makeBot(desk, shop.account);
  await connect(bot.id);
  expect((await show()).body.agent_bot.id).toBe(bot.id);
  expect((await makeConversation(shop.account, shop.inbox)).status).toBe('pending');
});

it.each([null, undefined, ''])('%j disconnects the bot', async (nothing) => {
  await connect((await makeBot(desk, shop.account)).id);
  expect((await connect(nothing)).status).toBe(200);
  expect((await show()).body).toEqual({});
});

it('a bot that is not there, or of another account, is not found and changes nothing', async () => {
  const bot = await makeBot(desk, shop.account);
  const foreign = await makeBot(desk, (await makeShop(desk)).account);
  await connect(bot.id);
  expect((await connect(foreign.id)).status).toBe(404);
  expect((await connect(999_999_999)).status).toBe(404);
  expect((await show()).body.agent_bot.id).toBe(bot.id);
});

it('a member of the inbox cannot connect a bot, and a stranger neither sees nor connects one', async () => {
  const bot = await makeBot(desk, shop.account);
  const other = await makeShop(desk);
  expect((await connect(bot.id, shop.agent)).status).toBe(401);
  expect((await show(shop.outsider)).status).toBe(401);
  const path = `/inboxes/${shop.inbox.id}`;
  expect((await other.ask(other.administrator, 'GET', `${path}/agent_bot`)).status).toBe(404);
  expect((await other.ask(other.administrator, 'POST', `${path}/set_agent_bot`, {})).status).toBe(404);
  expect((await show()).body).toEqual({});
});

it('the change is told of once', async () => {
  const bot = await makeBot(desk, shop.account);
  const told = await eventsDuring(shop.account, () => connect(bot.id));
  expect(told.map(({ name, data }) => [name, data.changes])).toEqual([
    ['inbox.bot_changed', { agent_bot_id: [null, bot.id] }],
  ]);
  expect(await eventsDuring(shop.account, () => connect(bot.id))).toEqual([]);
});
