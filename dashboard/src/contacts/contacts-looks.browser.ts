import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeContact, makeConversation, makeMessage } from '../../../server/test/factories.ts';
import { ask, makeUser, type TestUser } from '../../../server/test/harness.ts';
import { openDashboard, violationsOn } from '../../../tools/browser/agents.ts';
import { openBrowser } from '../../../tools/browser/chromium.ts';
import { type BrowserDesk, openBrowserDesk } from '../../../tools/browser/desk.ts';

let browser: Browser;
let desk: BrowserDesk;
let admin: TestUser;
let root: string;
let known_id: number;
let bare_id: number;

beforeAll(async () => {
  browser = await openBrowser();
  desk = await openBrowserDesk();
  admin = await makeUser(desk.desk, desk.account, 'administrator', 'Maria do Carmo Albuquerque');
  root = `/accounts/${desk.account.account.id}`;
  await furnish();
});

afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

const make = async (path: string, body: object) => {
  const { status, text } = await ask(desk.desk, 'POST', `/api/v1${root}/${path}`, {
    token: admin.token,
    body,
  });
  if (status >= 300) throw new Error(`${path} was refused with ${status}: ${text}`);
};

const DAY_MS = 86_400_000;
const PEOPLE = [
  'Amélie Laurent',
  'Bruno Carvalho',
  'Chidi Okafor',
  'Dana Levi',
  'Elif Yılmaz',
  'Fatima Zahra Benali',
  'Giulia Ferri',
  'Hiroshi Tanaka',
  'Ingrid Solberg',
  'João Pereira',
  'Kasia Nowak',
  'Liam Murphy',
  'Mei Lin',
  'Noor Haddad',
  'Otto Braun',
  'Priya Raman',
];

async function furnish() {
  await make('labels', { title: 'vip', color: '#c2410c' });
  await make('labels', { title: 'a-rather-long-label-of-somebody-who-likes-words', color: '#1d4ed8' });
  for (const [index, name] of PEOPLE.entries()) {
    await makeContact(desk.account, {
      name,
      email: `${name.split(' ')[0]?.toLowerCase()}@example.com`,
      ...(index % 2 === 0 ? { phone_number: `+35191000${1000 + index}` } : {}),
      ...(index % 3 === 0 ? { additional_attributes: { company_name: 'Paper Boats Limited' } } : {}),
      blocked: index === 13,
    });
    desk.desk.clock.advance(DAY_MS / 16);
  }
  const { id } = await makeContact(desk.account, {
    name: 'Maximiliana Wolkenstein-Trostburg of the Very Long Name',
    email: 'maximiliana.wolkenstein-trostburg@a-rather-long-host-name.example.com',
    phone_number: '+15550109999',
    identifier: 'crm-000000000000000000000042',
    additional_attributes: {
      company_name: 'The Company of Long Names and Longer Addresses',
      city: 'Faro',
      country: 'Portugal',
      description: 'Orders paper boats for regattas.\nPrefers to be called in the morning.',
    },
    custom_attributes: { tier: 'gold', since: '2024-05-01', orders: 42, newsletter: true },
  });
  known_id = id;
  bare_id = (await makeContact(desk.account, { name: '' })).id;
  await make(`contacts/${id}/labels`, { labels: ['vip', 'a-rather-long-label-of-somebody-who-likes-words'] });
  await make(`contacts/${id}/notes`, { content: 'Prefers to be called **in the morning**.' });
  await make(`contacts/${id}/notes`, {
    content: 'A note with https://example.com/a/rather/long/address/of/it',
  });
  for (const status of ['open', 'pending', 'snoozed', 'resolved'] as const) {
    const made = await makeConversation(desk.account, desk.inbox, { contact_id: id, status });
    await makeMessage(desk.agent.ctx, made, { content: `A boat that is ${status}, and sails all the same` });
  }
}

const FILTER = JSON.stringify([
  { attribute_key: 'email', filter_operator: 'contains', values: ['example'], query_operator: 'or' },
  { attribute_key: 'blocked', filter_operator: 'equal_to', values: ['true'], query_operator: null },
]);

