import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FastifyInstance, fastify } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBot, makeShop, type Shop } from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { makeWebsite, readVisitor, suspend, visit, websiteToken } from '../../../test/visitors.ts';
import { sendRefusal } from '../../platform/http/refusals.ts';
import type { Refusal } from '../../platform/refusal.ts';
import { contacts } from '../contacts/table.ts';
import type { InboxRow } from '../inboxes/table.ts';
import { addWidgetFiles } from './files.ts';
import { addWidgetPage } from './page.ts';

let desk: TestDesk;
let shop: Shop;
let app: FastifyInstance;
let directory: string;

const FILES = {
  'window/.vite/manifest.json': JSON.stringify({
    '_shared.js': { file: 'widget-assets/shared-1.js', css: ['widget-assets/shared-1.css'] },
    '_late.js': { file: 'widget-assets/late-1.js' },
    'src/window/main.tsx': {
      file: 'widget-assets/main-1.js',
      isEntry: true,
      css: ['widget-assets/main-1.css'],
      imports: ['_shared.js'],
      dynamicImports: ['_late.js'],
    },
  }),
  'window/widget-assets/main-1.js': 'console.log("chat");',
  'window/widget-assets/main-1.js.br': 'small',
  'sdk.js': 'window.chatwootSDK = {};',
  'live.js': 'export {};',
  'sdk.js.map': '{}',
  'audio/widget/ding.mp3': 'ding',
};

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
  directory = await mkdtemp(join(tmpdir(), 'widget-page-'));
  for (const [name, text] of Object.entries(FILES)) {
    await mkdir(join(directory, name, '..'), { recursive: true });
    await writeFile(join(directory, name), text);
  }
  app = fastify();
  app.setErrorHandler((error, _request, reply) => sendRefusal(reply, error as Refusal));
  addWidgetPage(app, desk.services, directory);
  addWidgetFiles(app, directory);
});
afterAll(async () => {
  await app?.close();
  await desk?.close();
  await rm(directory, { recursive: true, force: true });
});

type Query = Record<string, string>;

const show = (website: InboxRow, query: Query = {}, from = '127.0.0.1') =>
  app.inject({
    url: '/widget',
    query: { website_token: websiteToken(website), ...query },
    remoteAddress: from,
  });

