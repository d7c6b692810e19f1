import { inbox as shape } from '@porchlight/contract/inboxes';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ask,
  listEventNames,
  makeAccount,
  makeUser,
  openTestDesk,
  type TestDesk,
  type TestUser,
} from '../../../test/harness.ts';
import { inboxes, inboxLookups } from './table.ts';

let desk: TestDesk;
let account: Awaited<ReturnType<typeof makeAccount>>;
let admin: TestUser;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  account = await makeAccount(desk);
  admin = await makeUser(desk, account, 'administrator');
});
afterAll(() => desk?.close());

const path = () => `/api/v1/accounts/${account.account.id}/inboxes`;
const create = (body: object, token = admin.token) => ask(desk, 'POST', path(), { token, body });
const api = { type: 'api' };
const website = { type: 'web_widget', website_url: 'https://shop.example.com' };

const stored = () => account.queries.select().from(inboxes).where(eq(inboxes.account_id, account.account.id));

it('an administrator creates an inbox, answered with status 200 and every key of the contract', async () => {
  const { status, body } = await create({ name: 'Shop', channel: api });
  expect(status).toBe(200);
  expect(shape.strict().safeParse(body).error).toBeUndefined();
});

it('an agent cannot create an inbox', async () => {
  const agent = await makeUser(desk, account, 'agent', 'Bob');
  const { status, body } = await create({ name: 'Shop', channel: api }, agent.token);
  expect([status, body]).toEqual([401, { error: 'You are not authorized to do this action' }]);
  expect(await stored()).toEqual([]);
});

it('an administrator of another account cannot create an inbox', async () => {
  const stranger = await makeUser(desk, await makeAccount(desk, 'Other'), 'administrator', 'Eve');
  expect((await create({ name: 'Shop', channel: api }, stranger.token)).status).toBe(401);
});

it('an API inbox looks as in the contract', async () => {
  const webhook_url = 'https://shop.example.com/hook';
  const { body } = await create({ name: 'Shop API', channel: { ...api, webhook_url } });
  const { id, channel_id, hmac_token, secret, inbox_identifier, working_hours, ...rest } = body;
  expect([hmac_token, secret]).toEqual([
    expect.stringMatching(/^\w{24}$/),
    expect.stringMatching(/^\w{48}$/),
  ]);
  expect(rest).toEqual({
    avatar_url: '',
    name: 'Shop API',
    channel_type: 'Channel::Api',
    greeting_enabled: false,
    greeting_message: null,
    working_hours_enabled: false,
    enable_email_collect: true,
    csat_survey_enabled: false,
    csat_config: {},
    enable_auto_assignment: true,
    auto_assignment_config: {},
    out_of_office_message: null,
    timezone: 'UTC',
    callback_webhook_url: null,
    allow_messages_after_resolved: true,
    lock_to_single_conversation: false,
    sender_name_type: 'friendly',
    business_name: null,
    allowed_domains: null,
    widget_color: null,
    website_url: null,
    hmac_mandatory: false,
    welcome_title: null,
    welcome_tagline: null,
    web_widget_script: null,
    website_token: null,
    selected_feature_flags: null,
    reply_time: null,
    messaging_service_sid: null,
    phone_number: null,
    provider: null,
    webhook_url,
    additional_attributes: {},
  });
});

it('an API inbox gets an identifier and a key that nobody else has', async () => {
  const [one, other] = [await create({ name: 'A', channel: api }), await create({ name: 'B', channel: api })];
  for (const { body } of [one, other]) {
    expect(body.inbox_identifier).toMatch(/^\w{20,}$/);
    expect(body.hmac_token).toMatch(/^\w{20,}$/);
  }
  expect(one.body.inbox_identifier).not.toBe(other.body.inbox_identifier);
  expect(one.body.hmac_token).not.toBe(other.body.hmac_token);
});

it('the identifier leads requests without an account to the inbox', async () => {
  const { body } = await create({ name: 'Shop', channel: api });
  const [found] = await account.queries
    .select()
    .from(inboxLookups)
    .where(eq(inboxLookups.lookup_key, body.inbox_identifier));
  expect(found).toMatchObject({ channel_kind: 'api', account_id: account.account.id, inbox_id: body.id });
});

