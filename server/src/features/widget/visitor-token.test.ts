import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeShop, type Shop } from '../../../test/factories.ts';
import { makeAccount, openTestDesk, signIn, type TestDesk } from '../../../test/harness.ts';
import { askWidget, makeWebsite, readVisitor, type Visitor, visit } from '../../../test/visitors.ts';
import { deriveKey } from '../../platform/crypto/derived-key.ts';
import type { InboxRow } from '../inboxes/table.ts';
import { signBlobId, signTarget } from '../uploads/blob-id.ts';

let desk: TestDesk;
let shop: Shop;
let website: InboxRow;
let visitor: Visitor;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
  website = await makeWebsite(shop.account, { members: [shop.agent] });
  visitor = await visit(desk, website);
});
afterAll(() => desk?.close());

const SECRET_KEY = 'a secret key for tests, of no use elsewhere';
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part: string | undefined) => JSON.parse(Buffer.from(part ?? '', 'base64url').toString());

interface Parts {
  header: string;
  payload: string;
  signature: string;
  claims: Record<string, unknown>;
}

function partsOf(token: string): Parts {
  const [header = '', payload = '', signature = ''] = token.split('.');
  return { header, payload, signature, claims: decode(payload) };
}

const hs = (key: string | Buffer, text: string, hash = 'sha256') =>
  createHmac(hash, key).update(text).digest('base64url');
const AUDIENCE = 'website visitor';
const ownKey = () => deriveKey(SECRET_KEY, `jwt ${AUDIENCE}`);

/** Signed as the desk would, with another header or other claims. */
function resigned(header: object, claims: object, key: string | Buffer = ownKey(), hash = 'sha256') {
  const text = `${encode(header)}.${encode(claims)}`;
  return `${text}.${hs(key, text, hash)}`;
}

const HS256 = { alg: 'HS256', typ: 'JWT' };
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();

function signedByRsa(claims: object) {
  const text = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
}

