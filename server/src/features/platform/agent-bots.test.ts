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
import { followLink, listClaims, PNG, sendForm } from '../../../test/forms.ts';
import { ask, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { makeApp, permitTo, type TestApp } from '../../../test/platform.ts';

let desk: TestDesk;
let app: TestApp;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  app = await makeApp(desk);
  shop = await makeShop(desk);
});
afterAll(() => desk?.close());

const create = (fields: object = {}) =>
  app.ask('POST', '/agent_bots', { name: 'Triage', outgoing_url: 'https://bot.example.com/in', ...fields });

const connect = ({ ask: as, administrator, inbox }: Shop, agent_bot: number) =>
  as(administrator, 'POST', `/inboxes/${inbox.id}/set_agent_bot`, { agent_bot });

it('a bot of the installation is made; every account sees it, and none its secrets', async () => {
  const { status, body } = await create({ description: 'Asks first' });
  expect(status).toBe(200);
  expect(body).toEqual({
    id: expect.any(Number),
    name: 'Triage',
    description: 'Asks first',
    outgoing_url: 'Triage',
    account_id: null,
    access_token: expect.any(String),
  });
  expect((await app.ask('GET', `/agent_bots/${body.id}`)).body).toEqual(body);
  expect((await app.ask('GET', '/agent_bots')).body).toEqual([body]);
  const seen = await shop.ask(shop.administrator, 'GET', `/agent_bots/${body.id}`);
  expect(seen.body).toMatchObject({ id: body.id, system_bot: true, account_id: null });
  for (const key of ['outgoing_url', 'access_token', 'secret']) expect(seen.body).not.toHaveProperty(key);
});

describe('a bot of an account', () => {
  it('is made for an account of the app, and its token works there', async () => {
    const { id } = shop.account.account;
    await permitTo(desk, app, 'Account', id);
    const { status, body } = await create({ account_id: id });
    expect([status, body.account_id]).toEqual([200, id]);
    const conversation = await makeConversation(shop.account, shop.inbox);
    const path = `/api/v1/accounts/${id}/conversations/${conversation.display_id}/messages`;
    expect(
      (await ask(desk, 'POST', path, { token: body.access_token, body: { content: 'Hi' } })).status,
    ).toBe(200);
  });

  it('is not made for an account that is not the app’s, or not there', async () => {
    const foreign = await create({ account_id: shop.account.account.id });
    expect([foreign.status, foreign.body]).toEqual([401, { error: 'Non permissible resource' }]);
    expect((await create({ account_id: 999_999_999 })).status).toBe(404);
    expect((await app.ask('GET', '/agent_bots')).body).toEqual([]);
    expect((await shop.ask(shop.administrator, 'GET', '/agent_bots')).body.map(nameOf)).not.toContain(
      'Triage 2',
    );
  });

  const nameOf = ({ name }: { name: string }) => name;

  it('does not come to belong to an account that is not the app’s', async () => {
    const { id } = (await create()).body;
    const { status } = await app.ask('PATCH', `/agent_bots/${id}`, { account_id: shop.account.account.id });
    expect(status).toBe(401);
    expect((await app.ask('GET', `/agent_bots/${id}`)).body.account_id).toBeNull();
  });
});

it('a bot is changed; what is not given stays, and a bad value is refused', async () => {
  const { id } = (await create({ description: 'Asks first' })).body;
  const { status, body } = await app.ask('PATCH', `/agent_bots/${id}`, { name: 'Greeter' });
  expect([status, body]).toMatchObject([
    200,
    { name: 'Greeter', outgoing_url: 'Greeter', description: 'Asks first' },
  ]);
  for (const fields of [
    { name: '' },
    { outgoing_url: 'ftp://example.com' },
    { outgoing_url: 'x'.repeat(2049) },
  ]) {
    expect((await app.ask('PATCH', `/agent_bots/${id}`, fields)).status).toBe(422);
  }
  expect((await create({ name: undefined })).status).toBe(422);
});

it('a bot that comes to belong to an account leaves the others, and keeps its picture', async () => {
  const other = await makeShop(desk);
  const fields = { name: 'Triage', avatar: PNG };
  const made = await sendForm(desk, 'POST', '/platform/api/v1/agent_bots', { token: app.token, fields });
  const { id } = made.body;
  await connect(shop, id);
  await connect(other, id);
  const conversation = await makeConversation(other.account, other.inbox);
  await setColumns(other.account, conversation, { assignee_agent_bot_id: id });
  await permitTo(desk, app, 'Account', shop.account.account.id);
  const told = await eventsDuring(other.account, async () => {
    const account_id = shop.account.account.id;
    expect((await app.ask('PATCH', `/agent_bots/${id}`, { account_id })).body.account_id).toBe(account_id);
  });
  expect(told.map(({ name, by }) => [name, by.type])).toEqual([
    ['inbox.bot_changed', 'system'],
    ['conversation.updated', 'system'],
  ]);
  expect((await readConversation(other.account, conversation)).assignee_agent_bot_id).toBeNull();
  const show = ({ ask: as, administrator, inbox }: Shop) =>
    as(administrator, 'GET', `/inboxes/${inbox.id}/agent_bot`);
  expect((await show(other)).body).toEqual({});
  const { agent_bot } = (await show(shop)).body;
  expect((await followLink(desk, agent_bot.thumbnail)).statusCode).toBe(200);
});

it('a bot is deleted out of all accounts, with its token and its picture', async () => {
  const fields = { name: 'Triage', avatar: PNG };
  const made = await sendForm(desk, 'POST', '/platform/api/v1/agent_bots', { token: app.token, fields });
  const { id, access_token } = made.body;
  await connect(shop, id);
  const kept = await makeBot(desk, shop.account);
  const claims = await listClaims(desk);
  const { status, text } = await app.ask('DELETE', `/agent_bots/${id}`);
  expect([status, text]).toEqual([200, '']);
  expect((await app.ask('GET', `/agent_bots/${id}`)).status).toBe(404);
  expect((await app.ask('GET', '/agent_bots')).body).toEqual([]);
  const inbox = await shop.ask(shop.administrator, 'GET', `/inboxes/${shop.inbox.id}/agent_bot`);
  expect(inbox.body).toEqual({});
  const path = `/api/v1/accounts/${shop.account.account.id}/conversations`;
  expect((await ask(desk, 'POST', path, { token: access_token, body: {} })).body.error).toBe(
    'Invalid Access Token',
  );
  expect(await listClaims(desk)).toHaveLength(claims.length - 1);
  expect((await shop.ask(shop.administrator, 'GET', `/agent_bots/${kept.id}`)).status).toBe(200);
});

it('the picture of a bot is removed, and the bot answered', async () => {
  const fields = { name: 'Triage', avatar: PNG };
  const made = await sendForm(desk, 'POST', '/platform/api/v1/agent_bots', { token: app.token, fields });
  const { status, body } = await app.ask('DELETE', `/agent_bots/${made.body.id}/avatar`);
  expect([status, body]).toEqual([200, made.body]);
  const seen = await shop.ask(shop.administrator, 'GET', `/agent_bots/${made.body.id}`);
  expect(seen.body.thumbnail).toBe('');
});
