import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventsDuring, makeMessage, makeShop, readEvents, type Shop } from '../../../test/factories.ts';
import { ask, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import {
  askWidget,
  makeWebsite,
  readVisitor,
  say,
  suspend,
  visit,
  websiteToken,
  widgetPath,
} from '../../../test/visitors.ts';
import { accessConversation } from '../conversations/access.ts';
import type { InboxRow } from '../inboxes/table.ts';

let desk: TestDesk;
let shop: Shop;
let website: InboxRow;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
  website = await makeWebsite(shop.account, { members: [shop.agent] });
});
afterAll(() => desk?.close());

const NOT_FOUND = { status: 404, body: { error: 'Resource could not be found' } };

describe('the door', () => {
  const OPEN: [Parameters<typeof ask>[1], string][] = [
    ['POST', '/config'],
    ['GET', '/launcher'],
    ['GET', '/campaigns'],
    ['GET', '/inbox_members'],
  ];

  it.each(OPEN)('%s %s is for everybody who knows the website', async (method, path) => {
    expect((await askWidget(desk, website)(method, path)).status).toBe(200);
    expect(await ask(desk, method, `/api/v1/widget${path}`)).toMatchObject(NOT_FOUND);
    expect(await ask(desk, method, `/api/v1/widget${path}?website_token=unknown`)).toMatchObject(NOT_FOUND);
    expect(await ask(desk, method, `/api/v1/widget${path}?website_token=%00`)).toMatchObject(NOT_FOUND);
  });

  it('is not opened by the identifier of an API inbox, nor by an access token', async () => {
    const identifier = String(shop.inbox.settings.inbox_identifier);
    const path = `/api/v1/widget/launcher?website_token=${identifier}`;
    expect(await ask(desk, 'GET', path, { token: shop.administrator.token })).toMatchObject(NOT_FOUND);
  });

  it('takes the token of the website in the body too', async () => {
    const body = { website_token: websiteToken(website) };
    expect((await ask(desk, 'POST', '/api/v1/widget/config', { body })).status).toBe(200);
  });

  it.each([
    ['GET', '/messages'],
    ['GET', '/conversations'],
    ['GET', '/conversations/list'],
    ['GET', '/contact'],
    ['POST', '/messages'],
    ['PATCH', '/contact/set_user'],
  ] as const)('%s %s needs a visitor', async (method, path) => {
    const body = method === 'GET' ? {} : { body: { message: { content: 'Hi' } } };
    expect(await askWidget(desk, website)(method, path, body)).toMatchObject(NOT_FOUND);
    expect(await askWidget(desk, website, 'none')(method, path, body)).toMatchObject(NOT_FOUND);
  });

  it('is shut in a suspended account', async () => {
    const other = await makeShop(desk);
    const closed = await makeWebsite(other.account);
    const visitor = await visit(desk, closed);
    await suspend(other.account);
    const refused = { status: 401, body: { error: 'Account is suspended' } };
    expect(await visitor.ask('POST', '/config')).toMatchObject(refused);
    expect(await visitor.ask('GET', '/messages')).toMatchObject(refused);
  });

  it('finds nobody once the contact is deleted', async () => {
    const visitor = await visit(desk, website);
    await shop.ask(shop.administrator, 'DELETE', `/contacts/${visitor.contact_id}`);
    expect(await visitor.ask('GET', '/contact')).toMatchObject(NOT_FOUND);
    expect((await visitor.ask('POST', '/config')).body.contact.id).not.toBe(visitor.contact_id);
  });
});

describe('an inbox that names its websites', () => {
  let strict: InboxRow;
  const launch = (origin: string | undefined, host = 'desk.example.com') =>
    askWidget(desk, strict)('GET', '/launcher', {
      headers: { host, ...(origin === undefined ? {} : { origin }) },
    });

  beforeAll(async () => {
    strict = await makeWebsite(shop.account, { allowed_domains: 'shop.example.com, *.example.org' });
  });

  it.each([undefined, 'https://shop.example.com', 'https://a.example.org', 'https://desk.example.com'])(
    'is used from %s',
    async (origin) => {
      expect((await launch(origin)).status).toBe(200);
    },
  );

  it('is used from the desk itself under whatever name it is reached', async () => {
    expect((await launch('http://127.0.0.1:3000', '127.0.0.1:3000')).status).toBe(200);
  });

  it.each(['https://evil.example', 'null', 'https://example.org', 'https://shop.example.com.'])(
    'is not used from %s',
    async (origin) => {
      expect((await launch(origin)).status).toBe(403);
    },
  );

  it('refuses visitors too, and makes none', async () => {
    const before = await readEvents(shop.account);
    const headers = { origin: 'https://evil.example' };
    expect((await askWidget(desk, strict)('POST', '/config', { headers })).status).toBe(403);
    expect(await readEvents(shop.account)).toHaveLength(before.length);
    const visitor = await visit(desk, strict);
    expect((await visitor.ask('GET', '/messages', { headers })).status).toBe(403);
  });
});