const standard = (text: string) => text.replaceAll('-', '+').replaceAll('_', '/');
const flip = (text: string, at: number) =>
  `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;

/** What may be tried with a token that one has. */
const MUTATIONS: Record<string, (parts: Parts) => string> = {
  'no algorithm, no signature': ({ claims }) => `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.`,
  'no algorithm, the old signature': ({ payload, signature }) =>
    `${encode({ alg: 'none' })}.${payload}.${signature}`,
  'no algorithm, signed all the same': ({ claims }) => resigned({ alg: 'none', typ: 'JWT' }, claims),
  'None in another case': ({ claims }) => `${encode({ alg: 'nOnE', typ: 'JWT' })}.${encode(claims)}.`,
  'the algorithm is left out': ({ claims }) => resigned({ typ: 'JWT' }, claims),
  'the algorithm is null': ({ claims }) => resigned({ alg: null, typ: 'JWT' }, claims),
  'the algorithm is a list': ({ claims }) => resigned({ alg: ['HS256'], typ: 'JWT' }, claims),
  HS384: ({ claims }) => resigned({ alg: 'HS384', typ: 'JWT' }, claims, ownKey(), 'sha384'),
  HS512: ({ claims }) => resigned({ alg: 'HS512', typ: 'JWT' }, claims, ownKey(), 'sha512'),
  'RS256 by a key of one’s own': ({ claims }) => signedByRsa(claims),
  'HS256 under a public key': ({ claims }) => resigned(HS256, claims, pem),
  'RS256 said, HS256 under a public key': ({ claims }) => resigned({ alg: 'RS256', typ: 'JWT' }, claims, pem),
  'ES256 said': ({ claims }) => resigned({ alg: 'ES256', typ: 'JWT' }, claims),
  'an empty key': ({ claims }) => resigned(HS256, claims, ''),
  'the bare secret as key': ({ claims }) => resigned(HS256, claims, SECRET_KEY),
  'the key of other tokens': ({ claims }) => resigned(HS256, claims, deriveKey(SECRET_KEY, 'signed tokens')),
  'the key of the seal': ({ claims }) => resigned(HS256, claims, deriveKey(SECRET_KEY, 'seal')),
  'the key of another audience': ({ claims }) => resigned(HS256, claims, deriveKey(SECRET_KEY, 'jwt other')),
  'a key id that leads to a file': ({ claims }) =>
    resigned({ ...HS256, kid: '../../../dev/null' }, claims, ''),
  'a key id that is SQL': ({ claims }) => resigned({ ...HS256, kid: "' union select 'k" }, claims, 'k'),
  'a key in the header': ({ claims }) =>
    resigned({ ...HS256, jwk: { kty: 'oct', k: 'a2V5' } }, claims, 'key'),
  'an address of keys in the header': ({ claims }) =>
    resigned({ ...HS256, jku: 'https://e.example/k' }, claims, 'k'),
  'a critical extension': ({ claims }) => resigned({ ...HS256, crit: ['b64'], b64: false }, claims),
  'the header in another order': ({ claims }) => resigned({ typ: 'JWT', alg: 'HS256' }, claims),
  'no signature': ({ header, payload }) => `${header}.${payload}.`,
  'two parts': ({ header, payload }) => `${header}.${payload}`,
  'four parts': ({ header, payload, signature }) => `${header}.${payload}.${signature}.${signature}`,
  'five parts': ({ header, payload, signature }) => `${header}.${payload}.${signature}.a.b`,
  'half the signature': ({ header, payload, signature }) => `${header}.${payload}.${signature.slice(0, 20)}`,
  'the signature’s first letter': ({ header, payload, signature }) =>
    `${header}.${payload}.${flip(signature, 0)}`,
  'spare bits of the signature’s last letter': ({ header, payload, signature }) => {
    const last = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const at = last.indexOf(signature.at(-1) ?? '');
    return `${header}.${payload}.${signature.slice(0, -1)}${last[at ^ 1]}`;
  },
  'the signature padded': ({ header, payload, signature }) => `${header}.${payload}.${signature}=`,
  'the other base64': ({ header, payload, signature }) => `${header}.${payload}.${standard(signature)} `,
  'hexadecimal signature': ({ header, payload, signature }) =>
    `${header}.${payload}.${Buffer.from(signature, 'base64url').toString('hex')}`,
  'the payload padded': ({ header, payload, signature }) => `${header}.${payload}=.${signature}`,
  'a letter of the payload': ({ header, payload, signature }) => `${header}.${flip(payload, 5)}.${signature}`,
  'another address, the old signature': ({ header, claims, signature }) =>
    `${header}.${encode({ ...claims, source_id: 'other' })}.${signature}`,
  'a longer life, the old signature': ({ header, claims, signature }) =>
    `${header}.${encode({ ...claims, exp: Number(claims.exp) + 1e6 })}.${signature}`,
  'no end': ({ claims: { exp, ...claims } }) => resigned(HS256, claims),
  'an end that is text': ({ claims }) => resigned(HS256, { ...claims, exp: String(claims.exp) }),
  'an end in the past': ({ claims }) => resigned(HS256, { ...claims, exp: 1 }),
  'another audience': ({ claims }) => resigned(HS256, { ...claims, aud: 'other' }),
  'a list of audiences': ({ claims }) => resigned(HS256, { ...claims, aud: [AUDIENCE] }),
  'another inbox': ({ claims }) => resigned(HS256, { ...claims, inbox_id: Number(claims.inbox_id) + 1 }),
  'the inbox as text': ({ claims }) => resigned(HS256, { ...claims, inbox_id: String(claims.inbox_id) }),
  'another account': ({ claims }) =>
    resigned(HS256, { ...claims, account_id: Number(claims.account_id) + 1 }),
  'no address': ({ claims: { source_id, ...claims } }) => resigned(HS256, claims),
  'an address that is an object': ({ claims }) => resigned(HS256, { ...claims, source_id: { $ne: null } }),
  'an address with NUL': ({ claims }) => resigned(HS256, { ...claims, source_id: 'a\0b' }),
  'an address of nobody': ({ claims }) => resigned(HS256, { ...claims, source_id: 'nobody' }),
  'Bearer before it': ({ header, payload, signature }) => `Bearer ${header}.${payload}.${signature}`,
  'quotes around it': ({ header, payload, signature }) => `"${header}.${payload}.${signature}"`,
  nothing: () => '',
  'three dots': () => '...',
  'very long': ({ header, payload }) => `${header}.${payload}.${'a'.repeat(7000)}`,
};

const read = (token: string) => askWidget(desk, website, token)('GET', '/contact');

it('a token is a JWT that says where its visitor is and how long it holds', async () => {
  const { header, claims } = partsOf(visitor.token);
  const { link } = await readVisitor(shop.account, visitor);
  const now = Math.floor(desk.clock.now().getTime() / 1000);
  expect(decode(header)).toEqual(HS256);
  expect(claims).toMatchObject({ source_id: link.source_id, inbox_id: website.id, iat: now });
  expect(claims.exp).toBe(now + 180 * 86_400);
  expect((await read(visitor.token)).status).toBe(200);
});

describe('a token that was tampered with is none', () => {
  it('there are forty ways at least', () => {
    expect(Object.keys(MUTATIONS).length).toBeGreaterThanOrEqual(40);
  });

  it('the test signs as the desk does, so that what is refused is refused for its change', async () => {
    expect((await read(resigned(HS256, partsOf(visitor.token).claims))).status).toBe(200);
  });

  it.each(Object.entries(MUTATIONS))('%s', async (_, mutate) => {
    const token = mutate(partsOf(visitor.token));
    expect(await read(token)).toMatchObject({ status: 404, body: { error: 'Resource could not be found' } });
    const { body } = await askWidget(desk, website, token)('POST', '/config');
    expect(body.contact.id).not.toBe(visitor.contact_id);
    const launcher = await askWidget(desk, website, token)('GET', '/launcher');
    expect([launcher.status, launcher.body.visitor]).toEqual([200, undefined]);
  });
});

describe('tokens of other kinds are none', () => {
  beforeEach(() => desk.clock.advance(3_600_000));

  const others: Record<string, () => Promise<string> | string> = {
    'an access token': () => shop.administrator.token,
    'a session': async () => (await signIn(desk, shop.administrator))['access-token'],
    'the socket’s token': () => visitor.pubsub_token,
    'the website’s token': () => String(website.settings.website_token),
    'the source id itself': async () => (await readVisitor(shop.account, visitor)).link.source_id,
    'a blob id': () => signBlobId(shop.account, { account_id: shop.account.account.id, id: 1 }),
    'a target of uploads': () => signTarget(shop.account, { account_id: shop.account.account.id, id: 1 }),
    'a signed claim of the same content': async () => {
      const { link } = await readVisitor(shop.account, visitor);
      const claim = { source_id: link.source_id, inbox_id: website.id, account_id: link.account_id };
      return desk.services.signer.sign(AUDIENCE, claim, 3600);
    },
    'a JWT for others': () => desk.services.signer.signJwt('elsewhere', partsOf(visitor.token).claims, 3600),
    'a token of another installation': async () => {
      const { claims } = partsOf(visitor.token);
      return resigned(HS256, claims, deriveKey('another secret key for tests, no use', `jwt ${AUDIENCE}`));
    },
  };

  it.each(Object.entries(others))('%s', async (_, make) => {
    expect((await read(await make())).status).toBe(404);
  });

  it('that of another website of the account', async () => {
    const other = await makeWebsite(shop.account);
    const stranger = await visit(desk, other);
    expect((await read(stranger.token)).status).toBe(404);
    expect((await askWidget(desk, other, visitor.token)('GET', '/contact')).status).toBe(404);
  });

  it('that of a website of another account', async () => {
    const stranger = await visit(desk, await makeWebsite(await makeAccount(desk)));
    expect((await read(stranger.token)).status).toBe(404);
  });

  it('a visitor’s token opens nothing of agents', async () => {
    const { status } = await shop.ask({ token: visitor.token }, 'GET', '/conversations');
    expect(status).toBe(401);
  });
});

it('a token ends after 180 days, and each visit gives a fresh one', async () => {
  const guest = await visit(desk, website);
  desk.clock.advance(179 * 86_400_000);
  const { body } = await guest.ask('POST', '/config');
  expect(body.contact.id).toBe(guest.contact_id);
  desk.clock.advance(2 * 86_400_000);
  expect((await read(guest.token)).status).toBe(404);
  expect((await read(body.website_channel_config.auth_token)).status).toBe(200);
});
