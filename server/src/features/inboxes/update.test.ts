import { inbox as shape } from '@porchlight/contract/inboxes';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventsDuring, makeShop, type Shop } from '../../../test/factories.ts';
import { ask, makeInbox, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { claimFile, isClaimed } from '../../platform/files/claims.ts';
import { inboxes } from './table.ts';

let desk: TestDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  shop = await makeShop(desk);
});
afterAll(() => desk?.close());

const pathOf = (id = shop.inbox.id) => `/inboxes/${id}`;
const show = async (id?: number) => (await shop.ask(shop.administrator, 'GET', pathOf(id))).body;
const change = (fields: object, who = shop.administrator, id?: number) =>
  shop.ask(who, 'PATCH', pathOf(id), fields);
const makeSite = () =>
  makeInbox(shop.account, { channel: { type: 'web_widget', website_url: 'https://shop.example.com' } });

it('a member of the inbox sees it, without the secrets that administrators see', async () => {
  const { status, body } = await shop.ask(shop.agent, 'GET', pathOf());
  expect(status).toBe(200);
  expect(shape.strict().safeParse(body).error).toBeUndefined();
  for (const key of ['hmac_token', 'secret']) expect(body).not.toHaveProperty(key);
  expect(await show()).toEqual({ ...body, hmac_token: expect.any(String), secret: expect.any(String) });
});

it('an agent who is no member is refused, and an inbox of another account is not found', async () => {
  const other = await makeShop(desk);
  expect((await shop.ask(shop.outsider, 'GET', pathOf())).status).toBe(401);
  expect((await shop.ask(shop.administrator, 'GET', pathOf(other.inbox.id))).status).toBe(404);
});

it('the fields that are given change, and the others stay', async () => {
  const before = await show();
  const fields = {
    name: 'Store',
    greeting_enabled: true,
    greeting_message: 'Good day',
    enable_email_collect: false,
    csat_survey_enabled: true,
    enable_auto_assignment: false,
    auto_assignment_config: { max_assignment_limit: 3 },
    working_hours_enabled: true,
    out_of_office_message: 'Back on Monday',
    timezone: 'Europe/Lisbon',
    allow_messages_after_resolved: false,
    lock_to_single_conversation: true,
    sender_name_type: 'professional',
    business_name: 'Store Ltd',
  };
  const { status, body } = await change(fields);
  expect([status, body]).toEqual([200, { ...before, ...fields }]);
  expect(await show()).toEqual(body);
  expect((await change({ name: 'Shop' })).body).toEqual({ ...body, name: 'Shop' });
});

it('the word null takes texts away and switches off; name and settings stay', async () => {
  await change({ greeting_message: 'Hi', business_name: 'Ltd', greeting_enabled: true });
  const { status, body } = await change({
    greeting_message: 'null',
    business_name: null,
    greeting_enabled: 'null',
    csat_config: 'null',
    auto_assignment_config: 'null',
    working_hours: 'null',
    channel: null,
    portal_id: 'null',
  });
  const nothing = { greeting_message: null, business_name: null, greeting_enabled: false };
  expect([status, body]).toMatchObject([200, { ...nothing, csat_config: {} }]);
  expect((await change({ name: 'null' })).status).toBe(422);
});

