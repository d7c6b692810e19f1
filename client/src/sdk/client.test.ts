import { operations } from '@porchlight/contract/operations';
import { expect, expectTypeOf, it } from 'vitest';
import { type ClientOptions, createClient } from './client.ts';

/** A client of a desk that answers `{}` to everything, and what it was asked. */
function listen(options: Partial<ClientOptions> = {}) {
  const asked: { url: string; init: RequestInit }[] = [];
  const answerAll: typeof fetch = async (url, init = {}) => {
    asked.push({ url: String(url), init });
    return Response.json({});
  };
  const client = createClient({ base_url: 'https://desk.example.com', fetch: answerAll, ...options });
  return { client, asked };
}

it('there is a method for every operation', () => {
  const { client } = listen();
  const names = (tree: object) =>
    Object.entries(tree).map(([resource, named]) => `${resource}: ${Object.keys(named).join(' ')}`);
  expect(names(client)).toEqual(names(operations));
});

it('parameters of the path go there, and the rest of a GET into the query', async () => {
  const { client, asked } = listen();
  await client.conversations.list({ account_id: 1, labels: ['a b', 'c'], page: 2 });
  const query = 'labels%5B%5D=a+b&labels%5B%5D=c&page=2';
  expect(asked[0]?.url).toBe(`https://desk.example.com/api/v1/accounts/1/conversations?${query}`);
  expect(asked[0]?.init).toMatchObject({ method: 'GET' });
  expect(asked[0]?.init.body).toBeUndefined();
});

it('the rest of a POST goes into a body of JSON', async () => {
  const { client, asked } = listen();
  await client.contacts.create({ account_id: 1, name: 'Rui' });
  expect(asked[0]?.init).toMatchObject({ method: 'POST', body: '{"name":"Rui"}' });
  expect(new Headers(asked[0]?.init.headers).get('content-type')).toBe('application/json');
});

it('what an operation takes in its query goes there, and the rest into the body', async () => {
  const { client, asked } = listen();
  await client.widgetMessages.create({ website_token: 'w', conversation_id: 3, content: 'Hi' });
  const query = 'website_token=w&conversation_id=3';
  expect(asked[0]?.url).toBe(`https://desk.example.com/api/v1/widget/messages?${query}`);
  expect(asked[0]?.init).toMatchObject({ method: 'POST', body: '{"content":"Hi"}' });
});

it('a DELETE that takes a body keeps its secrets out of the address', async () => {
  const { client, asked } = listen();
  await client.mfa.disable({ password: 'secret', otp_code: '123456' });
  expect(asked[0]?.url).toBe('https://desk.example.com/api/v1/profile/mfa');
  expect(asked[0]?.init.body).toBe('{"password":"secret","otp_code":"123456"}');
});

it('files go in a form beside the other fields', async () => {
  const { client, asked } = listen();
  await client.messages.create({
    account_id: 1,
    conversation_id: 2,
    content: 'See this',
    content_attributes: { items: [{ title: 'A' }, { title: 'B' }] },
    attachments: [new File(['hello'], 'hello.txt')],
  });
  const body = asked[0]?.init.body as FormData;
  expect([...body.keys()]).toEqual([
    'content',
    'content_attributes[items][0][title]',
    'content_attributes[items][1][title]',
    'attachments[]',
  ]);
  expect((body.get('attachments[]') as File).name).toBe('hello.txt');
  expect(new Headers(asked[0]?.init.headers).has('content-type')).toBe(false);
});

it('the access token goes as api_access_token, a session as its three headers', async () => {
  const program = listen({ access_token: 'token' });
  await program.client.profile.show({});
  expect(program.asked[0]?.init.headers).toEqual({ api_access_token: 'token' });
  const session = { 'access-token': 'a', client: 'c', uid: 'u' };
  const page = listen({ session });
  await page.client.profile.show({});
  expect(page.asked[0]?.init.headers).toEqual(session);
});

it('a call may carry headers and a signal of its own', async () => {
  const { client, asked } = listen();
  const { signal } = new AbortController();
  await client.contacts.create({ account_id: 1 }, { signal, headers: { 'idempotency-key': 'k' } });
  expect(asked[0]?.init.signal).toBe(signal);
  expect(asked[0]?.init.headers).toMatchObject({ 'idempotency-key': 'k' });
});

it('a slash at the end of the address of the desk does no harm', async () => {
  const { client, asked } = listen({ base_url: 'https://desk.example.com/' });
  await client.profile.show({});
  expect(asked[0]?.url).toBe('https://desk.example.com/api/v1/profile');
});

it('an argument of the path that is not given is named before anything is sent', async () => {
  const { client, asked } = listen();
  await expect(client.conversations.show({ account_id: 1 } as never)).rejects.toThrow('id is needed');
  expect(asked).toEqual([]);
});

it('arguments and answers have the types of the operation', () => {
  const { client } = listen();
  type Arguments = Parameters<typeof client.messages.create>[0];
  expectTypeOf<(Blob | string)[]>().toExtend<NonNullable<Arguments['attachments']>>();
  expectTypeOf<Arguments>().toHaveProperty('conversation_id');
  expectTypeOf<Awaited<ReturnType<typeof client.inboxes.create>>['id']>().toEqualTypeOf<number>();
  // @ts-expect-error a conversation is shown by its id.
  expectTypeOf(client.conversations.show).toBeCallableWith({ account_id: 1 });
});
