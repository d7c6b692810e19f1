import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  eventsDuring,
  makeBot,
  makeConversation,
  makeShop,
  readConversation,
  type Shop,
  setColumns,
} from '../../../test/factories.ts';
import { type ask, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { agentBots } from '../accounts/table.ts';
import { liveBotSecrets } from './secret.ts';

let desk: TestDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  shop = await makeShop(desk);
});
afterAll(() => desk?.close());

const as = (method: Parameters<typeof ask>[1], path = '', body?: unknown, who = shop.administrator) =>
  shop.ask(who, method, `/agent_bots${path}`, body);

const FIELDS = { name: 'Triage', outgoing_url: 'https://bot.example.com/in' };

const findBot = async (id: number) => {
  const [bot] = await desk.services.database.queries.select().from(agentBots).where(eq(agentBots.id, id));
  return bot;
};

it('an administrator makes a bot, and sees its token and its secret', async () => {
  const { status, body } = await as('POST', '', { ...FIELDS, description: 'Asks', bot_config: { depth: 2 } });
  expect(status).toBe(200);
  expect(body).toEqual({
    id: expect.any(Number),
    name: 'Triage',
    description: 'Asks',
    thumbnail: '',
    outgoing_url: 'https://bot.example.com/in',
    bot_type: 'webhook',
    bot_config: { depth: 2 },
    account_id: shop.account.account.id,
    access_token: expect.stringMatching(/^\w{24}$/),
    secret: expect.stringMatching(/^\w{32}$/),
    system_bot: false,
  });
  expect((await as('GET', `/${body.id}`)).body).toEqual(body);
  const stored = await findBot(body.id);
  expect(stored && liveBotSecrets(shop.account, stored)).toEqual([body.secret]);
  const { rows } = await desk.services.database.pool.query(
    'select to_jsonb(b)::text as row from agent_bots b',
  );
  expect(rows.map(({ row }) => row).join()).not.toContain(Buffer.from(body.secret).toString('hex'));
});

it('an agent sees bots without token and secret, and changes none', async () => {
  const { id } = (await as('POST', '', FIELDS)).body;
  for (const path of ['', `/${id}`]) {
    const { status, body } = await as('GET', path, undefined, shop.agent);
    expect(status).toBe(200);
    const [bot] = [body].flat();
    expect(bot).toMatchObject({ id, ...FIELDS });
    expect(bot).not.toHaveProperty('access_token');
    expect(bot).not.toHaveProperty('secret');
  }
  const changes = [
    ['POST', ''],
    ['PATCH', `/${id}`],
    ['DELETE', `/${id}`],
    ['DELETE', `/${id}/avatar`],
    ['POST', `/${id}/reset_access_token`],
  ] as const;
  for (const [method, path] of changes) {
    const { status, body } = await as(method, path, FIELDS, shop.agent);
    expect([status, body]).toEqual([401, { error: 'You are not authorized to do this action' }]);
  }
});

it('the list has the bots of the account and of the installation, oldest first, and no others', async () => {
  const system = await makeBot(desk, shop.account, { of_installation: true });
  const own = await makeBot(desk, shop.account);
  await makeBot(desk, (await makeShop(desk)).account);
  const { body } = await as('GET');
  const seen = body.map(({ id, access_token }: Record<string, unknown>) => [id, access_token]);
  expect(seen.slice(-2)).toEqual([
    [system.id, undefined],
    [own.id, own.token],
  ]);
  expect(new Set(body.map(({ account_id }: Record<string, unknown>) => account_id))).toEqual(
    new Set([null, shop.account.account.id]),
  );
});

it('a bot of the installation is shown, and changed by nobody in an account', async () => {
  const { id } = await makeBot(desk, shop.account, { of_installation: true });
  expect((await as('GET', `/${id}`)).body).toMatchObject({ id, system_bot: true, account_id: null });
  for (const [method, path] of [
    ['PATCH', ''],
    ['DELETE', ''],
    ['DELETE', '/avatar'],
    ['POST', '/reset_access_token'],
  ] as const) {
    expect((await as(method, `/${id}${path}`, FIELDS)).status).toBe(404);
  }
  expect((await findBot(id))?.name).toBe('Triage');
});

it('a bot of another account is not found', async () => {
  const { id } = await makeBot(desk, (await makeShop(desk)).account);
  for (const [method, path] of [
    ['GET', ''],
    ['PATCH', ''],
    ['DELETE', ''],
    ['DELETE', '/avatar'],
    ['POST', '/reset_access_token'],
  ] as const) {
    expect((await as(method, `/${id}${path}`, method === 'GET' ? undefined : FIELDS)).status).toBe(404);
  }
});

