import { describe, expect, it } from 'vitest';
import { findManifestByWireType, isChannelKind, manifests } from '../manifests.ts';
import { adapter } from './adapter.ts';
import { manifest } from './manifest.ts';

const parse = (settings: object) => manifest.settings.safeParse(settings);
const faultOf = (settings: object) => parse(settings).error?.issues.map((issue) => issue.message);

it('an API inbox needs no settings', () => {
  expect(parse({}).data).toEqual({ webhook_url: null, hmac_mandatory: false, additional_attributes: {} });
});

it('a setting that nobody knows is dropped, and what connecting makes cannot be set', () => {
  expect(parse({ inbox_identifier: 'mine', hmac_token: 'mine' }).data).not.toHaveProperty('inbox_identifier');
});

describe('the webhook address', () => {
  it.each([
    'https://shop.example.com/hook',
    'http://10.0.0.5:8080/hook?a=1',
    '',
    null,
    `https://a.example/${'x'.repeat(2030)}`,
  ])('may be %s', (webhook_url) => {
    expect(parse({ webhook_url }).data?.webhook_url).toBe(webhook_url);
  });

  it.each([
    'ftp://a.example',
    'javascript:alert(1)',
    'a.example',
    'http://',
    'https:',
    'file:///etc/passwd',
    'x',
  ])('cannot be %s', (webhook_url) => {
    expect(faultOf({ webhook_url })).toEqual(['must be an http or https address']);
  });

  it('cannot be longer than 2048 characters', () => {
    expect(faultOf({ webhook_url: `https://a.example/${'x'.repeat(2031)}` })).toEqual([
      'must be at most 2048 characters',
    ]);
  });
});

describe('whether contacts must be verified', () => {
  it.each([
    [true, true],
    ['true', true],
    ['1', true],
    [false, false],
    ['false', false],
    ['0', false],
    ['', false],
  ])('%j is %j', (hmac_mandatory, value) => {
    expect(parse({ hmac_mandatory }).data?.hmac_mandatory).toBe(value);
  });

  it.each(['perhaps', 2, [], {}])('cannot be %j', (hmac_mandatory) => {
    expect(faultOf({ hmac_mandatory })).toEqual(['must be true or false']);
  });
});

describe('the time that agents have to reply', () => {
  const windowOf = (hours: unknown) => ({ additional_attributes: { agent_reply_time_window: hours } });

  it.each([
    [24, 24],
    ['24', 24],
    ['0.5', 0.5],
  ])('may be %j hours', (hours, value) => {
    expect(parse(windowOf(hours)).data).toMatchObject(windowOf(value));
  });

  it.each([0, -1, '0'])('cannot be %j hours', (hours) => {
    expect(parse(windowOf(hours)).success).toBe(false);
  });

  it.each(['soon', null, [], '1e9', Number.POSITIVE_INFINITY])('must be a number: not %j', (hours) => {
    expect(faultOf(windowOf(hours))).toEqual(['must be a number of hours']);
  });
});

it('other additional attributes are kept as they are', () => {
  const additional_attributes = { color: { of: ['the', 'shop'] } };
  expect(parse({ additional_attributes }).data?.additional_attributes).toEqual(additional_attributes);
});

it('connecting makes an identifier, a key, a secret and the name under which the inbox is found', async () => {
  let count = 0;
  const io = { randomToken: () => `token ${++count}` };
  expect(await adapter.connect(io, { webhook_url: null })).toEqual({
    settings: { webhook_url: null, inbox_identifier: 'token 1' },
    secrets: { hmac_token: 'token 2', secret: 'token 3token 4' },
    lookup_key: 'token 1',
  });
});

it('connecting makes the secrets that the manifest names, and no others', async () => {
  const { secrets } = await adapter.connect({ randomToken: () => 'token' }, {});
  expect(Object.keys(secrets)).toEqual(manifest.secrets);
});

it('connecting keeps no secret among the settings', async () => {
  let count = 0;
  const { settings, secrets } = await adapter.connect({ randomToken: () => `token ${++count}` }, {});
  for (const secret of Object.values(secrets)) expect(JSON.stringify(settings)).not.toContain(secret);
});

it('the manifest is found by the type on the wire', () => {
  expect(findManifestByWireType('api')).toBe(manifests.api);
});

it.each(['', 'Api', 'web-widget', 'constructor', '__proto__', 'undefined'])(
  'no manifest is found for "%s"',
  (type) => {
    expect(findManifestByWireType(type)).toBeUndefined();
  },
);

it.each(['constructor', 'toString', '__proto__', ''])('"%s" is no kind of channel', (kind) => {
  expect(isChannelKind(kind)).toBe(false);
});
