import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeBot, makeConversation, makeMessage, makeShop, readEvents } from '../../../test/factories.ts';
import { listClaims, PNG, sendForm } from '../../../test/forms.ts';
import { ask, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { readJobs } from '../../../test/jobs.ts';
import { makeApp, permitTo, type TestApp } from '../../../test/platform.ts';
import { findAccount, systemContext } from '../accounts/account.ts';
import { FEATURES_AT_FIRST } from '../accounts/feature-flags.ts';
import { accounts } from '../accounts/table.ts';
import { eraseAccount } from './account-erasure.ts';

let desk: TestDesk;
let app: TestApp;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  app = await makeApp(desk);
});
afterAll(() => desk?.close());

const create = (fields: object = {}) => app.ask('POST', '/accounts', { name: 'Acme', ...fields });

async function eventsOf(id: number) {
  const account = await findAccount(desk.services, id);
  if (!account) throw new Error('There is no such account');
  return readEvents(systemContext(desk.services, account));
}

describe('making an account', () => {
  it('answers the account with the usual features, and it is the app’s', async () => {
    const { status, body } = await create({
      locale: 'pt_BR',
      domain: 'acme.example.com',
      limits: { agents: 5 },
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      id: expect.any(Number),
      name: 'Acme',
      locale: 'pt_BR',
      domain: 'acme.example.com',
      support_email: expect.stringContaining('@'),
      features: Object.fromEntries(FEATURES_AT_FIRST.map((name) => [name, true])),
      custom_attributes: {},
      limits: { agents: 5 },
      status: 'active',
    });
    expect((await app.ask('GET', `/accounts/${body.id}`)).body).toEqual(body);
    expect((await app.ask('GET', '/accounts')).body).toEqual([body]);
    expect((await eventsOf(body.id)).map(({ name, by }) => [name, by.type])).toEqual([
      ['account.created', 'system'],
    ]);
  });

  it('turns features on and off besides', async () => {
    const { features } = (await create({ features: { sla: 'true', macros: false, labels: null } })).body;
    expect(features).toMatchObject({ sla: true, reports: true });
    expect(features).not.toHaveProperty('macros');
    expect(features).not.toHaveProperty('labels');
  });

  it.each([
    ['no name', { name: ' ' }, 'name'],
    ['a feature that there is not', { features: { telepathy: true } }, 'features'],
    ['a feature that is neither on nor off', { features: { sla: 'perhaps' } }, 'features.sla'],
    ['a status that there is not', { status: 'asleep' }, 'status'],
    ['a language that is none', { locale: 'klingon!' }, 'locale'],
    ['an address for support that is none', { support_email: 'nobody' }, 'support_email'],
  ])('is refused with %s, and nothing is left', async (_, fields, field) => {
    const { status, body } = await create(fields);
    expect([status, body.attributes]).toEqual([422, [field]]);
    expect((await app.ask('GET', '/accounts')).body).toEqual([]);
  });

  it('happens once for a request that comes again under its key', async () => {
    const headers = { 'idempotency-key': 'make-acme' };
    const again = () =>
      ask(desk, 'POST', '/platform/api/v1/accounts', { token: app.token, body: { name: 'Acme' }, headers });
    const [first, second] = [await again(), await again()];
    expect(second.body).toEqual(first.body);
    expect((await app.ask('GET', '/accounts')).body).toHaveLength(1);
  });
});