describe('what the bubble is drawn from', () => {
  const launch = (token?: string) => askWidget(desk, website, token)('GET', '/launcher');

  it('is small, and the same for everybody for a while', async () => {
    const { body, headers, text } = await launch();
    expect(body).toEqual({
      widget_color: '#1f93ff',
      locale: 'en',
      website_name: 'Site',
      words: { open: 'Chat with us', close: 'Close' },
      campaigns: [],
    });
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=300',
      'access-control-allow-origin': '*',
      vary: 'origin, x-auth-token',
    });
    expect(text.length).toBeLessThan(300);
  });

  it('lets pages of other sites send the token of their visitor', async () => {
    const { statusCode, headers } = await desk.app.inject({
      method: 'OPTIONS',
      url: widgetPath(website, '/launcher'),
      headers: { origin: 'https://shop.example.com', 'access-control-request-headers': 'x-auth-token' },
    });
    expect([statusCode, headers['access-control-allow-headers']]).toEqual([204, 'x-auth-token']);
  });

  it('opens nothing else to pages of other sites', async () => {
    const { headers } = await askWidget(desk, website)('POST', '/config');
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('tells a visitor who comes back what awaits them', async () => {
    const visitor = await visit(desk, website);
    const nothing = { has_conversation: false, unread_count: 0, pubsub_token: visitor.pubsub_token };
    const first = await launch(visitor.token);
    expect([first.body.visitor, first.headers['cache-control']]).toEqual([nothing, 'no-store']);
    const conversation = await accessConversation(shop.account, await say(visitor));
    desk.clock.advance(1000);
    await makeMessage(shop.agent.ctx, conversation, { content: 'Hello!' });
    await makeMessage(shop.agent.ctx, conversation, { content: 'A note', private: true });
    expect((await launch(visitor.token)).body.visitor).toEqual({
      ...nothing,
      has_conversation: true,
      unread_count: 1,
    });
    desk.clock.advance(1000);
    await visitor.ask('POST', '/conversations/update_last_seen');
    expect((await launch(visitor.token)).body.visitor.unread_count).toBe(0);
  });

  it('makes nobody', async () => {
    const before = await readEvents(shop.account);
    await launch();
    await launch('none');
    expect(await readEvents(shop.account)).toHaveLength(before.length);
  });
});

describe('the settings', () => {
  it('come with the visitor, a fresh token and the installation', async () => {
    const site = await makeWebsite(
      shop.account,
      { welcome_title: 'Hi', reply_time: 'in_a_day' },
      { timezone: 'Asia/Kolkata', out_of_office_message: 'Away', working_hours_enabled: true },
    );
    const { body } = await askWidget(desk, site)('POST', '/config');
    const { website_channel_config: config, contact, global_config } = body;
    expect(config).toMatchObject({
      allow_messages_after_resolved: true,
      api_host: 'https://desk.example.com',
      csat_survey_enabled: false,
      disable_branding: false,
      enabled_features: ['attachments', 'emoji_picker', 'end_conversation'],
      locale: 'en',
      out_of_office_message: 'Away',
      portal: null,
      pre_chat_form_enabled: false,
      reply_time: 'in_a_day',
      timezone: 'Asia/Kolkata',
      utc_off_set: '+05:30',
      website_name: 'Site',
      website_token: websiteToken(site),
      welcome_tagline: null,
      welcome_title: 'Hi',
      working_hours: site.working_hours,
      working_hours_enabled: true,
    });
    expect(contact).toEqual({
      id: expect.any(Number),
      name: expect.any(String),
      email: null,
      phone_number: null,
      identifier: null,
      pubsub_token: expect.any(String),
    });
    expect(global_config).toMatchObject({ BRAND_NAME: 'Porchlight', MAXIMUM_FILE_UPLOAD_SIZE: 40 });
  });

  it('do not have the key with which contacts are verified', async () => {
    const { text } = await askWidget(desk, website)('POST', '/config');
    expect(text).not.toContain('hmac');
  });

  it('come to the same visitor again', async () => {
    const visitor = await visit(desk, website);
    desk.clock.advance(1000);
    const { body } = await visitor.ask('POST', '/config');
    expect(body.contact.id).toBe(visitor.contact_id);
    expect(body.website_channel_config.auth_token).not.toBe(visitor.token);
  });

  it('make 200 visitors an hour of one address at one website, whichever way the address is written', async () => {
    const site = await makeWebsite(shop.account);
    const from = '198.51.100.30';
    for (let count = 0; count < 200; count += 1)
      await desk.services.limits.take(
        `visitors of website ${site.account_id} ${site.id} ip ${from}`,
        200,
        3600,
      );
    const token = websiteToken(site);
    const ways = [
      '/api/v1/widget/config',
      '/api/v1/widget/config/',
      '/api/v1//widget/config',
      '/api/v1/widget/config.json',
    ];
    for (const way of ways) {
      const headers = { 'x-forwarded-for': '203.0.113.9' };
      const { status } = await ask(desk, 'POST', `${way}?website_token=${token}`, { from, headers });
      expect(status, way).toBe(429);
    }
    expect((await askWidget(desk, website)('POST', '/config', { from })).status).toBe(200);
  });
});