it('a website inbox shows its token, its snippet and what the widget does by default', async () => {
  const { body } = await create({ name: 'Site', channel: website });
  expect(body).toMatchObject({
    channel_type: 'Channel::WebWidget',
    website_url: 'https://shop.example.com',
    widget_color: '#1f93ff',
    reply_time: 'in_a_few_minutes',
    selected_feature_flags: ['attachments', 'emoji_picker', 'end_conversation'],
    hmac_mandatory: false,
    pre_chat_form_enabled: false,
    continuity_via_email: true,
  });
  expect(body.web_widget_script).toContain(body.website_token);
  expect(body.web_widget_script).toContain('https://desk.example.com');
  const fields = body.pre_chat_form_options.pre_chat_fields;
  expect(fields.map((field: { name: string; enabled: boolean }) => [field.name, field.enabled])).toEqual([
    ['emailAddress', false],
    ['fullName', false],
    ['phoneNumber', false],
  ]);
});

it('the fields that are given are kept', async () => {
  const fields = {
    name: 'Shop',
    greeting_enabled: true,
    greeting_message: 'Hello!',
    enable_email_collect: false,
    csat_survey_enabled: true,
    csat_config: { display_type: 'emoji' },
    enable_auto_assignment: false,
    auto_assignment_config: { max_assignment_limit: 5 },
    working_hours_enabled: true,
    out_of_office_message: 'We are away',
    timezone: 'Europe/Lisbon',
    allow_messages_after_resolved: false,
    lock_to_single_conversation: true,
    sender_name_type: 'professional',
    business_name: 'Shop Ltd',
  };
  const { body } = await create({ ...fields, channel: api });
  expect(body).toMatchObject(fields);
});

