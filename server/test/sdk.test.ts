import { ApiError, type Client, createClient, type Session } from '@porchlight/client/sdk';
import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest';
import {
  makeAccount,
  makeInbox,
  makeUser,
  openTestDesk,
  PASSWORD,
  type TestDesk,
  type TestUser,
} from './harness.ts';

let desk: TestDesk;
let base_url: string;
let account_id: number;
let ana: TestUser;
let client: Client;
let inbox_id: number;

beforeAll(async () => {
  desk = await openTestDesk();
  base_url = await desk.app.listen({ port: 0, host: '127.0.0.1' });
  const account = await makeAccount(desk);
  account_id = account.account.id;
  ana = await makeUser(desk, account, 'administrator');
  inbox_id = (await makeInbox(account)).id;
  client = createClient({ base_url, access_token: ana.token });
});
afterAll(() => desk.close());

test('a conversation is held from the contact to its end', async () => {
  const { payload } = await client.contacts.create({ account_id, name: 'John', email: 'john@example.com' });
  const contact_id = payload.contact.id;
  const conversation = await client.conversations.create({ account_id, inbox_id, contact_id });
  expectTypeOf(conversation.status).toEqualTypeOf<'open' | 'resolved' | 'pending' | 'snoozed'>();
  const conversation_id = conversation.id;
  const sent = await client.messages.create({ account_id, conversation_id, content: 'Hello', echo_id: 'e1' });
  expect(sent).toMatchObject({ content: 'Hello', message_type: 1, echo_id: 'e1' });
  const assigned = await client.conversations.assign({ account_id, conversation_id, assignee_id: ana.id });
  expect(assigned).toMatchObject({ id: ana.id });
  await client.conversations.toggleStatus({ account_id, id: conversation_id, status: 'resolved' });
  expect((await client.conversations.show({ account_id, id: conversation_id })).status).toBe('resolved');
  const listed = await client.conversations.list({ account_id, status: 'resolved', labels: [] });
  expect(listed.data.payload.map(({ id }) => id)).toEqual([conversation_id]);
  expect((await client.messages.list({ account_id, conversation_id })).payload[0]?.content).toBe('Hello');
});

test('a query finds what it names', async () => {
  await client.contacts.create({ account_id, name: 'Ann & Bo', email: 'a+b@example.com' });
  const { payload } = await client.contacts.search({ account_id, q: 'a+b@example.com' });
  expect(payload.map(({ name }) => name)).toEqual(['Ann & Bo']);
});

test('a refusal is thrown with the sentence of the desk, its fields and the request id', async () => {
  const refused = await client.contacts
    .create({ account_id, email: 'nonsense' })
    .catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ApiError);
  expect(refused).toMatchObject({ status: 422, attributes: ['email'] });
  expect((refused as ApiError).message).toContain('name@example.com');
  expect((refused as ApiError).request_id).toMatch(/^[\w-]{36}$/);
});

test('a session from signing in proves who asks', async () => {
  const session: Session = { 'access-token': '', client: '', uid: '' };
  const onHeaders = (headers: Headers) => {
    for (const name of ['access-token', 'client', 'uid'] as const) session[name] = headers.get(name) ?? '';
  };
  await createClient({ base_url }).auth.signIn({ email: ana.email, password: PASSWORD }, { onHeaders });
  const signedIn = createClient({ base_url, session });
  expect((await signedIn.profile.show({})).email).toBe(ana.email);
});

test('a file is sent and comes back as an attachment', async () => {
  const { payload } = await client.contacts.create({ account_id, name: 'Zoe' });
  const contact_id = payload.contact.id;
  const { id } = await client.conversations.create({ account_id, inbox_id, contact_id });
  const attachments = [new File(['hello'], 'hello.txt', { type: 'text/plain' })];
  const sent = await client.messages.create({ account_id, conversation_id: id, private: true, attachments });
  expect(sent).toMatchObject({ private: true, attachments: [{ file_size: 5 }] });
});

test('the same key of idempotency gives the same answer', async () => {
  const options = { headers: { 'idempotency-key': 'contact-1' } };
  const [first, second] = [
    await client.contacts.create({ account_id, name: 'Ida' }, options),
    await client.contacts.create({ account_id, name: 'Ida' }, options),
  ];
  expect(second).toEqual(first);
});