describe('who answers', () => {
  it('is shown with a name, a picture and whether they are there, and nothing else', async () => {
    const { body, text } = await askWidget(desk, website)('GET', '/inbox_members');
    expect(body).toEqual({
      payload: [{ id: shop.agent.id, name: 'Ben Brown', avatar_url: '', availability_status: 'offline' }],
    });
    expect(text).not.toContain(shop.agent.email);
  });
});

describe('what happens in the widget', () => {
  const headers = {
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    'accept-language': 'de-DE,de;q=0.9',
  };

  it('is told of when the chat is opened', async () => {
    const visitor = await visit(desk, website);
    const { link } = await readVisitor(shop.account, visitor);
    const event_info = {
      referer: 'https://shop.example.com/cart',
      initiated_at: { timestamp: 'Mon' },
      more: 'x',
    };
    const events = await eventsDuring(shop.account, async () => {
      const body = { name: 'webwidget.triggered', event_info };
      const { status, text } = await visitor.ask('POST', '/events?locale=de', { body, headers });
      expect([status, text]).toEqual([204, '']);
    });
    expect(events).toMatchObject([
      {
        name: 'webwidget.triggered',
        by: { type: 'contact', id: visitor.contact_id },
        data: { contact_inbox_id: link.id, contact_id: visitor.contact_id, inbox_id: website.id },
      },
    ]);
    expect(events[0]?.data.event_info).toEqual({
      initiated_at: { timestamp: 'Mon' },
      referer: 'https://shop.example.com/cart',
      widget_language: 'de',
      browser_language: 'de',
      browser: {
        browser_name: 'Firefox',
        browser_version: '140.0',
        device_name: 'Unknown',
        platform_name: 'Linux',
        platform_version: '0',
      },
    });
  });

  it.each([
    ['javascript:alert(1)', null],
    [{ a: 1 }, null],
    [`https://a.example/${'x'.repeat(3000)}`, null],
  ])('an odd page (%j) is none', async (referer, kept) => {
    const visitor = await visit(desk, website);
    const [event] = await eventsDuring(shop.account, () =>
      visitor.ask('POST', '/events', { body: { name: 'webwidget.triggered', event_info: { referer } } }),
    );
    expect(event?.data.event_info).toMatchObject({ referer: kept });
  });

  it.each(['campaign.triggered', 'conversation.deleted', 'x'])('of %s nobody is told', async (name) => {
    const visitor = await visit(desk, website);
    const events = await eventsDuring(shop.account, async () => {
      const { status } = await visitor.ask('POST', '/events', {
        body: { name, event_info: { campaign_id: 1 } },
      });
      expect(status).toBe(204);
    });
    expect(events).toEqual([]);
  });

  it('is said 60 times a minute at most', async () => {
    const visitor = await visit(desk, website);
    const question = { body: { name: 'x' }, from: '198.51.100.31' };
    for (let count = 0; count < 60; count += 1) await visitor.ask('POST', '/events', question);
    expect((await visitor.ask('POST', '/events', question)).status).toBe(429);
  });
});