it('an inbox in a form is an inbox in JSON, with its truth values as words', async () => {
  const form = new URLSearchParams({
    name: 'Shop',
    greeting_enabled: 'true',
    'channel[type]': 'api',
    'channel[hmac_mandatory]': 'true',
    'channel[additional_attributes][agent_reply_time_window]': '24',
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const { status, body } = await ask(desk, 'POST', path(), {
    token: admin.token,
    body: form.toString(),
    headers,
  });
  expect([status, body.greeting_enabled, body.hmac_mandatory]).toEqual([200, true, true]);
  expect(body.additional_attributes).toEqual({ agent_reply_time_window: 24 });
});

it('the word null means nothing', async () => {
  const { body } = await create({
    name: 'Shop',
    greeting_message: 'null',
    out_of_office_message: 'null',
    business_name: 'null',
    channel: api,
  });
  expect([body.greeting_message, body.out_of_office_message, body.business_name]).toEqual([null, null, null]);
});

it('a creation is heard of', async () => {
  await create({ name: 'Shop', channel: api });
  expect(await listEventNames(account)).toEqual([
    'account.created',
    'inbox.created',
    'account.cache_invalidated',
  ]);
});

it('the key for verifying contacts is sealed in the database', async () => {
  const { body } = await create({ name: 'Shop', channel: api });
  const [row] = await account.queries.select().from(inboxes).where(eq(inboxes.id, body.id));
  const kept = `${JSON.stringify(row?.settings)}${row?.sealed_secrets?.toString('latin1')}`;
  expect(kept).not.toContain(body.hmac_token);
});

it.each(['Asia/Kolkata', 'Europe/Kyiv', 'UTC', 'Etc/GMT+12', 'America/Argentina/Buenos_Aires'])(
  'the time zone %s is taken',
  async (timezone) => {
    expect((await create({ name: 'Shop', timezone, channel: api })).body.timezone).toBe(timezone);
  },
);

it.each(['Mars/Olympus', '+05:30', '', 'UTC; drop', 'Europe'])(
  'the time zone "%s" is refused',
  async (zone) => {
    const { status, body } = await create({ name: 'Shop', timezone: zone, channel: api });
    expect([status, body.attributes]).toEqual([422, ['timezone']]);
  },
);

it('a greeting has at most 20,000 characters', async () => {
  const given = { name: 'Shop', channel: api };
  expect((await create({ ...given, greeting_message: 'x'.repeat(20_000) })).status).toBe(200);
  const { status, body } = await create({ ...given, greeting_message: 'x'.repeat(20_001) });
  expect([status, body]).toEqual([
    422,
    {
      message: 'Greeting message is too long (maximum is 20000 characters)',
      attributes: ['greeting_message'],
    },
  ]);
});

describe.each<[why: string, body: object, attribute: string, sentence: string]>([
  ['no name', { channel: api }, 'name', "Name can't be blank"],
  ['a blank name', { name: '  ', channel: api }, 'name', "Name can't be blank"],
  ['the name null', { name: 'null', channel: api }, 'name', "Name can't be blank"],
  [
    'a name of more than 255 characters',
    { name: 'x'.repeat(256), channel: api },
    'name',
    'Name is too long (maximum is 255 characters)',
  ],
  ['no channel', { name: 'Shop' }, 'channel', "Channel can't be blank"],
  [
    'a channel that is text',
    { name: 'Shop', channel: 'api' },
    'channel',
    'Channel must be an object of names and values',
  ],
  [
    'a channel without type',
    { name: 'Shop', channel: {} },
    'channel.type',
    'Channel.type must be one of api, web_widget',
  ],
  [
    'an unknown channel',
    { name: 'Shop', channel: { type: 'carrier_pigeon' } },
    'channel.type',
    'Channel.type must be one of api, web_widget',
  ],
  [
    'the channel constructor',
    { name: 'Shop', channel: { type: 'constructor' } },
    'channel.type',
    'Channel.type must be one of api, web_widget',
  ],
  [
    'a website without address',
    { name: 'Site', channel: { type: 'web_widget' } },
    'website_url',
    "Website url can't be blank",
  ],
  [
    'a colour that is none',
    { name: 'Site', channel: { ...website, widget_color: 'blue' } },
    'widget_color',
    'Widget color must be a colour such as #1f93ff',
  ],
  [
    'an unknown reply time',
    { name: 'Site', channel: { ...website, reply_time: 'soon' } },
    'reply_time',
    'Reply time must be in_a_few_minutes, in_a_few_hours or in_a_day',
  ],
  [
    'a webhook address that is none',
    { name: 'Shop', channel: { ...api, webhook_url: 'javascript:alert(1)' } },
    'webhook_url',
    'Webhook url must be an http or https address',
  ],
  [
    'a webhook on a private network',
    { name: 'Shop', channel: { ...api, webhook_url: 'http://0x7f.1/hook' } },
    'webhook_url',
    expect.stringContaining('OUTBOUND_ALLOW'),
  ],
  [
    'a reply window of 0 hours',
    { name: 'Shop', channel: { ...api, additional_attributes: { agent_reply_time_window: 0 } } },
    'additional_attributes.agent_reply_time_window',
    'Additional attributes.agent reply time window must be above 0',
  ],
  [
    'a truth value that is none',
    { name: 'Shop', greeting_enabled: 'perhaps', channel: api },
    'greeting_enabled',
    'Greeting enabled must be true or false',
  ],
  [
    'an unknown kind of sender name',
    { name: 'Shop', sender_name_type: 'casual', channel: api },
    'sender_name_type',
    'Sender name type must be friendly or professional',
  ],
])('an inbox with %s', (_, body, attribute, sentence) => {
  it('is refused with a sentence that names the field', async () => {
    const answer = await create(body);
    expect([answer.status, answer.body]).toEqual([422, { message: sentence, attributes: [attribute] }]);
  });

  it('leaves nothing behind', async () => {
    await create(body);
    expect(await stored()).toEqual([]);
    expect(await listEventNames(account)).toEqual(['account.created']);
  });
});

it('an inbox whose name at the provider is taken leaves nothing behind', async () => {
  const { body } = await create({ name: 'Shop', channel: api });
  const { adapters } = desk.services;
  const clumsy = {
    kind: 'api',
    connect: async () => ({ settings: {}, secrets: {}, lookup_key: body.inbox_identifier }),
  };
  desk.services.adapters = { ...adapters, api: clumsy };
  const { status } = await create({ name: 'Twin', channel: api });
  desk.services.adapters = adapters;
  expect(status).toBeGreaterThanOrEqual(400);
  const twins = await account.queries
    .select()
    .from(inboxes)
    .where(and(eq(inboxes.account_id, account.account.id), eq(inboxes.name, 'Twin')));
  expect(twins).toEqual([]);
  expect(await listEventNames(account)).toEqual([
    'account.created',
    'inbox.created',
    'account.cache_invalidated',
  ]);
});
