import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeContact } from '../../../server/test/factories.ts';
import { ask, makeUser, PASSWORD, type TestUser } from '../../../server/test/harness.ts';
import { openDashboard } from '../../../tools/browser/agents.ts';
import { write } from '../../../tools/browser/chat.ts';
import { openBrowser } from '../../../tools/browser/chromium.ts';
import { type BrowserDesk, openBrowserDesk } from '../../../tools/browser/desk.ts';
import { frameOf } from '../../../tools/browser/frame.ts';
import { openSite, type Site } from '../../../tools/browser/site.ts';
import { isReady } from '../../../tools/browser/stage.ts';
import { bubbleOf } from '../../../tools/browser/threads.ts';
import { type Visit, visit } from '../../../tools/browser/visit.ts';

/*
 * A day of support by keys alone: an agent in one browser, a colleague in another, a customer in the widget. Nothing is
 * written on a console as an error, and nothing is asked that the desk refuses.
 */

let browser: Browser;
let desk: BrowserDesk;
let site: Site;
let colleague: TestUser;
const refused: string[] = [];

beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), openSite()]);
  desk = await openBrowserDesk({ inbox: { enable_email_collect: false, enable_auto_assignment: false } });
  colleague = await makeUser(desk.desk, desk.account, 'administrator', 'Ben Brown');
  const members = { inbox_id: desk.inbox.id, user_ids: [desk.agent.id, colleague.id] };
  await expectTaken(colleague, 'PATCH', `${account()}/inbox_members`, members);
  await expectTaken(colleague, 'POST', `${account()}/labels`, { title: 'delivery', color: '#2f6fed' });
  const ui_settings = { undo_send_seconds: 0 };
  await expectTaken(desk.agent, 'PUT', '/api/v1/profile', { profile: { ui_settings } });
  await makeContact(desk.account, { name: 'Rui Costa', email: 'rui@example.com' });
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
  await desk?.close();
});

const account = () => `/api/v1/accounts/${desk.account.account.id}`;

async function expectTaken(
  { token }: TestUser,
  method: 'POST' | 'PUT' | 'PATCH',
  path: string,
  body: object,
) {
  const { status, text } = await ask(desk.desk, method, path, { token, body });
  expect(status, text).toBe(200);
}

/** Writes down what the desk refuses from now on. */
function watch(opened: Visit): Visit {
  opened.context.on('response', (response) => {
    if (response.status() >= 400) refused.push(`${response.status()} ${response.url()}`);
  });
  return opened;
}

/** A customer with the chat open before them. */
async function openCustomer() {
  const address = site.lay('/', { widget: desk }).replace('localhost', '127.0.0.1');
  const customer = watch(await visit(browser, address));
  await isReady(customer);
  await customer.page.evaluate(() => window.$chatwoot?.toggle('open'));
  const frame = await frameOf(customer.page);
  await frame.click('.start .primary');
  await frame.waitForSelector('.composer textarea');
  return { ...customer, frame };
}

/** Signs in by keys alone. */
async function signIn({ email }: TestUser): Promise<Visit> {
  const viewport = { width: 1280, height: 800 };
  const opened = watch(await visit(browser, `${desk.url}/app/login`, { viewport }));
  await opened.page.getByLabel('E-mail').waitFor();
  await opened.page.keyboard.type(email);
  await opened.page.keyboard.press('Tab');
  await opened.page.keyboard.type(PASSWORD);
  await opened.page.keyboard.press('Enter');
  await opened.page.getByRole('navigation', { name: 'Main' }).waitFor();
  return opened;
}

/** Presses the key of a command, writes into the window that opens, and takes what is found. */
async function choose(page: Page, key: string, words: string) {
  await page.keyboard.press(key);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox').waitFor();
  await page.keyboard.type(words);
  await dialog
    .getByRole('option', { name: new RegExp(words, 'i') })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
}

/** Writes in the mode that the key stands for, sends it, and goes back to the page around. */
async function say(page: Page, key: 'r' | 'n', words: string) {
  await page.keyboard.press(key);
  await page.locator(`[data-composer=${key === 'r' ? 'reply' : 'note'}] textarea:focus`).waitFor();
  await page.keyboard.type(words);
  await page.keyboard.press('Control+Enter');
  await bubbleOf(page, words).waitFor();
  await page.keyboard.press('Escape');
}

