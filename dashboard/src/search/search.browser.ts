import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { makeContact, makeConversation, makeMessage } from '../../../server/test/factories.ts';
import { openDashboard, violationsOn } from '../../../tools/browser/agents.ts';
import { openBrowser } from '../../../tools/browser/chromium.ts';
import { type BrowserDesk, openBrowserDesk } from '../../../tools/browser/desk.ts';
import type { Visit } from '../../../tools/browser/visit.ts';

let browser: Browser;
let desk: BrowserDesk;
let root: string;
const visits: Visit[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  desk = await openBrowserDesk();
  root = `/accounts/${desk.account.account.id}`;
  await furnish();
});
afterEach(async () => {
  for (const visit of visits.splice(0)) await visit.close();
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

/** The conversation of Rui, and a message far up in it. */
let rui: { display_id: number; early_id: number };

const CUSTOMERS_MANY = 17;

async function furnish() {
  const talk = async (name: string, contents: readonly string[], fields: object = {}) => {
    const { id: contact_id } = await makeContact(desk.account, { name, ...fields });
    const conversation = await makeConversation(desk.account, desk.inbox, { contact_id });
    const made = [];
    for (const content of contents) made.push(await makeMessage(desk.agent.ctx, conversation, { content }));
    desk.desk.clock.advance(1000);
    return { conversation, made };
  };
  const { conversation, made } = await talk(
    'Rui Costa',
    ['The canoe folds in **four** steps.', ...Array.from({ length: 40 }, (_, at) => `Line ${at}`)],
    {
      email: 'rui@example.com',
      phone_number: '+351910000001',
      additional_attributes: { company_name: 'Canoe Club' },
    },
  );
  rui = { display_id: conversation.display_id, early_id: made[0]?.id ?? 0 };
  await talk('Eva Lindqvist', ['A canoe is no kayak.', 'But a canoe floats.'], { email: 'eva@example.com' });
  for (let at = 0; at < CUSTOMERS_MANY; at += 1)
    await makeContact(desk.account, { name: `Paddler ${at}`, email: `paddler${at}@example.com` });
}

async function open(path = '/search', options: Parameters<typeof openDashboard>[3] = {}) {
  const visit = await openDashboard(browser, desk, desk.agent, { ...options, path: `${root}${path}` });
  visits.push(visit);
  await visit.page.getByRole('heading', { level: 1 }).waitFor();
  return visit;
}

const fieldOf = (page: Page) => page.locator('[data-search-field]');
const groupOf = (page: Page, name: RegExp) => page.getByRole('region', { name });
const resultsIn = (page: Page, name: RegExp) => groupOf(page, name).locator('li a');
const isInField = (page: Page) =>
  expect.poll(() => fieldOf(page).evaluate((field) => field === document.activeElement)).toBe(true);
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '');

async function shoot(page: Page, name: string) {
  const { SHOTS } = process.env;
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/search-${name}.png`, caret: 'initial' });
}

test('what is typed is found in groups with their counts, marked, and stands in the address', async () => {
  const { page, complaints } = await open();
  await isInField(page);
  await page.keyboard.type('canoe');
  await expect.poll(() => resultsIn(page, /^Contacts/).count()).toBe(1);
  expect(new URL(page.url()).searchParams.get('q')).toBe('canoe');
  await expect.poll(() => resultsIn(page, /^Conversations/).count()).toBe(2);
  expect(await resultsIn(page, /^Messages/).count()).toBe(3);
  expect(await page.locator('mark').allTextContents()).toContain('Canoe');
  await page.getByRole('link', { name: 'Messages 3' }).waitFor();
  await expect
    .poll(() => page.getByRole('status').allTextContents())
    .toContain('Contacts: 1. Conversations: 2. Messages: 3.');
  expect(await violationsOn(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('arrows and Enter lead to a message in its place, and Back to the results', async () => {
  const { page } = await open('/search?q=folds');
  await resultsIn(page, /^Messages/)
    .first()
    .waitFor();
  await expect.poll(() => resultsIn(page, /^Conversations/).count()).toBe(1);
  await fieldOf(page).focus();
  await page.keyboard.press('ArrowDown');
  expect(await focused(page)).toContain('1 message matches');
  await page.keyboard.press('ArrowDown');
  expect(await focused(page)).toContain('four');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await isInField(page);
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/conversations/${rui.display_id}?**messageId=${rui.early_id}**`);
  await page.locator('[data-thread] article', { hasText: 'folds in' }).waitFor();
  await page.goBack();
  await resultsIn(page, /^Messages/)
    .first()
    .waitFor();
  expect(await fieldOf(page).inputValue()).toBe('folds');
});

test('the key of the search leads here from elsewhere, and to the field here', async () => {
  const { page } = await open('/profile/settings');
  await page.keyboard.press('/');
  await page.waitForURL('**/search');
  await isInField(page);
  await page.keyboard.type('eva');
  await resultsIn(page, /^Contacts/)
    .first()
    .waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('/');
  await isInField(page);
  expect(await fieldOf(page).inputValue()).toBe('eva');
});