describe('changing a bot', () => {
  it('leaves what is not given, and takes away what is emptied', async () => {
    const { id, secret } = (await as('POST', '', { ...FIELDS, description: 'Asks', bot_config: { a: 1 } }))
      .body;
    const { status, body } = await as('PATCH', `/${id}`, { name: 'Greeter', outgoing_url: '' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: 'Greeter',
      description: 'Asks',
      outgoing_url: null,
      bot_config: { a: 1 },
    });
    expect(body.secret).toBe(secret);
    expect((await as('PATCH', `/${id}`, { description: null, bot_config: null })).body).toMatchObject({
      description: null,
      bot_config: {},
    });
  });

  it.each([
    ['no name', { name: ' ' }, 'name'],
    ['an address that is none', { outgoing_url: 'bot.example.com' }, 'outgoing_url'],
    ['an address of another kind', { outgoing_url: 'file:///etc/passwd' }, 'outgoing_url'],
    [
      'an address that is too long',
      { outgoing_url: `https://example.com/${'x'.repeat(2048)}` },
      'outgoing_url',
    ],
    ['a kind that there is not', { bot_type: 'oracle' }, 'bot_type'],
    ['settings that are none', { bot_config: 'none' }, 'bot_config'],
  ])('is refused with %s', async (_, fields, field) => {
    const { id } = (await as('POST', '', FIELDS)).body;
    const changed = await as('PATCH', `/${id}`, fields);
    expect([changed.status, changed.body.attributes]).toEqual([422, [field]]);
    expect((await as('POST', '', { ...FIELDS, ...fields })).status).toBe(422);
  });
});

it('a new token works at once, and the old one does not', async () => {
  const { id, access_token: old } = (await as('POST', '', FIELDS)).body;
  const { status, body } = await as('POST', `/${id}/reset_access_token`);
  expect([status, body.id]).toEqual([200, id]);
  expect(body.access_token).not.toBe(old);
  const { display_id } = await makeConversation(shop.account, shop.inbox);
  const write = (token: string) =>
    shop.ask({ token }, 'POST', `/conversations/${display_id}/messages`, { content: 'Hi' });
  expect([(await write(old)).status, (await write(body.access_token)).status]).toEqual([401, 200]);
});

it('a bot of before bots had secrets gets one when an administrator looks, and keeps it', async () => {
  const { id } = await makeBot(desk, shop.account);
  const before = await findBot(id);
  expect(before && liveBotSecrets(shop.account, before)).toEqual([]);
  const both = await Promise.all([as('GET', `/${id}`), as('GET', `/${id}`)]);
  const secrets = both.map(({ body }) => body.secret);
  expect(secrets[0]).toMatch(/^\w{32}$/);
  expect(secrets[1]).toBe(secrets[0]);
});

describe('deleting a bot', () => {
  it('takes it out of its inboxes and off its conversations, which is told of', async () => {
    const { account, inbox } = shop;
    const bot = await makeBot(desk, account, { inbox });
    const open = await makeConversation(account, inbox, { status: 'open' });
    const settled = await makeConversation(account, inbox);
    await setColumns(account, settled, { status: 'resolved' });
    for (const one of [open, settled]) await setColumns(account, one, { assignee_agent_bot_id: bot.id });
    const told = await eventsDuring(account, async () => {
      const { status, text } = await as('DELETE', `/${bot.id}`);
      expect([status, text]).toEqual([200, '']);
    });
    expect(told.map(({ name, by }) => [name, by.id])).toEqual([
      ['inbox.bot_changed', shop.administrator.id],
      ['conversation.updated', shop.administrator.id],
    ]);
    for (const one of [open, settled]) {
      expect((await readConversation(account, one)).assignee_agent_bot_id).toBeNull();
    }
    expect((await as('GET', `/${bot.id}`)).status).toBe(404);
    const { rows } = await desk.services.database.pool.query(
      `select 1 from access_tokens where owner_type = 'AgentBot' and owner_id = $1`,
      [bot.id],
    );
    expect(rows).toEqual([]);
    const path = `/conversations/${open.display_id}/messages`;
    expect((await shop.ask(bot, 'POST', path, { content: 'Hi' })).body.error).toBe('Invalid Access Token');
  });

  it('leaves what it said', async () => {
    const bot = await makeBot(desk, shop.account, { inbox: shop.inbox });
    const { display_id } = await makeConversation(shop.account, shop.inbox);
    const path = `/conversations/${display_id}/messages`;
    await shop.ask(bot, 'POST', path, { content: 'Hello from the bot' });
    await as('DELETE', `/${bot.id}`);
    const { status, text } = await shop.ask(shop.administrator, 'GET', path);
    expect(status).toBe(200);
    expect(text).toContain('Hello from the bot');
  });
});

it('a bot calls none of this', async () => {
  const bot = await makeBot(desk, shop.account);
  const { status, body } = await shop.ask(bot, 'GET', '/agent_bots');
  expect([status, body]).toEqual([401, { error: 'Access to this endpoint is not authorized for bots' }]);
});

it('bots are connected and deleted at once without a defect', async () => {
  const { account, inbox, administrator } = shop;
  for (let round = 0; round < 8; round += 1) {
    const bot = await makeBot(desk, account, { inbox });
    const connect = () =>
      shop.ask(administrator, 'POST', `/inboxes/${inbox.id}/set_agent_bot`, { agent_bot: bot.id });
    const answers = await Promise.all([connect(), as('DELETE', `/${bot.id}`), connect(), connect()]);
    for (const { status } of answers) expect([200, 404]).toContain(status);
    const { body } = await shop.ask(administrator, 'GET', `/inboxes/${inbox.id}/agent_bot`);
    expect(body).toEqual({});
  }
});