describe('changing an account', () => {
  it('replaces limits and attributes, leaves what is not given, and is told of', async () => {
    const { id } = (await create({ limits: { agents: 5, inboxes: 2 }, custom_attributes: { plan: 'gold' } }))
      .body;
    const { status, body } = await app.ask('PATCH', `/accounts/${id}`, {
      limits: { agents: 9 },
      custom_attributes: { tier: 1 },
      features: { sla: true },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: 'Acme', limits: { agents: 9 }, custom_attributes: { tier: 1 } });
    expect(body.limits).not.toHaveProperty('inboxes');
    expect(body.features).toMatchObject({ sla: true, macros: true });
    const told = (await eventsOf(id)).at(-1);
    expect(told?.name).toBe('account.updated');
    expect(Object.keys(told?.data.changes as object).sort()).toEqual([
      'custom_attributes',
      'features',
      'limits',
    ]);
    await app.ask('PATCH', `/accounts/${id}`, { features: { sla: true } });
    expect((await eventsOf(id)).at(-1)?.id).toBe(told?.id);
  });

  it('suspends an account: its people are refused until it is active again', async () => {
    const shop = await makeShop(desk);
    const { id } = shop.account.account;
    await permitTo(desk, app, 'Account', id);
    expect((await app.ask('PATCH', `/accounts/${id}`, { status: 'suspended' })).body.status).toBe(
      'suspended',
    );
    const refused = await shop.ask(shop.agent, 'GET', '/labels');
    expect([refused.status, refused.body]).toEqual([401, { error: 'Account is suspended' }]);
    expect((await app.ask('PATCH', `/accounts/${id}`, { status: 0 })).body.status).toBe('active');
    expect((await shop.ask(shop.agent, 'GET', '/labels')).status).toBe(200);
  });

  it('takes values away with empty fields', async () => {
    const { id } = (await create({ domain: 'acme.example.com', support_email: 'help@acme.example.com' }))
      .body;
    const { body } = await app.ask('PATCH', `/accounts/${id}`, {
      domain: '',
      support_email: null,
      limits: null,
    });
    expect(body).toMatchObject({ domain: null, limits: {} });
    expect(body.support_email).not.toBe('help@acme.example.com');
  });
});

describe('deleting an account', () => {
  const rowsWith = async (id: number) => {
    const { pool } = desk.services.database;
    const { rows: tables } = await pool.query<{ name: string }>(
      `select table_name as name from information_schema.columns
        where table_schema = 'public' and column_name = 'account_id' and is_updatable = 'YES'`,
    );
    const left: string[] = [];
    for (const { name } of tables) {
      const { rows } = await pool.query(`select 1 from ${name} where account_id = $1 limit 1`, [id]);
      if (rows.length > 0) left.push(name);
    }
    return left;
  };

  it('is left to a job, which takes all that is in it, and nothing of another account', async () => {
    const [shop, other] = [await makeShop(desk), await makeShop(desk)];
    const { id } = shop.account.account;
    const bot = await makeBot(desk, shop.account, { inbox: shop.inbox });
    for (const { account, inbox, agent, ...at } of [shop, other]) {
      const conversation = await makeConversation(account, inbox, { assignee_id: agent.id });
      await makeMessage(account, conversation);
      const path = `/api/v1/accounts/${account.account.id}/conversations/${conversation.display_id}/messages`;
      await sendForm(desk, 'POST', path, { token: at.administrator.token, fields: { 'attachments[]': PNG } });
      await at.ask(at.administrator, 'POST', '/labels', { title: 'refund' });
    }
    await permitTo(desk, app, 'Account', id);
    await permitTo(desk, app, 'AgentBot', bot.id);
    const before = await rowsWith(other.account.account.id);
    const { status, text } = await app.ask('DELETE', `/accounts/${id}`);
    expect([status, text]).toEqual([200, '']);
    expect((await app.ask('GET', `/accounts/${id}`)).status).toBe(200);
    await desk.services.database.pool.query('update events set position = id where position is null');
    const [job] = (await readJobs(desk, 'erase_account')).filter(({ payload }) => payload.account_id === id);
    await eraseAccount(desk.services, job?.payload);
    expect(await rowsWith(id)).toEqual([]);
    expect(await rowsWith(other.account.account.id)).toEqual(before);
    expect(await listClaims(desk)).toHaveLength(1);
    expect((await app.ask('GET', `/accounts/${id}`)).status).toBe(404);
    expect((await app.ask('GET', `/agent_bots/${bot.id}`)).status).toBe(404);
    expect((await app.ask('GET', '/accounts')).body).toEqual([]);
    // Its people stay, and are in no account.
    const profile = await ask(desk, 'GET', '/api/v1/profile', { token: shop.agent.token });
    expect([profile.status, profile.body.accounts]).toEqual([200, []]);
    const path = `/api/v1/accounts/${id}/conversations`;
    expect((await ask(desk, 'GET', path, { token: bot.token })).status).toBe(401);
    // A job may run again.
    await eraseAccount(desk.services, job?.payload);
  });

  it('goes on where it broke off', async () => {
    const shop = await makeShop(desk);
    await makeConversation(shop.account, shop.inbox);
    const { id } = shop.account.account;
    const { queries } = desk.services.database;
    await queries.update(accounts).set({ status: 'suspended' }).where(eq(accounts.id, id));
    await eraseAccount(desk.services, { account_id: id });
    expect(await findAccount(desk.services, id)).toBeUndefined();
  });
});
