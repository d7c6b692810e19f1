import { describe, expect, it } from 'vitest';
import { findManifestByWireType, manifests } from '../manifests.ts';
import { adapter } from './adapter.ts';
import { manifest } from './manifest.ts';

const website_url = 'https://shop.example.com';
const parse = (settings: object) => manifest.settings.safeParse({ website_url, ...settings });
const faultsOf = (settings: object) => parse(settings).error?.issues.map((issue) => issue.message);

it('a website inbox needs its address and nothing else', () => {
  expect(parse({}).data).toMatchObject({
    website_url,
    widget_color: '#1f93ff',
    welcome_title: null,
    welcome_tagline: null,
    reply_time: 'in_a_few_minutes',
    pre_chat_form_enabled: false,
    continuity_via_email: true,
    hmac_mandatory: false,
    allowed_domains: null,
    selected_feature_flags: ['attachments', 'emoji_picker', 'end_conversation'],
  });
});

it('a website inbox without an address is refused', () => {
  expect(manifest.settings.safeParse({}).error?.issues.map((issue) => issue.path)).toEqual([['website_url']]);
});

it('a blank address is refused', () => {
  expect(faultsOf({ website_url: '' })).toEqual(["can't be blank"]);
});

it('the form before the chat asks for e-mail, name and phone, all off', () => {
  const fields = parse({}).data?.pre_chat_form_options.pre_chat_fields;
  expect(fields?.map(({ name, enabled, required }) => [name, enabled, required])).toEqual([
    ['emailAddress', false, false],
    ['fullName', false, false],
    ['phoneNumber', false, false],
  ]);
});

it('one inbox cannot change what the next one gets by default', () => {
  const first = parse({}).data;
  first?.selected_feature_flags.push('use_inbox_avatar_for_bot');
  const [question] = first?.pre_chat_form_options.pre_chat_fields ?? [];
  if (question) question.enabled = true;
  expect(parse({}).data?.selected_feature_flags).toHaveLength(3);
  expect(parse({}).data?.pre_chat_form_options.pre_chat_fields?.[0]).toMatchObject({ enabled: false });
});

it.each(['#1f93ff', '#FFF', '#000000'])('the colour may be %s', (widget_color) => {
  expect(parse({ widget_color }).success).toBe(true);
});

it.each(['blue', '#12', '1f93ff', '#1f93ff;', '#ggg', '', 5, null])(
  'the colour cannot be %j',
  (widget_color) => {
    expect(faultsOf({ widget_color })).toEqual(['must be a colour such as #1f93ff']);
  },
);

it.each(['in_a_few_minutes', 'in_a_few_hours', 'in_a_day'])('the reply time may be %s', (reply_time) => {
  expect(parse({ reply_time }).data?.reply_time).toBe(reply_time);
});

it('the reply time cannot be anything else', () => {
  expect(faultsOf({ reply_time: 'soon' })).toEqual(['must be in_a_few_minutes, in_a_few_hours or in_a_day']);
});

describe.each(['pre_chat_form_enabled', 'continuity_via_email', 'hmac_mandatory'] as const)('%s', (name) => {
  it.each([
    [true, true],
    ['true', true],
    ['false', false],
    ['0', false],
  ])('%j is %j', (given, value) => {
    expect(parse({ [name]: given }).data?.[name]).toBe(value);
  });

  it('cannot be a word', () => {
    expect(faultsOf({ [name]: 'perhaps' })).toEqual(['must be true or false']);
  });
});

it('features are among those that there are', () => {
  const selected_feature_flags = ['attachments', 'use_inbox_avatar_for_bot'];
  expect(parse({ selected_feature_flags }).data).toMatchObject({ selected_feature_flags });
  expect(faultsOf({ selected_feature_flags: ['attachments', 'telepathy'] })).toHaveLength(1);
});

it('no feature may be selected', () => {
  expect(parse({ selected_feature_flags: [] }).data?.selected_feature_flags).toEqual([]);
});

it.each(['website_url', 'welcome_title', 'welcome_tagline'])('%s has at most 255 characters', (name) => {
  expect(parse({ [name]: 'x'.repeat(255) }).success).toBe(true);
  expect(faultsOf({ [name]: 'x'.repeat(256) })).toEqual(['must be at most 255 characters']);
});

it('connecting makes a website token, a key and the name under which the inbox is found', async () => {
  let count = 0;
  const io = { randomToken: () => `token ${++count}` };
  expect(await adapter.connect(io, { website_url })).toEqual({
    settings: { website_url, website_token: 'token 1' },
    secrets: { hmac_token: 'token 2' },
    lookup_key: 'token 1',
  });
});

it('connecting makes the secrets that the manifest names, and no others', async () => {
  const { secrets } = await adapter.connect({ randomToken: () => 'token' }, {});
  expect(Object.keys(secrets)).toEqual(manifest.secrets);
});

it('the manifest is found by the type on the wire', () => {
  expect(findManifestByWireType('web_widget')).toBe(manifests['web-widget']);
});
