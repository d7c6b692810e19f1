import { operations } from '@porchlight/contract/operations';
import { Validator } from '@seriousme/openapi-schema-validator';
import { OpenAPIClientAxios } from 'openapi-client-axios';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../src/main.ts';
import {
  ask,
  makeAccount,
  makeInbox,
  makeUser,
  openTestDesk,
  type TestDesk,
  type TestUser,
} from './harness.ts';

let desk: TestDesk;
let base: string;
let ana: TestUser;
let account_id: number;
let inbox_id: number;
// biome-ignore lint/suspicious/noExplicitAny: the document is what the tests look into.
let document: any;

beforeAll(async () => {
  desk = await openTestDesk();
  base = await desk.app.listen({ port: 0, host: '127.0.0.1' });
  const account = await makeAccount(desk);
  account_id = account.account.id;
  ana = await makeUser(desk, account, 'administrator');
  inbox_id = (await makeInbox(account)).id;
  document = (await ask(desk, 'GET', '/openapi.json')).body;
});
afterAll(() => desk.close());

const all = Object.values(operations).flatMap((named) => Object.values(named));

test('the document is valid OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  expect(document.openapi).toMatch(/^3\.1\./);
});

test('every operation that is served is in the document, and nothing else is', () => {
  const served = routes.flatMap(({ operation: { method, path } }) =>
    (method === 'PATCH' || method === 'PUT' ? ['patch', 'put'] : [method.toLowerCase()]).map(
      (verb) => `${verb} ${path}`,
    ),
  );
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods as object).map((method) => `${method} ${path}`),
  );
  expect(described.sort()).toEqual(served.sort());
  expect(new Set(all).size).toBe(routes.length);
});

test('every operation has a summary, its parameters, an example where it takes a body, and its refusals', () => {
  const methods = Object.entries(document.paths).flatMap(([path, entries]) =>
    // biome-ignore lint/suspicious/noExplicitAny: see above.
    Object.values(entries as object).map((entry: any) => ({ path, ...entry })),
  );
  expect(methods.length).toBeGreaterThan(15);
  for (const { path, operationId, summary, parameters, requestBody, responses } of methods) {
    expect(summary.length, operationId).toBeGreaterThan(5);
    const named = parameters
      .filter((entry: { in: string }) => entry.in === 'path')
      .map((entry: { name: string }) => entry.name);
    const braces = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(named, operationId).toEqual(braces);
    if (requestBody) expect(requestBody.content['application/json'].example, operationId).toBeDefined();
    const refused = Object.keys(responses).filter((status) => Number(status) >= 400);
    expect(refused.length, operationId).toBeGreaterThan(1);
  }
});

test('the Platform API wants the token of a platform app, and nothing else does', () => {
  const schemes = Object.entries(document.paths).flatMap(([path, entries]) =>
    // biome-ignore lint/suspicious/noExplicitAny: see above.
    Object.values(entries as object).map(({ security }: any) => [path, JSON.stringify(security)] as const),
  );
  const ofApps = schemes.filter(([, security]) => security.includes('platform_token'));
  expect(ofApps.length).toBeGreaterThan(20);
  expect(new Set(ofApps.map(([, security]) => security))).toEqual(new Set(['[{"platform_token":[]}]']));
  const ofPlatform = schemes.filter(([path]) => path.startsWith('/platform/'));
  expect(ofApps).toEqual(ofPlatform);
});

test('the ids of operations are unique', () => {
  const ids = Object.values(document.paths).flatMap((entries) =>
    Object.values(entries as Record<string, { operationId: string }>).map(({ operationId }) => operationId),
  );
  expect(new Set(ids).size).toBe(ids.length);
});

test('the reference names every operation and loads nothing from elsewhere', async () => {
  const { status, text, headers } = await ask(desk, 'GET', '/docs');
  expect(status).toBe(200);
  expect(String(headers['content-security-policy'])).toContain("default-src 'none'");
  for (const { path, summary } of all) {
    expect(text).toContain(path);
    expect(text).toContain(summary.replaceAll("'", '&#39;').replaceAll('"', '&quot;'));
  }
  expect(text).not.toMatch(/<script|<link|<img|@import|url\(/);
});

test('a client generated from the document calls ten operations', async () => {
  const api = new OpenAPIClientAxios({ definition: { ...document, servers: [{ url: base }] } });
  const client = await api.init();
  client.defaults.headers.common.api_access_token = ana.token;
  const call = async (
    name: string,
    path: object,
    { body, query }: { body?: object; query?: object } = {},
  ) => {
    const operation = client[name];
    if (!operation) throw new Error(`The generated client has no ${name}`);
    return (await operation({ account_id, ...path, ...query }, body)).data;
  };
  expect((await call('profileShow', {})).email).toBe(ana.email);
  expect(await call('agentsList', {})).toHaveLength(1);
  expect((await call('inboxesList', {})).payload).toHaveLength(1);
  const created = await call(
    'contactsCreate',
    {},
    { body: { name: 'John', email: 'john@example.com', inbox_id } },
  );
  const contact_id = created.payload.contact.id;
  expect((await call('contactsShow', { id: contact_id })).payload.name).toBe('John');
  expect((await call('contactsSearch', {}, { query: { q: 'john' } })).payload).toHaveLength(1);
  const conversation = await call('conversationsCreate', {}, { body: { inbox_id, contact_id } });
  const sent = await call(
    'messagesCreate',
    { conversation_id: conversation.id },
    { body: { content: 'Hi' } },
  );
  expect(sent.content).toBe('Hi');
  expect((await call('conversationsList', {}, { query: { status: 'open' } })).data.payload).toHaveLength(1);
  const toggled = await call(
    'conversationsToggleStatus',
    { id: conversation.id },
    { body: { status: 'resolved' } },
  );
  expect(toggled.payload.current_status).toBe('resolved');
});
