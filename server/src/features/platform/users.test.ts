import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeConversation, makeShop, readConversation, readEvents } from '../../../test/factories.ts';
import {
  ask,
  makeAccount,
  makeUser,
  openTestDesk,
  PASSWORD,
  signIn,
  type TestDesk,
} from '../../../test/harness.ts';
import { readJobs } from '../../../test/jobs.ts';
import { makeApp, permitTo, type TestApp } from '../../../test/platform.ts';
import { accessTokens, users } from '../accounts/table.ts';
import { eraseUser } from './user-erasure.ts';

let desk: TestDesk;
let app: TestApp;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  app = await makeApp(desk);
});
afterAll(() => desk?.close());

const newEmail = () => `ben.${randomUUID()}@example.com`;

async function create(fields: object = {}) {
  const body = { name: 'Ben Brown', email: newEmail(), password: PASSWORD, ...fields };
  return app.ask('POST', '/users', body);
}

const findUser = async (id: number) => {
  const [user] = await desk.services.database.queries.select().from(users).where(eq(users.id, id));
  return user;
};

describe('making a user', () => {
  it('answers the user, confirmed, in no account, with a token that works', async () => {
    const email = newEmail();
    const { status, body } = await create({
      email: email.toUpperCase(),
      custom_attributes: { plan: 'gold' },
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.any(String),
      account_id: null,
      available_name: 'Ben Brown',
      avatar_url: '',
      confirmed: true,
      display_name: null,
      message_signature: null,
      email,
      id: expect.any(Number),
      name: 'Ben Brown',
      provider: 'email',
      pubsub_token: expect.any(String),
      custom_attributes: { plan: 'gold' },
      role: null,
      ui_settings: {},
      uid: email,
      accounts: [],
    });
    expect((await ask(desk, 'GET', '/api/v1/profile', { token: body.access_token })).status).toBe(200);
    await signIn(desk, { email });
  });

  it.each([
    ['no name', { name: ' ' }, 'name'],
    ['no password', { password: '' }, 'password'],
    ['a weak password', { password: 'secret' }, 'password'],
    ['no address', { email: null }, 'email'],
  ])('is refused with %s', async (_, fields, field) => {
    const { status, body } = await create(fields);
    expect([status, body.attributes]).toEqual([422, [field]]);
  });

  it('adopts whoever has the address, and leaves them as they are', async () => {
    const ana = await makeUser(desk, await makeAccount(desk), 'agent');
    const before = await findUser(ana.id);
    const { status, body } = await app.ask('POST', '/users', {
      email: ` ${ana.email}`,
      name: 'Other',
      password: 'x',
    });
    expect([status, body.id, body.name, body.access_token]).toEqual([200, ana.id, ana.name, ana.token]);
    expect(await findUser(ana.id)).toEqual(before);
    expect((await app.ask('GET', `/users/${ana.id}`)).status).toBe(200);
  });

  it('shuts out whoever signed up with an address that nobody confirmed', async () => {
    const ana = await makeUser(desk, await makeAccount(desk), 'agent');
    const session = await signIn(desk, ana);
    const before = await findUser(ana.id);
    await desk.services.database.queries
      .update(users)
      .set({ confirmed_at: null })
      .where(eq(users.id, ana.id));
    const { body } = await app.ask('POST', '/users', { email: ana.email });
    expect([body.id, body.confirmed]).toEqual([ana.id, true]);
    expect(body.access_token).not.toBe(ana.token);
    expect(body.pubsub_token).not.toBe(before?.pubsub_token);
    expect((await ask(desk, 'GET', '/api/v1/profile', { headers: session })).status).toBe(401);
    expect((await ask(desk, 'GET', '/api/v1/profile', { token: ana.token })).status).toBe(401);
    const login = { email: ana.email, password: PASSWORD };
    expect((await ask(desk, 'POST', '/auth/sign_in', { body: login })).status).toBe(401);
  });

  it('happens once for two who ask at once', async () => {
    const fields = { email: newEmail() };
    const both = await Promise.all([create(fields), create(fields)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(both[0].body.id).toBe(both[1].body.id);
  });

  it('happens once for a request that comes again under its key', async () => {
    const body = { name: 'Ben', email: newEmail(), password: PASSWORD };
    const headers = { 'idempotency-key': 'make-ben' };
    const again = () => ask(desk, 'POST', '/platform/api/v1/users', { token: app.token, body, headers });
    const [first, second] = [await again(), await again()];
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(second.body).toEqual(first.body);
  });
});

describe('changing a user', () => {
  it('merges attributes, and leaves what is not given', async () => {
    const { id } = (await create({ custom_attributes: { plan: 'gold', seats: 2 } })).body;
    const { status, body } = await app.ask('PATCH', `/users/${id}`, {
      display_name: 'Ben',
      custom_attributes: { plan: 'silver' },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: 'Ben Brown',
      display_name: 'Ben',
      available_name: 'Ben',
      custom_attributes: { plan: 'silver', seats: 2 },
    });
  });

  it('a new address counts at once, and the accounts hear of it', async () => {
    const account = await makeAccount(desk);
    const ana = await makeUser(desk, account, 'agent');
    await permitTo(desk, app, 'User', ana.id);
    const email = newEmail();
    expect((await app.ask('PUT', `/users/${ana.id}`, { email })).body).toMatchObject({
      email,
      confirmed: true,
    });
    await signIn(desk, { email });
    const told = (await readEvents(account)).at(-1);
    expect(told).toMatchObject({ name: 'agent.updated', data: { changes: { email: [ana.email, email] } } });
    expect(told?.by.type).toBe('system');
  });

  it('an address of somebody else, or none, is refused', async () => {
    const [one, other] = [(await create()).body, (await create()).body];
    const taken = await app.ask('PATCH', `/users/${one.id}`, { email: other.email });
    expect([taken.status, taken.body.message]).toEqual([422, 'Email has already been taken']);
    expect((await app.ask('PATCH', `/users/${one.id}`, { email: 'nobody' })).status).toBe(422);
    expect((await app.ask('PATCH', `/users/${one.id}`, { name: '' })).status).toBe(422);
  });

  it('a new password ends the sessions', async () => {
    const { id, email } = (await create()).body;
    const session = await signIn(desk, { email });
    const password = 'Other-Horse-2';
    expect((await app.ask('PATCH', `/users/${id}`, { password })).status).toBe(200);
    expect((await ask(desk, 'GET', '/api/v1/profile', { headers: session })).status).toBe(401);
    expect((await ask(desk, 'POST', '/auth/sign_in', { body: { email, password } })).status).toBe(200);
    expect((await app.ask('PATCH', `/users/${id}`, { password: 'weak' })).status).toBe(422);
  });
});

it('the token of a user is shown with whom it belongs to', async () => {
  const { id, email, access_token, pubsub_token } = (await create()).body;
  const { status, body } = await app.ask('POST', `/users/${id}/token`);
  expect(status).toBe(200);
  expect(body).toEqual({
    access_token,
    expiry: null,
    user: { id, name: 'Ben Brown', display_name: null, email, pubsub_token },
  });
});

describe('signing in by a link', () => {
  async function link(id: number) {
    const { status, body } = await app.ask('GET', `/users/${id}/login`);
    expect(status).toBe(200);
    const url = new URL(body.url);
    return {
      url,
      email: url.searchParams.get('email'),
      sso_auth_token: url.searchParams.get('sso_auth_token'),
    };
  }
  const enter = (body: object) => ask(desk, 'POST', '/auth/sign_in', { body });

  it('works once', async () => {
    const user = (await create({ email: 'ben+a&b@example.com' })).body;
    const { url, email, sso_auth_token } = await link(user.id);
    expect([url.origin, url.pathname, email]).toEqual(['https://desk.example.com', '/app/login', user.email]);
    const first = await enter({ email, sso_auth_token });
    expect([first.status, first.body.data.id]).toEqual([200, user.id]);
    expect(first.headers['access-token']).toEqual(expect.any(String));
    const second = await enter({ email, sso_auth_token });
    expect([second.status, second.body.success]).toEqual([401, false]);
  });

  it('works once for two who come at once', async () => {
    const { email, sso_auth_token } = await link((await create()).body.id);
    const both = await Promise.all([enter({ email, sso_auth_token }), enter({ email, sso_auth_token })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  it('works for five minutes, and not with the address of somebody else', async () => {
    const [one, other] = [(await create()).body, (await create()).body];
    const early = await link(one.id);
    expect((await enter({ ...early, email: other.email })).status).toBe(401);
    desk.clock.advance(299_000);
    expect((await enter(early)).status).toBe(200);
    const late = await link(one.id);
    desk.clock.advance(300_000);
    expect((await enter(late)).status).toBe(401);
  });

  it('a second link leaves the first as it is, and nothing of either is stored readable', async () => {
    const { id } = (await create()).body;
    const [first, second] = [await link(id), await link(id)];
    const { rows } = await desk.services.database.pool.query('select t::text as row from sso_tokens t');
    const stored = rows.map(({ row }) => row).join();
    expect(stored).not.toContain(first.sso_auth_token);
    expect([(await enter(first)).status, (await enter(second)).status]).toEqual([200, 200]);
  });

  it('asks for the second factor where there is one', async () => {
    const { id } = (await create()).body;
    const { queries } = desk.services.database;
    await queries.update(users).set({ otp_enabled_at: desk.clock.now() }).where(eq(users.id, id));
    const { status, body, headers } = await enter(await link(id));
    expect([status, body.mfa_required]).toEqual([206, true]);
    expect(headers).not.toHaveProperty('access-token');
  });

  it('is refused while the address is not confirmed, and stays good until then', async () => {
    const { id } = (await create()).body;
    const { queries } = desk.services.database;
    const proof = await link(id);
    await queries.update(users).set({ confirmed_at: null }).where(eq(users.id, id));
    expect((await enter(proof)).body.errors[0]).toContain('Confirm your e-mail address');
    await queries.update(users).set({ confirmed_at: desk.clock.now() }).where(eq(users.id, id));
    expect((await enter(proof)).status).toBe(200);
  });
});

describe('deleting a user', () => {
  it('is left to a job, which takes them out of every account and off their conversations', async () => {
    const shop = await makeShop(desk);
    const { agent, account } = shop;
    const conversation = await makeConversation(account, shop.inbox, { assignee_id: agent.id });
    await permitTo(desk, app, 'User', agent.id);
    const { status, text } = await app.ask('DELETE', `/users/${agent.id}`);
    expect([status, text]).toEqual([200, '']);
    expect((await app.ask('GET', `/users/${agent.id}`)).status).toBe(200);
    const [job] = (await readJobs(desk, 'erase_user')).filter(({ payload }) => payload.user_id === agent.id);
    await eraseUser(desk.services, job?.payload);
    expect(await findUser(agent.id)).toBeUndefined();
    expect((await readConversation(account, conversation)).assignee_id).toBeNull();
    const names = (await readEvents(account)).map(({ name }) => name);
    expect(names).toContain('agent.removed');
    expect(names).toContain('assignee.changed');
    expect((await app.ask('GET', `/users/${agent.id}`)).status).toBe(404);
    expect((await ask(desk, 'GET', '/api/v1/profile', { token: agent.token })).status).toBe(401);
    const left = await desk.services.database.queries
      .select()
      .from(accessTokens)
      .where(and(eq(accessTokens.owner_type, 'User'), eq(accessTokens.owner_id, agent.id)));
    expect(left).toEqual([]);
    // A job may run again.
    await eraseUser(desk.services, job?.payload);
  });

  it('takes nobody else along', async () => {
    const shop = await makeShop(desk);
    await permitTo(desk, app, 'User', shop.agent.id);
    await eraseUser(desk.services, { user_id: shop.agent.id });
    expect(await findUser(shop.outsider.id)).toBeDefined();
    expect((await shop.ask(shop.administrator, 'GET', '/agents')).body).toHaveLength(2);
  });
});