/** Made when they are asked for, as the ids are only known then. */
const pages = () => [
  '/contacts',
  '/contacts?page=2&sort=name',
  `/contacts?filter=${encodeURIComponent(FILTER)}`,
  '/contacts?search=nobody-of-this-name',
  '/contacts?online=true',
  `/contacts/${known_id}`,
  `/contacts/${bare_id}`,
  '/contacts/999999',
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

async function shoot(page: Page, name: string) {
  const { SHOTS } = process.env;
  if (SHOTS)
    await page.screenshot({ path: `${SHOTS}/${name.replaceAll(/\W+/g, '-')}.png`, caret: 'initial' });
}

/** Neither the page nor what scrolls in it is wider than the window. */
const overflowOf = (page: Page) =>
  page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('#content, [data-scroll-restoration-id]')]
      .filter((box) => box.scrollWidth > box.clientWidth)
      .map((box) => box.outerHTML.slice(0, 80)),
  );

test.each(Object.keys(LOOKS))(
  'axe finds nothing wrong with list and contact, %s, wide or narrow, and nothing scrolls sideways',
  async (look) => {
    const { colorScheme, locale } = LOOKS[look] ?? { colorScheme: 'light' };
    const { page, complaints, close } = await open('/contacts', { colorScheme, viewport: WIDE });
    for (const path of pages()) {
      const address = new URL(`${desk.url}/app${root}${path}`);
      if (locale) address.searchParams.set('locale', locale);
      await page.setViewportSize(WIDE);
      await page.goto(address.href);
      for (const size of [WIDE, NARROW]) {
        await page.setViewportSize(size);
        await page.locator('main h1, main p').first().waitFor();
        await page.waitForLoadState('networkidle');
        await shoot(page, `${look}-${size.width}${path.replace(/filter=.*/, 'filter')}`);
        const found = { violations: await violationsOn(page), overflow: await overflowOf(page) };
        expect({ path, ...size, ...found }).toEqual({ path, ...size, violations: [], overflow: [] });
      }
    }
    expect(await page.evaluate(() => document.documentElement.dir)).toBe(locale ? 'rtl' : 'ltr');
    // The one that there is not is refused by the desk, which browsers write down as an error.
    expect(complaints.filter((each) => !each.includes('404'))).toEqual([]);
    await close();
  },
  300_000,
);

const windows = () => [
  { path: '/contacts', button: 'New contact' },
  { path: `/contacts?filter=${encodeURIComponent(FILTER)}`, button: 'Filter' },
  { path: `/contacts/${known_id}`, button: 'Edit' },
  { path: `/contacts/${known_id}`, button: 'New conversation' },
  { path: `/contacts/${known_id}`, button: 'More about this contact', item: 'Merge with another contact' },
  { path: `/contacts/${known_id}`, button: 'More about this contact', item: 'Delete the contact' },
];

test.each(['light', 'dark'] as const)(
  'axe finds nothing wrong with any window of contacts, %s, wide or narrow',
  async (colorScheme) => {
    const { page, complaints, close } = await open('/contacts', { colorScheme, viewport: WIDE });
    for (const { path, button, item } of windows()) {
      await page.setViewportSize(WIDE);
      await page.goto(`${desk.url}/app${root}${path}`);
      await page.getByRole('button', { name: button, exact: true }).first().click();
      if (item) await page.getByRole('menuitem', { name: item }).click();
      await page.getByRole('dialog').waitFor();
      await page.waitForLoadState('networkidle');
      for (const size of [WIDE, NARROW]) {
        await page.setViewportSize(size);
        await shoot(page, `${colorScheme}-${size.width}-window-${item ?? button}`);
        expect({ button, item, violations: await violationsOn(page) }).toEqual({
          button,
          item,
          violations: [],
        });
      }
    }
    expect(complaints).toEqual([]);
    await close();
  },
  300_000,
);
