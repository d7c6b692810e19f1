import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBot, makeShop, type Shop } from '../../../test/factories.ts';
import { ask, openTestDesk, signIn, type TestDesk } from '../../../test/harness.ts';
import { makeApp, permitTo, type TestApp } from '../../../test/platform.ts';

let desk: TestDesk;
let shop: Shop;
let bot: Awaited<ReturnType<typeof makeBot>>;
let app: TestApp;
let other: TestApp;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
  bot = await makeBot(desk, shop.account, { inbox: shop.inbox });
  app = await makeApp(desk);
  other = await makeApp(desk, 'Other');
  await permitTo(desk, app, 'Account', shop.account.account.id);
  await permitTo(desk, app, 'User', shop.agent.id);
  await permitTo(desk, app, 'AgentBot', bot.id);
});
afterAll(() => desk?.close());

const BAD_TOKEN = { error: 'Invalid access_token' };

describe('the Platform API is for platform apps alone', () => {
  it('refuses no token, a wrong one, a user’s, a bot’s and a session, all in the same words', async () => {
    const path = '/platform/api/v1/accounts';
    const tokens = [undefined, 'of-nobody', shop.administrator.token, bot.token];
    for (const token of tokens) {
      const { status, body } = await ask(desk, 'GET', path, { token });
      expect([status, body]).toEqual([401, BAD_TOKEN]);
    }
    const session = await ask(desk, 'GET', path, { headers: await signIn(desk, shop.administrator) });
    expect([session.status, session.body]).toEqual([401, BAD_TOKEN]);
  });

  it('takes the token under the header that proxies pass, too', async () => {
    const headers = { 'api-access-token': app.token };
    expect((await ask(desk, 'GET', '/platform/api/v1/accounts', { headers })).status).toBe(200);
  });

  it('refuses a user’s token before it says whether the record is there', async () => {
    const { token } = shop.administrator;
    const { status, body } = await ask(desk, 'GET', '/platform/api/v1/users/999999999', { token });
    expect([status, body]).toEqual([401, BAD_TOKEN]);
  });

  it('the token of a platform app opens nothing of the other APIs', async () => {
    const { id } = shop.account.account;
    for (const path of [`/api/v1/accounts/${id}`, `/api/v1/accounts/${id}/inboxes`, '/api/v1/profile']) {
      const { status, body } = await ask(desk, 'GET', path, { token: app.token });
      expect([status, body]).toEqual([401, { error: 'Invalid Access Token' }]);
    }
    const conversations = `/api/v1/accounts/${id}/conversations`;
    expect((await ask(desk, 'POST', conversations, { token: app.token, body: {} })).status).toBe(401);
  });
});

describe('an app reaches what it made or adopted, and nothing else', () => {
  const addresses = () => {
    const { id } = shop.account.account;
    return [
      ['GET', `/users/${shop.agent.id}`],
      ['PATCH', `/users/${shop.agent.id}`],
      ['DELETE', `/users/${shop.agent.id}`],
      ['GET', `/users/${shop.agent.id}/login`],
      ['POST', `/users/${shop.agent.id}/token`],
      ['GET', `/accounts/${id}`],
      ['PATCH', `/accounts/${id}`],
      ['DELETE', `/accounts/${id}`],
      ['GET', `/accounts/${id}/account_users`],
      ['POST', `/accounts/${id}/account_users`],
      ['DELETE', `/accounts/${id}/account_users`],
      ['GET', `/agent_bots/${bot.id}`],
      ['PATCH', `/agent_bots/${bot.id}`],
      ['DELETE', `/agent_bots/${bot.id}`],
      ['DELETE', `/agent_bots/${bot.id}/avatar`],
    ] as const;
  };

  it('what is another’s is refused at every address, before the body is looked at', async () => {
    for (const [method, path] of addresses()) {
      const { status, body } = await other.ask(method, path, method === 'GET' ? undefined : { name: {} });
      expect([method, path, status, body]).toEqual([
        method,
        path,
        401,
        { error: 'Non permissible resource' },
      ]);
    }
  });

  it('what is not there is not found at every address, before the body is looked at', async () => {
    for (const [method, path] of addresses()) {
      const nowhere = path.replace(/\d+/, '999999999');
      const { status, body } = await app.ask(method, nowhere, method === 'GET' ? undefined : { name: {} });
      expect([method, path, status, body]).toEqual([method, path, 404, { status: 404, error: 'Not Found' }]);
    }
  });

  it.each(['0', '-1', 'abc', '99999999999999999999'])('the id %s names nothing', async (id) => {
    const { status, body } = await app.ask('GET', `/users/${id}`);
    expect([status, body]).toEqual([404, { status: 404, error: 'Not Found' }]);
  });

  it('the id of one kind is not that of another', async () => {
    // Nobody permitted a user of this id.
    const ids = [shop.account.account.id, bot.id].filter((id) => id !== shop.agent.id);
    for (const id of ids) expect((await app.ask('GET', `/users/${id}`)).status).toBeGreaterThan(400);
  });

  it('lists show what is the app’s', async () => {
    const ids = async (who: TestApp, path: string) =>
      (await who.ask('GET', path)).body.map(({ id }: { id: number }) => id);
    expect(await ids(app, '/accounts')).toEqual([shop.account.account.id]);
    expect(await ids(app, '/agent_bots')).toEqual([bot.id]);
    expect([await ids(other, '/accounts'), await ids(other, '/agent_bots')]).toEqual([[], []]);
  });
});