it('a form changes what JSON changes', async () => {
  const payload = new URLSearchParams({
    greeting_enabled: 'true',
    'channel[hmac_mandatory]': 'true',
    'working_hours[0][day_of_week]': '1',
    'working_hours[0][close_hour]': '18',
  });
  const { body } = await ask(desk, 'PATCH', `/api/v1/accounts/${shop.account.account.id}${pathOf()}`, {
    token: shop.administrator.token,
    body: payload.toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect([body.greeting_enabled, body.hmac_mandatory, body.working_hours[1].close_hour]).toEqual([
    true,
    true,
    18,
  ]);
});

describe('the channel', () => {
  it('changes in the settings that are given; those not given keep what they had', async () => {
    const { id } = await makeSite();
    await change({ channel: { welcome_title: 'Hello', reply_time: 'in_a_day' } }, undefined, id);
    const before = await show(id);
    const { body } = await change({ channel: { widget_color: '#000000' } }, undefined, id);
    expect(body).toEqual({ ...before, widget_color: '#000000' });
    expect(body).toMatchObject({ welcome_title: 'Hello', reply_time: 'in_a_day' });
  });

  it('keeps its kind and the names under which it is found', async () => {
    const before = await show();
    const channel = { type: 'web_widget', inbox_identifier: 'mine', hmac_token: 'mine', website_token: 'x' };
    const { status, body } = await change({ channel });
    expect([status, body]).toEqual([200, before]);
  });

  it.each<[channel: unknown, attribute: string, sentence: string]>([
    [{ webhook_url: 'ftp://x' }, 'webhook_url', 'Webhook url must be an http or https address'],
    [{ hmac_mandatory: 'maybe' }, 'hmac_mandatory', 'Hmac mandatory must be true or false'],
    ['api', 'channel', 'Channel must be an object of names and values'],
  ])('is refused as %j, and then nothing changes', async (channel, attribute, sentence) => {
    const before = await show();
    const { status, body } = await change({ name: 'Changed', channel });
    expect([status, body]).toEqual([422, { message: sentence, attributes: [attribute] }]);
    expect(await show()).toEqual(before);
  });

  it('cannot lose the address that it needs', async () => {
    const { id } = await makeSite();
    expect((await change({ channel: { website_url: '' } }, undefined, id)).status).toBe(422);
    expect((await change({ channel: { website_url: null } }, undefined, id)).status).toBe(422);
  });
});

describe('working hours', () => {
  const usual = {
    day_of_week: 1,
    closed_all_day: false,
    open_hour: 9,
    open_minutes: 0,
    close_hour: 17,
    close_minutes: 0,
    open_all_day: false,
  };
  const monday = async (day: object) => {
    const { status, body } = await change({ working_hours: [{ day_of_week: 1, ...day }] });
    expect([status, body.working_hours.length]).toEqual([200, 7]);
    return body.working_hours[1];
  };

  it('change in the days that are given', async () => {
    const before = await show();
    expect(await monday({ open_hour: 8, open_minutes: 30 })).toEqual({
      ...usual,
      open_hour: 8,
      open_minutes: 30,
    });
    const { working_hours } = await show();
    expect(working_hours.toSpliced(1, 1)).toEqual(before.working_hours.toSpliced(1, 1));
  });

  it('of a day that is open all day are the whole day', async () => {
    expect(await monday({ open_all_day: true })).toEqual({
      ...usual,
      open_all_day: true,
      open_hour: 0,
      close_hour: 23,
      close_minutes: 59,
    });
  });

  it('need no times on a day that is closed', async () => {
    const none = { open_hour: null, open_minutes: null, close_hour: null, close_minutes: null };
    expect(await monday({ closed_all_day: true, ...none })).toEqual({
      ...usual,
      closed_all_day: true,
      ...none,
    });
  });

  it.each([
    { open_all_day: true, closed_all_day: true },
    { close_hour: 9 },
    { open_hour: 18 },
    { open_hour: 17, open_minutes: 0 },
    { open_hour: 24 },
    { close_minutes: 60 },
    { open_hour: -1 },
    { open_hour: 8.5 },
    { open_hour: null },
    { open_hour: 'nine' },
    { closed_all_day: 'maybe' },
    { day_of_week: 7 },
    { day_of_week: null },
  ])('stay as they were when a day makes no sense: %j', async (day) => {
    const before = await show();
    await monday(day);
    expect(await show()).toEqual(before);
  });

  it('of sensible days change beside days that make no sense', async () => {
    const working_hours = [
      null,
      'Monday',
      { day_of_week: 1, open_hour: 99 },
      { day_of_week: 2, open_hour: 7 },
    ];
    const { body } = await change({ working_hours });
    expect(body.working_hours.slice(1, 3).map((day: { open_hour: number }) => day.open_hour)).toEqual([9, 7]);
  });

  it('are refused when they are no list', async () => {
    expect((await change({ working_hours: 'always' })).body.attributes).toEqual(['working_hours']);
  });
});

describe('the survey of satisfaction', () => {
  const configure = async (csat_config: unknown) => (await change({ csat_config })).body;

  it('gets its usual values where none are given', async () => {
    expect((await configure({})).csat_config).toEqual({
      display_type: 'emoji',
      message: '',
      button_text: 'Give feedback',
      language: 'en',
      survey_rules: { operator: 'contains', values: [] },
    });
  });

  it('keeps what is given, and nothing unknown', async () => {
    const given = {
      display_type: 'star',
      message: 'How was it?',
      button_text: 'Rate',
      language: 'pt',
      survey_rules: { operator: 'does_not_contain', values: ['spam'] },
      template: { name: 'survey' },
    };
    expect((await configure({ ...given, colour: 'red' })).csat_config).toEqual(given);
    expect((await configure({ ...given, template: null, language: null })).csat_config).toMatchObject({
      language: 'en',
    });
  });

  it('is refused with a rule that there is not', async () => {
    const body = await configure({ survey_rules: { operator: 'like' } });
    expect(body.attributes).toEqual(['csat_config.survey_rules.operator']);
  });
});

it.each<[fields: object, attribute: string]>([
  [{ name: ' ' }, 'name'],
  [{ timezone: 'Mars/Olympus' }, 'timezone'],
  [{ timezone: 'null' }, 'timezone'],
  [{ sender_name_type: 'casual' }, 'sender_name_type'],
  [{ greeting_enabled: 'perhaps' }, 'greeting_enabled'],
  [{ greeting_message: 'x'.repeat(20_001) }, 'greeting_message'],
  [{ csat_config: [] }, 'csat_config'],
])('%j is refused', async (fields, attribute) => {
  const before = await show();
  const { status, body } = await change(fields);
  expect([status, body.attributes]).toEqual([422, [attribute]]);
  expect(await show()).toEqual(before);
});

it('a change is told of with what changed, and makes what clients keep of inboxes old', async () => {
  const told = await eventsDuring(shop.account, () => change({ name: 'Store', greeting_enabled: false }));
  expect(told.map(({ name }) => name)).toEqual(['inbox.updated', 'account.cache_invalidated']);
  expect(told[0]?.data).toEqual({ inbox_id: shop.inbox.id, changes: { name: ['Shop', 'Store'] } });
  expect(await eventsDuring(shop.account, () => change({ name: 'Store', csat_config: null }))).toEqual([]);
});

it('a member of the inbox cannot change it, nor somebody of another account', async () => {
  const other = await makeShop(desk);
  expect((await change({ name: 'Mine' }, shop.agent)).status).toBe(401);
  expect((await other.ask(other.administrator, 'PATCH', pathOf(), { name: 'Mine' })).status).toBe(404);
  expect((await show()).name).toBe('Shop');
});

it('an administrator takes the picture off, and its file is given up', async () => {
  const { account, queries, now } = shop.account;
  const file = { key: 'face', file_name: 'face.png', content_type: 'image/png', byte_size: 3 };
  const ofInbox = and(eq(inboxes.account_id, account.id), eq(inboxes.id, shop.inbox.id));
  await claimFile(queries, { key: file.key, account_id: account.id }, now());
  await queries.update(inboxes).set({ avatar: file }).where(ofInbox);
  const path = `${pathOf()}/avatar`;
  expect((await shop.ask(shop.agent, 'DELETE', path)).status).toBe(401);
  const { status, text } = await shop.ask(shop.administrator, 'DELETE', path);
  expect([status, text]).toEqual([200, '']);
  expect((await queries.select().from(inboxes).where(ofInbox))[0]?.avatar).toBeNull();
  expect(await isClaimed(queries, { key: file.key, account_id: account.id })).toBe(false);
  expect((await shop.ask(shop.administrator, 'DELETE', path)).status).toBe(200);
});
