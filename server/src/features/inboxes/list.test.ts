import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  ask,
  makeAccount,
  makeBot,
  makeInbox,
  makeUser,
  openTestDesk,
  type TestDesk,
  type TestUser,
} from '../../../test/harness.ts';

let desk: TestDesk;
let account: Awaited<ReturnType<typeof makeAccount>>;
let admin: TestUser;
let agent: TestUser;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  account = await makeAccount(desk);
  admin = await makeUser(desk, account, 'administrator');
  agent = await makeUser(desk, account, 'agent', 'Bob');
});
afterAll(() => desk?.close());

const list = ({ token }: { token: string }) =>
  ask(desk, 'GET', `/api/v1/accounts/${account.account.id}/inboxes`, { token });
const namesOf = (answer: Awaited<ReturnType<typeof list>>) =>
  answer.body.payload.map((inbox: { name: string }) => inbox.name);

it('an administrator lists all inboxes, by name without regard to case', async () => {
  for (const name of ['beta', 'Alpha', 'Gamma']) await makeInbox(account, { name });
  expect(namesOf(await list(admin))).toEqual(['Alpha', 'beta', 'Gamma']);
});

it('an agent lists the inboxes that they are a member of, and no others', async () => {
  await makeInbox(account, { name: 'Mine', members: [agent] });
  await makeInbox(account, { name: 'Not mine', members: [admin] });
  expect(namesOf(await list(agent))).toEqual(['Mine']);
});

it('an agent without inboxes gets an empty list', async () => {
  await makeInbox(account);
  expect((await list(agent)).body).toEqual({ payload: [] });
});

it('inboxes of other accounts are not listed', async () => {
  await makeInbox(await makeAccount(desk, 'Other'), { name: 'Theirs' });
  expect(namesOf(await list(admin))).toEqual([]);
});

it('an administrator sees the key for verifying contacts', async () => {
  await makeInbox(account, { members: [agent] });
  expect((await list(admin)).body.payload[0].hmac_token).toMatch(/^\w+$/);
});

it('an agent does not see the key for verifying contacts', async () => {
  await makeInbox(account, { members: [agent] });
  expect((await list(agent)).body.payload[0]).not.toHaveProperty('hmac_token');
});

it('an agent sees the same of an inbox as an administrator, but for the key', async () => {
  await makeInbox(account, {
    members: [agent],
    channel: { type: 'web_widget', website_url: 'https://a.example' },
  });
  const [{ hmac_token, ...seen }] = (await list(admin)).body.payload;
  expect((await list(agent)).body.payload).toEqual([seen]);
});

it('a bot cannot list inboxes', async () => {
  const bot = await makeBot(account, 'account');
  expect((await list(bot)).body).toEqual({ error: 'Access to this endpoint is not authorized for bots' });
});

it('a stranger cannot list inboxes', async () => {
  const stranger = await makeUser(desk, await makeAccount(desk, 'Other'), 'administrator', 'Eve');
  expect((await list(stranger)).status).toBe(401);
});