/** Presses Tab until the focus is on what says this. */
async function tabTo(page: Page, words: RegExp) {
  for (let press = 0; press < 20; press += 1) {
    await page.keyboard.press('Tab');
    if (words.test(await page.evaluate(() => document.activeElement?.textContent ?? ''))) return;
  }
  throw new Error(`Tab does not lead to ${words}`);
}

const isGone = (page: Page) => page.getByRole('dialog').waitFor({ state: 'detached' });

/** The first of those that nobody has becomes the agent's, with a label and a priority. */
async function triage(page: Page) {
  await page.keyboard.press('Alt+n');
  await page.getByText('Where is my order 1042?').waitFor();
  await page.keyboard.press('j');
  await bubbleOf(page, 'Where is my order 1042?').waitFor();
  await choose(page, 'a', 'Ana');
  await page.getByText('Ana Lima took over the conversation').waitFor();
  await choose(page, 'l', 'delivery');
  await page.getByText('Ana Lima added the label delivery').waitFor();
  await page.keyboard.press('Escape');
  await isGone(page);
  await choose(page, 'p', 'urgent');
  await page.getByText('Ana Lima set the priority to urgent').waitFor();
}

/** Merges somebody who wrote before into the customer, by the palette. */
async function merge(page: Page) {
  await choose(page, 'Control+k', 'merge');
  await page.getByLabel('Search by name, e-mail, phone or identifier').first().waitFor();
  await page.keyboard.type('Rui');
  await page.getByRole('button', { name: /Rui Costa/ }).waitFor();
  await tabTo(page, /Rui Costa/);
  await page.keyboard.press('Enter');
  await page.getByText('What the contact will have').waitFor();
  await tabTo(page, /^Merge and delete the other$/);
  await page.keyboard.press('Enter');
  await isGone(page);
  await page.getByRole('link', { name: 'rui@example.com' }).waitFor();
}

/** Finds a note again, and opens it. */
async function search(page: Page) {
  await page.keyboard.press('/');
  await page.getByRole('heading', { name: 'Search', level: 1 }).waitFor();
  await page.locator('input:focus').waitFor();
  await page.keyboard.type('twice already');
  await page.locator('mark', { hasText: 'twice' }).first().waitFor();
  await tabTo(page, /The parcel was late twice already/);
  await page.keyboard.press('Enter');
  await bubbleOf(page, 'late twice already').waitFor();
}

test('a day of support is done by keys alone', { timeout: 120_000 }, async () => {
  const customer = await openCustomer();
  const { page, complaints } = await signIn(desk.agent);
  await write(customer, 'Where is my order 1042?');
  await customer.frame.waitForSelector('.mine .under');
  await triage(page);

  const path = new URL(page.url()).pathname.replace('/app', '');
  const other = watch(await openDashboard(browser, desk, colleague, { path }));
  await bubbleOf(other.page, 'Where is my order 1042?').waitFor();
  await say(page, 'r', 'It left us this morning.');
  await customer.frame.waitForSelector('.bubble:has-text("It left us this morning.")');
  await say(page, 'n', 'The parcel was late twice already.');
  await bubbleOf(other.page, 'late twice already').waitFor();
  await say(other.page, 'n', 'I call the carrier.');
  await bubbleOf(page, 'I call the carrier.').waitFor();

  await choose(page, 's', 'tomorrow');
  await page.getByText(/Ana Lima snoozed the conversation until/).waitFor();
  await merge(page);
  await search(page);
  await write(customer, 'It has arrived, thank you!');
  await bubbleOf(page, 'It has arrived').waitFor();
  await page.keyboard.press('e');
  await page.getByText('Ana Lima resolved the conversation').waitFor();

  // `p` and `s` alone would be commands on the conversation.
  for (const [key, address] of [
    ['p', /\/profile/],
    ['s', /\/settings/],
  ] as const) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await page.waitForURL(address);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.goBack();
    await bubbleOf(page, 'It has arrived').waitFor();
  }

  expect(await customer.frame.locator('.log').textContent()).not.toMatch(/twice already|carrier/);
  expect([...complaints, ...other.complaints, ...customer.complaints]).toEqual([]);
  expect(refused).toEqual([]);
});