test('what is typed before the field is there is kept for it, and is no shortcut', async () => {
  const { page, complaints } = await open('/profile/settings');
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const isAsked = page.waitForRequest(/search-page/);
  await page.route(/search-page/, async (route) => {
    await held;
    await route.continue();
  });
  await page.keyboard.press('/');
  await isAsked;
  // Among them the keys of commands: `g c` goes to the contacts, `?` lists the shortcuts.
  await page.keyboard.type('gc ?eva');
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('Backspace');
  await page.keyboard.press('Enter');
  release();
  await isInField(page);
  await page.keyboard.type('lindqvist');
  expect(await fieldOf(page).inputValue()).toBe('gc ?lindqvist');
  expect(new URL(page.url()).pathname).toMatch(/\/search$/);
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('the conversations of a customer and that of a number are found', async () => {
  const { page } = await open('/search/conversations?q=Lindqvist');
  await expect.poll(() => resultsIn(page, /^Conversations/).allTextContents()).toHaveLength(1);
  expect(await resultsIn(page, /^Conversations/).allTextContents()).toEqual([
    expect.stringContaining('Eva Lindqvist'),
  ]);
  await fieldOf(page).fill(`#${rui.display_id}`);
  await expect
    .poll(() => resultsIn(page, /^Conversations/).allTextContents())
    .toEqual([expect.stringContaining(`#${rui.display_id}`)]);
  expect(page.url()).toContain('/search/conversations?');
});

test('a group is read on, and the answer to an earlier question is never shown for a later one', async () => {
  const { page } = await open('/search?q=paddler');
  await expect.poll(() => resultsIn(page, /^Contacts/).count()).toBe(5);
  await page.getByRole('link', { name: 'All contacts found' }).click();
  await expect.poll(() => resultsIn(page, /^Contacts/).count()).toBe(15);
  const current = page.getByRole('navigation', { name: 'What to show' }).locator('[aria-current=page]');
  expect(await current.allTextContents()).toEqual([expect.stringMatching(/^Contacts/)]);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect.poll(() => resultsIn(page, /^Contacts/).count()).toBe(CUSTOMERS_MANY);
  expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0);
  await shoot(page, 'contacts');
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/contacts\/search.*q=paddler1&/, async (route) => {
    await held;
    await route.continue();
  });
  await fieldOf(page).fill('paddler1');
  await page.waitForURL('**q=paddler1**');
  await fieldOf(page).fill('rui@');
  await expect.poll(() => resultsIn(page, /^Contacts/).count()).toBe(1);
  release();
  await page.waitForTimeout(500);
  expect(await resultsIn(page, /^Contacts/).allTextContents()).toEqual([expect.stringContaining('Rui')]);
});

test('searches that led somewhere are kept in this browser, and can be forgotten', async () => {
  const { page } = await open('/search?q=kayak');
  await resultsIn(page, /^Conversations/)
    .first()
    .click();
  await page.waitForURL('**/conversations/**');
  await page.locator('[data-composer]').waitFor();
  await page.keyboard.press('/');
  const recent = page.getByRole('region', { name: 'Recent searches' });
  await recent.getByRole('link', { name: 'kayak' }).waitFor();
  await shoot(page, 'recent');
  expect(await violationsOn(page)).toEqual([]);
  await isInField(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await resultsIn(page, /^Conversations/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await recent.getByRole('button', { name: 'Forget “kayak”' }).click();
  await page.getByText('Find what was said, and by whom').waitFor();
});

test('too little, nothing and a failure are said', async () => {
  const { page } = await open();
  await fieldOf(page).fill('c');
  await page.getByText('Type at least two letters.').waitFor();
  await fieldOf(page).fill('zzzz');
  await page.getByText('Nothing found for “zzzz”').first().waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await page.route(/contacts\/search/, (route) =>
    route.fulfill({ status: 422, json: { error: 'Try it later.' } }),
  );
  await fieldOf(page).fill('kayak');
  await groupOf(page, /^Contacts/)
    .getByText('Try it later.')
    .waitFor();
  await resultsIn(page, /^Messages/)
    .first()
    .waitFor();
  await page.unroute(/contacts\/search/);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('Try it later.').waitFor({ state: 'detached' });
});

test.each(['light', 'dark', 'rtl', 'narrow'] as const)('axe finds nothing wrong, %s', async (look) => {
  const locale = look === 'rtl' ? '&locale=ar' : '';
  const { page, complaints } = await open(`/search?q=canoe${locale}`, {
    colorScheme: look === 'dark' ? 'dark' : 'light',
    viewport: look === 'narrow' ? { width: 390, height: 844 } : { width: 1440, height: 900 },
  });
  await expect.poll(() => page.locator('main li a').count()).toBe(6);
  await page.waitForLoadState('networkidle');
  await shoot(page, look);
  expect(await violationsOn(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(
    look === 'narrow' ? 390 : 1440,
  );
  expect(complaints).toEqual([]);
});
