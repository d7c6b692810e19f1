import { contact as shape } from '@porchlight/contract/contacts';
import { eq } from 'drizzle-orm';
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
import { createContact } from './contact.ts';
import { contacts } from './table.ts';

let desk: TestDesk;
let account: Awaited<ReturnType<typeof makeAccount>>;
let agent: TestUser;
let id: number;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  account = await makeAccount(desk);
  agent = await makeUser(desk, account, 'agent');
  const inbox = await makeInbox(account);
  const { contact } = await createContact(account, {
    name: 'Rui',
    inbox_id: inbox.id,
    source_id: 'customer-1',
  });
  id = contact.id;
});
afterAll(() => desk?.close());

const show = (of: number | string, token = agent.token) =>
  ask(desk, 'GET', `/api/v1/accounts/${account.account.id}/contacts/${of}`, { token });

const NOT_FOUND = [404, { error: 'Resource could not be found' }];

it('a contact is shown with every key of the contract', async () => {
  const { status, body } = await show(id);
  expect(status).toBe(200);
  expect(shape.strict().safeParse(body.payload).error).toBeUndefined();
});

it('a contact with only a name is shown, although lists hide it', async () => {
  expect((await show(id)).body.payload.name).toBe('Rui');
});

it('an agent sees a contact of an inbox that they are no member of', async () => {
  expect((await show(id)).body.payload.contact_inboxes).toMatchObject([{ source_id: 'customer-1' }]);
});

it('the links are left out when they are not wanted', async () => {
  expect((await show(`${id}?include_contact_inboxes=false`)).body.payload).not.toHaveProperty(
    'contact_inboxes',
  );
});

it('the last activity is shown in whole seconds', async () => {
  await account.queries
    .update(contacts)
    .set({ last_activity_at: new Date(1_767_300_000_999) })
    .where(eq(contacts.id, id));
  expect((await show(id)).body.payload.last_activity_at).toBe(1_767_300_000);
});

it('the suffix .json changes nothing', async () => {
  expect((await show(`${id}.json`)).body).toEqual((await show(id)).body);
});

it('a contact of another account is not found', async () => {
  const { contact } = await createContact(await makeAccount(desk, 'Other'), { name: 'Theirs' });
  const { status, body } = await show(contact.id);
  expect([status, body]).toEqual(NOT_FOUND);
});

it.each(['0', '-1', '999999999', 'abc', '1e3', '01', '9223372036854775808', '1%00', '%F0%9F%98%80'])(
  'a contact %s is not found',
  async (unknown) => {
    const { status, body } = await show(unknown);
    expect([status, body]).toEqual(NOT_FOUND);
  },
);

it('a bot cannot see contacts', async () => {
  const bot = await makeBot(account, 'account');
  expect((await show(id, bot.token)).status).toBe(401);
});

it('a stranger cannot see contacts', async () => {
  const stranger = await makeUser(desk, await makeAccount(desk, 'Other'), 'administrator', 'Eve');
  expect((await show(id, stranger.token)).status).toBe(401);
});
