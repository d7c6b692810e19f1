import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, makeUser, type TestUser } from '../../../server/test/harness.ts';
import { makeRated } from '../../../server/test/surveys.ts';
import { openDashboard, violationsOn } from '../../../tools/browser/agents.ts';
import { openBrowser } from '../../../tools/browser/chromium.ts';
import { type BrowserDesk, openBrowserDesk } from '../../../tools/browser/desk.ts';
import { rawTextsOn } from '../../../tools/browser/texts.ts';
import { formatDay, formatWeekday } from '../words/format.ts';
import { languages } from '../words/locales.ts';

let browser: Browser;
let desk: BrowserDesk;
let admin: TestUser;
let root: string;

beforeAll(async () => {
  browser = await openBrowser();
  desk = await openBrowserDesk({ environment: { OUTBOUND_ALLOW: '127.0.0.0/8' }, ...INBOX });
  admin = await makeUser(desk.desk, desk.account, 'administrator', 'Maria do Carmo Albuquerque');
  root = `/accounts/${desk.account.account.id}`;
  await furnish();
});

afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

/** An inbox with everything turned on, so that its pages show all that they have. */
const INBOX = {
  inbox: {
    greeting_enabled: true,
    greeting_message: 'Welcome aboard.',
    working_hours_enabled: true,
    out_of_office_message: 'Back on Monday.',
    csat_survey_enabled: true,
  },
  channel: {
    pre_chat_form_enabled: true,
    welcome_title: 'Ahoy!',
    welcome_tagline: 'We fold while you wait.',
  },
};

const make = async (path: string, body: object) => {
  const { status, text } = await ask(desk.desk, 'POST', `/api/v1${root}/${path}`, {
    token: admin.token,
    body,
  });
  if (status >= 300) throw new Error(`${path} was refused with ${status}: ${text}`);
};

async function furnish() {
  for (const [title, color] of [
    ['refund', '#c2410c'],
    ['a-rather-long-label-of-somebody-who-likes-words', '#1d4ed8'],
  ])
    await make('labels', { title, color, description: 'Money goes back to the customer.' });
  for (const name of ['billing', 'shipping and returns'])
    await make('teams', { name, description: 'Questions about invoices.' });
  for (const [name, outgoing_url] of [
    ['Triage', 'https://bot.example.com/in'],
    ['Night shift', 'https://night.example.com/a/rather/long/address/of/a/bot'],
  ])
    await make('agent_bots', { name, outgoing_url, description: 'Asks what it is about.' });
  await make('agents', { name: 'Cleo Costa', email: 'cleo@example.com', role: 'agent' });
  await make('webhooks', {
    url: 'http://127.0.0.1:9/closed',
    name: 'Order system',
    subscriptions: ['message_created'],
  });
  await make('webhooks', {
    url: 'http://127.0.0.1:9/a/rather/long/address/that/somebody/gave/a/webhook/once',
    subscriptions: ['message_created'],
  });
  await make('webhooks/1/send_test', {});
  for (const rating of [5, 4, 2])
    await makeRated(desk.desk, desk.account, desk.inbox, {
      rating,
      feedback_message: 'The boat arrived dry, folded well and in time.',
    });
}

const PAGES = [
  '/settings/account',
  '/settings/inboxes',
  '/settings/inboxes/new',
  '/settings/inboxes/1',
  '/settings/inboxes/1?tab=people',
  '/settings/inboxes/1?tab=hours',
  '/settings/inboxes/1?tab=pre_chat',
  '/settings/inboxes/1?tab=configuration',
  '/settings/inboxes/1?tab=survey',
  '/settings/inboxes/1?tab=bot',
  '/settings/agents',
  '/settings/teams',
  '/settings/labels',
  '/settings/webhooks',
  '/settings/webhooks/1',
  '/settings/agent-bots',
  '/settings/satisfaction',
  '/profile/settings',
];

const LOOKS: Readonly<Record<string, { colorScheme: 'light' | 'dark'; locale?: string }>> = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  rtl: { colorScheme: 'light', locale: 'ar' },
};

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };

const open = (path: string, options: BrowserContextOptions) =>
  openDashboard(browser, desk, admin, { ...options, path: `${root}${path}` });

/** Waits until everything that the page asked for has come. */
async function isSettled(page: Page) {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
}

async function shoot(page: Page, name: string) {
  const { SHOTS } = process.env;
  if (SHOTS)
    await page.screenshot({ path: `${SHOTS}/${name.replaceAll(/\W+/g, '-')}.png`, caret: 'initial' });
}

