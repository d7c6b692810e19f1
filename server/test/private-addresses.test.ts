import { readdirSync, readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { manifests } from '@porchlight/channels/manifests';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { openStand } from '../src/subscribers/webhooks/fixtures/stand.ts';
import { type Basin, KEPT_ONLY, sinks } from './address-sinks.ts';
import { namedOperations } from './operations.ts';
import { makeApp } from './platform.ts';
import { PRIVATE_HOSTS } from './private-hosts.ts';

/** Sockets that were told to connect to the port of the canary, wherever it was said to be. */
const connects: unknown[] = [];
let canary: Awaited<ReturnType<Basin['stand']['receiver']>>;
let closed: Basin;
let open: Basin;
let urls: string[];
let port: string;

async function fill(environment: Record<string, string>): Promise<Basin> {
  const stand = await openStand(environment);
  return { stand, shop: await stand.shop(), app: await makeApp(stand.desk) };
}

beforeAll(async () => {
  // Nothing on a private network is open here.
  closed = await fill({});
  open = await fill({ OUTBOUND_ALLOW: '127.0.0.1' });
  canary = await closed.stand.receiver();
  port = new URL(canary.url).port;
  urls = PRIVATE_HOSTS.map((host) => `http://${host}:${port}/hook`);
  const sockets: { connect(...given: unknown[]): unknown } = Socket.prototype;
  const { connect } = sockets;
  vi.spyOn(sockets, 'connect').mockImplementation(function (this: unknown, ...given) {
    if (JSON.stringify(given).includes(port)) connects.push(given);
    return connect.apply(this, given);
  });
});
afterAll(async () => {
  vi.restoreAllMocks();
  await closed?.stand.close();
  await open?.stand.close();
});

const table = Object.entries(sinks);

it('there are enough ways of writing them, and places to write them to', () => {
  expect(new Set(PRIVATE_HOSTS).size).toBeGreaterThanOrEqual(60);
  expect(table.length).toBeGreaterThanOrEqual(6);
});

describe.each(table)('as %s', (name, { save, use }) => {
  it.runIf(save)('none of them is taken', async () => {
    const answers = (await save?.(closed, urls)) ?? [];
    expect(answers.length).toBeGreaterThanOrEqual(urls.length);
    expect([name, ...new Set(answers.map(({ status }) => status))]).toEqual([name, 422]);
  });

  it('none of them is connected to, wherever it came from', async () => {
    await use(closed, urls);
    expect(connects).toEqual([]);
    expect(canary.connections()).toBe(0);
  });

  it('one that the operator opened is', async () => {
    const receiver = await open.stand.receiver();
    await use(open, [receiver.url]);
    expect(receiver.connections()).toBeGreaterThan(0);
  });
});

const SERVER = fileURLToPath(new URL('../src', import.meta.url));

/** Files that hand an address to the client for addresses of others. */
function listSources(): string[] {
  const files = readdirSync(SERVER, { recursive: true, encoding: 'utf8' });
  return files
    .filter(
      (file) => file.endsWith('.ts') && !file.includes('test') && !file.startsWith('platform/outbound/'),
    )
    .filter((file) => /\boutbound\s*\.\s*(request|stream)\b/.test(readFileSync(`${SERVER}/${file}`, 'utf8')));
}

/** Fields of bodies and queries that may hold an address, by their names. */
function listAddressFields(): string[] {
  const ofOperations = namedOperations.flatMap(([name, { body, query }]) =>
    [body, query].flatMap((schema) =>
      schema ? namesIn(toJson(schema)).map((field) => `${name}.${field}`) : [],
    ),
  );
  const ofChannels = Object.values(manifests).flatMap(({ settings }) => namesIn(toJson(settings)));
  const ofInboxes = ['inboxes.create', 'inboxes.update'].flatMap((name) =>
    [...new Set(ofChannels)].map((field) => `${name}.channel.${field}`),
  );
  return [...ofOperations, ...ofInboxes].filter((name) => /url|uri|endpoint|host|domain/i.test(name));
}

const toJson = (schema: z.ZodType) => z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' });

type JsonSchema = Partial<ReturnType<typeof toJson>>;

/** Names of all fields, those of inner objects behind a dot. */
function namesIn(schema: JsonSchema, before = ''): string[] {
  const { properties = {}, anyOf = [], items } = schema;
  return [
    ...Object.entries(properties).flatMap(([name, inner]) => [
      `${before}${name}`,
      ...namesIn(inner as JsonSchema, `${before}${name}.`),
    ]),
    ...[...anyOf, items].flatMap((inner) =>
      typeof inner === 'object' ? namesIn(inner as JsonSchema, before) : [],
    ),
  ];
}

describe('the table above', () => {
  it('has every file of the desk that goes to addresses of others', () => {
    const known = new Set(table.map(([, { source }]) => source));
    expect(listSources().sort()).toEqual([...known].sort());
  });

  it('has every field that takes an address, or says that nobody goes there', () => {
    const known = [...table.flatMap(([, { fields }]) => fields), ...KEPT_ONLY];
    expect([...new Set(listAddressFields())].sort()).toEqual([...known].sort());
  });
});
