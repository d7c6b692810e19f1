import { createHmac } from 'node:crypto';
import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, makeUser, type TestUser } from '../../../../server/test/harness.ts';
import { openDashboard, violationsOn } from '../../../../tools/browser/agents.ts';
import { bubblesOf, write } from '../../../../tools/browser/chat.ts';
import { openBrowser } from '../../../../tools/browser/chromium.ts';
import { type BrowserDesk, openBrowserDesk } from '../../../../tools/browser/desk.ts';
import { frameOf } from '../../../../tools/browser/frame.ts';
import { openSite, type Site } from '../../../../tools/browser/site.ts';
import { type Visit, visit } from '../../../../tools/browser/visit.ts';

let browser: Browser;
let desk: BrowserDesk;
let site: Site;
let admin: TestUser;
/** The administrator's window, on the last page of the guide. */
let guide: Visit;
/** The code for websites as the guide copied it. */
let snippet: string;

beforeAll(async () => {
  [browser, desk, site] = await Promise.all([openBrowser(), openBrowserDesk(), openSite()]);
  admin = await makeUser(desk.desk, desk.account, 'administrator');
  guide = await openDashboard(browser, desk, admin, {
    path: `/accounts/${desk.account.account.id}/settings/inboxes/new`,
  });
  await guide.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await followGuide(guide.page);
  snippet = await copied(guide.page, 'Copy the code for your website');
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
  await desk?.close();
});

async function followGuide(page: Page) {
  await page.getByRole('button', { name: /^Website/ }).click();
  await page.getByLabel('Name of the inbox').fill('Paper boats');
  await page.getByLabel('Address of the website').fill('boats.example.com');
  await page.locator('[name=widget_color]').fill('#8a4a00');
  await page.getByLabel('Heading').fill('Ahoy!');
  await page.getByLabel('Tagline').fill('We fold while you wait.');
  await page.getByLabel('Greet', { exact: true }).check();
  await page.getByLabel('Greeting', { exact: true }).fill('Welcome aboard.');
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole('button', { name: 'Create the inbox' }).click();
  await page.getByRole('group', { name: 'Members of the inbox' }).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: '“Paper boats” is ready' }).waitFor();
  expect(await violationsOn(page)).toEqual([]);
}

/** What a button that copies puts into the clipboard. */
async function copied(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  return await page.evaluate(() => navigator.clipboard.readText());
}

/** A visitor on a page with the code as it was copied; `host` is what the page is reached by. */
async function comeBy({ host = '127.0.0.1' } = {}) {
  const address = site.lay('/', { head: snippet });
  return await visit(browser, address.replace('localhost', host));
}

const BUBBLE = '.woot-widget-bubble:not(.woot--close)';

async function openChat({ page }: Visit): Promise<Frame> {
  await page.waitForFunction(() => window.$chatwoot?.hasLoaded);
  await page.click(BUBBLE);
  return await frameOf(page);
}

/** Saves the form that has been changed. */
async function save(page: Page) {
  await page.getByRole('button', { name: 'Save', exact: true, disabled: false }).click();
  await page.getByRole('button', { name: 'Discard changes' }).waitFor({ state: 'detached' });
}

const openPart = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Paper boats' }).getByRole('link', { name }).click();

/** Sets the rest: no hours on any day, a form that asks for the name, these domains, and proofs that must be given. */
async function setRest(page: Page, domains: string): Promise<string> {
  await page
    .getByRole('list', { name: 'What you can set up next' })
    .getByRole('link', { name: /hours/ })
    .click();
  await page.getByLabel('Keep business hours').check();
  await page.getByLabel('Message outside business hours').fill('Back on Monday.');
  for (const day of DAYS) await page.getByLabel(day, { exact: true }).selectOption('closed');
  await save(page);
  await openPart(page, 'Pre-chat form');
  await page.getByLabel('Show the form').check();
  await page.getByLabel('Message above the form').fill('Who are you?');
  const name = page.getByRole('group', { name: 'Name', exact: true });
  await name.getByLabel('Ask for').check();
  await name.getByLabel('Must be filled in').check();
  await save(page);
  await openPart(page, 'Configuration');
  await page.locator('[name=allowed_domains]').fill(domains);
  await save(page);
  await page.getByLabel('Verification is mandatory').check();
  await save(page);
  return await copied(page, 'Copy Verification key');
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

test('the code that the guide copies brings the chat, in its colour and words, to a page', async () => {
  expect(guide.complaints).toEqual([]);
  const visitor = await comeBy();
  const frame = await openChat(visitor);
  expect(
    await visitor.page.locator(BUBBLE).evaluate((element) => getComputedStyle(element).backgroundColor),
  ).toBe('rgb(138, 74, 0)');
  await frame.getByText('Ahoy!').first().waitFor();
  await frame.getByText('We fold while you wait.').waitFor();
  await frame.click('.start .primary');
  await write({ frame }, 'How much is a boat?');
  await expect.poll(() => bubblesOf({ frame })).toContain('Welcome aboard.');
  expect(visitor.complaints).toEqual([]);
  await visitor.close();
});

test('hours, form, domains and key that are set after it hold on the page', async () => {
  const key = await setRest(guide.page, '127.0.0.1:*');
  expect(guide.complaints).toEqual([]);
  const visitor = await comeBy();
  const frame = await openChat(visitor);
  await frame.click('.start .primary');
  await frame.getByText('Who are you?').waitFor();
  await frame.getByLabel('Message').fill('Are you there?');
  await frame.click('.questions > .primary');
  await frame.getByText('Please fill this in').waitFor();
  await frame.getByLabel('Full name').fill('Rui Costa');
  await frame.click('.questions > .primary');
  await expect.poll(() => bubblesOf({ frame })).toContain('Back on Monday.');
  await sayWho(visitor, 'wrong');
  await visitor.page.waitForFunction(() => Reflect.get(window, 'isRefused'));
  expect(await identifiers()).not.toContain('rui');
  await sayWho(visitor, createHmac('sha256', key).update('rui').digest('hex'));
  await expect.poll(identifiers).toContain('rui');
  await visitor.close();
});

/** Says that the visitor is the user `rui`, as the website does, with this proof. */
const sayWho = ({ page }: Visit, identifier_hash: string) =>
  page.evaluate((proof) => {
    addEventListener('chatwoot:error', () => Reflect.set(window, 'isRefused', true));
    window.$chatwoot?.setUser('rui', { name: 'Rui Costa', identifier_hash: proof });
  }, identifier_hash);

/** Who the contacts of the desk are, as websites call them. */
async function identifiers(): Promise<unknown[]> {
  const path = `/api/v1/accounts/${desk.account.account.id}/contacts`;
  const { body } = await ask(desk.desk, 'GET', path, { token: admin.token });
  return body.payload.map(({ identifier }: { identifier: unknown }) => identifier);
}

test('a page of another domain gets no chat', async () => {
  const visitor = await comeBy({ host: 'localhost' });
  const asked = () => visitor.requests.filter((address) => address.includes('/widget/launcher')).length;
  await expect.poll(asked).toBe(1);
  await visitor.page.waitForTimeout(1000);
  expect(asked()).toBe(1);
  expect(await visitor.page.locator(BUBBLE).isVisible()).toBe(false);
  await visitor.close();
});