test.each(Object.keys(LOOKS))(
  'axe finds nothing wrong on any page of the settings, %s, wide or narrow, and none scrolls sideways',
  async (look) => {
    const { colorScheme, locale } = LOOKS[look] ?? { colorScheme: 'light' };
    const { page, complaints, close } = await open('/settings/labels', { colorScheme, viewport: WIDE });
    for (const path of PAGES) {
      const address = new URL(`${desk.url}/app${root}${path}`);
      if (locale) address.searchParams.set('locale', locale);
      await page.setViewportSize(WIDE);
      await page.goto(address.href);
      for (const size of [WIDE, NARROW]) {
        await page.setViewportSize(size);
        await isSettled(page);
        await shoot(page, `${look}-${size.width}${path}`);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect({ path, ...size, violations: await violationsOn(page) }).toEqual({
          path,
          ...size,
          violations: [],
        });
        expect({ path, width }).toEqual({ path, width: size.width });
      }
    }
    expect(await page.evaluate(() => document.documentElement.dir)).toBe(locale ? 'rtl' : 'ltr');
    expect(complaints).toEqual([]);
    await close();
  },
  300_000,
);

test('a tick looks the same from right to left', async () => {
  const { page, close } = await open('/settings/webhooks/1', { viewport: WIDE });
  const ticks = [];
  for (const locale of ['en', 'ar']) {
    await page.goto(`${desk.url}/app${root}/settings/webhooks/1?locale=${locale}`);
    const box = page.locator('input[type=checkbox]:checked:not([role=switch])');
    await box.first().waitFor();
    ticks.push(
      await box.first().evaluate((element) => {
        const { borderLeftWidth, borderRightWidth } = getComputedStyle(element, '::before');
        return { borderLeftWidth, borderRightWidth };
      }),
    );
  }
  const tick = { borderLeftWidth: '0px', borderRightWidth: '2px' };
  expect(ticks).toEqual([tick, tick]);
  await close();
});

/** What stands outside of any catalogue: names that users or programs gave, and what is the same in every language. */
const VALUES = [
  ...['Maria do Carmo Albuquerque', 'Ana Lima', 'Cleo Costa', 'Rui Costa', 'Acme', 'Shop', 'Porchlight'],
  ...['Order system', 'Triage', 'Night shift', 'billing', 'shipping and returns', 'refund'],
  ...['a-rather-long-label-of-somebody-who-likes-words', 'E-mail', 'Name', 'Phone', 'UTC'],
  ...[
    'message_created',
    'webhook_test',
    'https://example.com/hook',
    'example.com, *.example.com',
    'AM',
    'PM',
  ],
  ...languages.map(({ name }) => name),
  ...[0, 1, 2, 3, 4, 5, 6].map(formatWeekday),
  formatDay(Date.now() / 1000),
];

test('in the pseudo-language nothing readable is left on any page of the settings', async () => {
  const { page, close } = await open('/settings/labels', { viewport: WIDE });
  for (const path of PAGES) {
    const address = new URL(`${desk.url}/app${root}${path}`);
    address.searchParams.set('locale', 'en-XA');
    await page.goto(address.href);
    await isSettled(page);
    expect({ path, raw: await rawTextsOn(page, VALUES) }).toEqual({ path, raw: [] });
  }
  await close();
}, 120_000);

const WINDOWS = [
  { path: '/settings/agents', button: 'Invite an agent' },
  { path: '/settings/agents', button: 'Edit Cleo Costa' },
  { path: '/settings/agents', button: 'Remove Cleo Costa' },
  { path: '/settings/teams', button: 'Edit billing' },
  { path: '/settings/labels', button: 'Edit refund' },
  { path: '/settings/labels', button: 'Delete refund' },
  { path: '/settings/webhooks', button: 'Add a webhook' },
  { path: '/settings/webhooks/1', button: 'Send a time span again' },
  { path: '/settings/webhooks/1', button: /^Show webhook_test/ },
  { path: '/settings/agent-bots', button: 'Edit Triage' },
  { path: '/settings/agent-bots', button: 'Keys of Triage' },
  { path: '/settings/agent-bots', button: 'Delete Triage' },
  { path: '/settings/inboxes/1', button: 'Delete the inbox' },
  { path: '/settings/satisfaction', button: /Review note on/ },
  { path: '/profile/settings', button: 'Set up' },
  { path: '/profile/settings', button: 'Make a new token' },
];

test.each(['light', 'dark'] as const)(
  'axe finds nothing wrong with any window of the settings, %s, wide or narrow',
  async (colorScheme) => {
    const { page, complaints, close } = await open('/settings/labels', { colorScheme, viewport: WIDE });
    for (const { path, button } of WINDOWS) {
      await page.setViewportSize(WIDE);
      await page.goto(`${desk.url}/app${root}${path}`);
      await page.getByRole('button', { name: button }).first().click();
      await page.getByRole('dialog').waitFor();
      await page.waitForLoadState('networkidle');
      for (const size of [WIDE, NARROW]) {
        await page.setViewportSize(size);
        await shoot(page, `${colorScheme}-${size.width}-window-${String(button)}`);
        expect({ button, violations: await violationsOn(page) }).toEqual({ button, violations: [] });
      }
    }
    expect(complaints).toEqual([]);
    await close();
  },
  300_000,
);