/** What the script in the page sets. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into what the page sets.
function globalsOf(html: string): any {
  const script = /<script nonce="[^"]+">(.*?)<\/script>/s.exec(html)?.[1] ?? '';
  const window = {};
  new Function('window', script)(window);
  return window;
}

const countContacts = async () => (await shop.account.queries.select().from(contacts)).length;

describe('the page', () => {
  it('has the inbox’s settings in it, as other wrappers of the page read them', async () => {
    const website = await makeWebsite(shop.account, {
      welcome_title: 'Hi',
      widget_color: '#112233',
      pre_chat_form_enabled: true,
    });
    await makeBot(desk, shop.account, { inbox: website });
    const { chatwootWebChannel, globalConfig } = globalsOf((await show(website)).body);
    expect(chatwootWebChannel).toEqual({
      avatarUrl: '',
      hasAConnectedAgentBot: 'Triage',
      locale: 'en',
      websiteName: 'Site',
      websiteToken: websiteToken(website),
      welcomeTagline: '',
      welcomeTitle: 'Hi',
      widgetColor: '#112233',
      portal: null,
      enabledFeatures: ['attachments', 'emoji_picker', 'end_conversation'],
      enabledLanguages: expect.arrayContaining([{ name: 'Deutsch', iso_639_1_code: 'de' }]),
      replyTime: 'in_a_few_minutes',
      preChatFormEnabled: true,
      preChatFormOptions: website.settings.pre_chat_form_options,
      workingHoursEnabled: false,
      csatSurveyEnabled: false,
      workingHours: website.working_hours,
      outOfOfficeMessage: null,
      utcOffset: '+00:00',
      timezone: 'UTC',
      allowMessagesAfterResolved: true,
      disableBranding: false,
    });
    expect(globalConfig).toEqual({
      LOGO_THUMBNAIL: '',
      BRAND_NAME: 'Porchlight',
      WIDGET_BRAND_URL: 'https://desk.example.com',
      DIRECT_UPLOADS_ENABLED: true,
      MAXIMUM_FILE_UPLOAD_SIZE: 40,
      INSTALLATION_NAME: 'Porchlight',
    });
  });

  it('loads the built parts, those that come later left out', async () => {
    const { body, statusCode } = await show(await makeWebsite(shop.account));
    expect(statusCode).toBe(200);
    const urls = [...body.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, url]) => url);
    expect(urls).toEqual([
      '/widget-assets/main-1.css',
      '/widget-assets/shared-1.css',
      '/widget-assets/shared-1.js',
      '/widget-assets/main-1.js',
    ]);
  });

  it('says so when the chat is not built', async () => {
    const bare = fastify();
    addWidgetPage(bare, desk.services, join(directory, 'nowhere'));
    const query = { website_token: websiteToken(await makeWebsite(shop.account)), lazy: '1' };
    const { statusCode, body } = await bare.inject({ url: '/widget', query });
    expect([statusCode, body]).toEqual([503, expect.stringContaining('npm run build')]);
    await bare.close();
  });

  it('makes the visitor, whom the token in it names', async () => {
    const website = await makeWebsite(shop.account);
    const { authToken, chatwootPubsubToken } = globalsOf((await show(website)).body);
    const { contact } = await readVisitor(shop.account, { pubsub_token: chatwootPubsubToken });
    expect(contact.name).toMatch(/^[a-z]+-[a-z]+-\d{3}$/);
    const before = await countContacts();
    const again = globalsOf((await show(website, { cw_conversation: authToken })).body);
    expect(again.chatwootPubsubToken).toBe(chatwootPubsubToken);
    expect(await countContacts()).toBe(before);
  });

  it('makes nobody when it is loaded lazily', async () => {
    const website = await makeWebsite(shop.account);
    const before = await countContacts();
    const globals = globalsOf((await show(website, { lazy: '1' })).body);
    expect(globals).toMatchObject({ authToken: '', chatwootPubsubToken: '' });
    expect(await countContacts()).toBe(before);
  });

  it('knows whose token it is given when it is loaded lazily too', async () => {
    const website = await makeWebsite(shop.account);
    const visitor = await visit(desk, website);
    const globals = globalsOf((await show(website, { lazy: '1', cw_conversation: visitor.token })).body);
    expect(globals.chatwootPubsubToken).toBe(visitor.pubsub_token);
  });

  it('takes a token of another website for none', async () => {
    const website = await makeWebsite(shop.account);
    const stranger = await visit(desk, await makeWebsite(shop.account));
    const globals = globalsOf((await show(website, { cw_conversation: stranger.token })).body);
    expect(globals.chatwootPubsubToken).not.toBe(stranger.pubsub_token);
  });

  it.each([
    ['no token', {}],
    ['an unknown one', { website_token: 'unknown' }],
    ['an empty one', { website_token: '' }],
    ['one with NUL', { website_token: '\0' }],
  ])('of %s is not there', async (_, query) => {
    const { statusCode, body } = await app.inject({ url: '/widget', query: query as Query });
    expect([statusCode, JSON.parse(body)]).toEqual([404, { error: 'web widget does not exist' }]);
  });

  it('of an API inbox is not there, whatever its identifier', async () => {
    const query = { website_token: String(shop.inbox.settings.inbox_identifier) };
    expect((await app.inject({ url: '/widget', query })).statusCode).toBe(404);
  });

  it('of a suspended account is refused', async () => {
    const other = await makeShop(desk);
    const website = await makeWebsite(other.account);
    await suspend(other.account);
    const { statusCode, body } = await show(website);
    expect([statusCode, JSON.parse(body)]).toEqual([401, { error: 'Account is suspended' }]);
  });

  it('is made for 200 new visitors an hour of one address, and known ones still come', async () => {
    const website = await makeWebsite(shop.account);
    const from = '198.51.100.20';
    const { token } = await visit(desk, website);
    for (let count = 0; count < 200; count += 1)
      await desk.services.limits.take(
        `visitors of website ${website.account_id} ${website.id} ip ${from}`,
        200,
        3600,
      );
    expect((await show(website, {}, from)).statusCode).toBe(429);
    expect((await show(website, { cw_conversation: token }, from)).statusCode).toBe(200);
    expect((await show(website, { lazy: '1' }, from)).statusCode).toBe(200);
    expect((await show(website, {}, '198.51.100.21')).statusCode).toBe(200);
  });
});

describe('texts of administrators cannot break out of the script', () => {
  const HOSTILE = '</script><script>alert(1)</script><!-- \u2028\u2029 & \' " `$` \\';

  it('whatever they are', async () => {
    const website = await makeWebsite(shop.account, { welcome_title: HOSTILE }, { name: HOSTILE });
    const { body } = await show(website);
    expect(body.match(/<\/script>/g)).toHaveLength(2);
    expect(body).not.toContain('alert(1)</script>');
    expect(body).not.toMatch(/[\u2028\u2029]/);
    expect(globalsOf(body).chatwootWebChannel).toMatchObject({ welcomeTitle: HOSTILE, websiteName: HOSTILE });
  });
});

describe('the policy of the page', () => {
  const policyOf = async (website: InboxRow) => {
    const { headers, body } = await show(website, { lazy: '1' });
    return { policy: String(headers['content-security-policy']), headers, body };
  };

  it('lets run the one script in it, by a number that is used once', async () => {
    const website = await makeWebsite(shop.account);
    const [first, second] = [await policyOf(website), await policyOf(website)];
    const nonce = /'nonce-([^']+)'/.exec(first.policy)?.[1];
    expect(first.body).toContain(`<script nonce="${nonce}">`);
    expect(first.policy).not.toContain('unsafe');
    expect(second.policy).not.toContain(nonce);
  });

  it('tells nobody the address, and is kept by nobody', async () => {
    const { headers } = await policyOf(await makeWebsite(shop.account));
    expect(headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
    expect(headers).not.toHaveProperty('x-frame-options');
  });

  it('lets it stand in every frame where the inbox names no websites', async () => {
    const { policy } = await policyOf(await makeWebsite(shop.account, { allowed_domains: ' ' }));
    expect(policy).not.toContain('frame-ancestors');
  });

  it('lets it stand on the websites that the inbox names, and nothing else comes in with them', async () => {
    const allowed_domains =
      "https://shop.example.com/path, *.example.org,example.net:8443; script-src https:, 'unsafe-inline', https://a b";
    const { policy } = await policyOf(await makeWebsite(shop.account, { allowed_domains }));
    const ancestors = policy.split('; ').filter((directive) => directive.startsWith('frame-ancestors'));
    expect(ancestors).toEqual([
      "frame-ancestors 'self' https://shop.example.com *.example.org script-src https://a b",
    ]);
    expect(policy.split('; ').filter((directive) => directive.startsWith('script-src'))).toHaveLength(1);
  });
});

describe('files that pages of others load', () => {
  const get = (url: string, headers = {}) => app.inject({ url, headers });

  it.each(['/packs/js/sdk.js', '/packs/js/live.js', '/audio/widget/ding.mp3'])(
    '%s is for every site, and asked for again after a while',
    async (url) => {
      const { statusCode, headers } = await get(url);
      expect(statusCode).toBe(200);
      expect(headers).toMatchObject({
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': expect.stringMatching(/^public, max-age=\d{3,5}$/),
      });
      const again = await get(url, { 'if-none-match': String(headers.etag) });
      expect(again.statusCode).toBe(304);
    },
  );

  it.each([
    '/packs/js/sdk.js.map',
    '/packs/js/window/.vite/manifest.json',
    '/packs/js/audio/widget/ding.mp3',
  ])('%s is not served there', async (url) => {
    expect((await get(url)).statusCode).toBe(404);
  });

  it('the parts of the page stay what they are, and come compressed', async () => {
    const { statusCode, headers, body } = await get('/widget-assets/main-1.js', { 'accept-encoding': 'br' });
    expect([statusCode, body]).toEqual([200, 'small']);
    expect(headers).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable' });
  });
});
