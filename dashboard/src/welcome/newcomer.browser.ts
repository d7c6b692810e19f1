import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeConversation } from '../../../server/test/factories.ts';
import { makeUser, type TestUser } from '../../../server/test/harness.ts';
import { openDashboard, violationsOn } from '../../../tools/browser/agents.ts';
import { openBrowser } from '../../../tools/browser/chromium.ts';
import { type BrowserDesk, openBrowserDesk } from '../../../tools/browser/desk.ts';
import { visit } from '../../../tools/browser/visit.ts';

/* What somebody meets who has just started a desk: no mail server, no conversation. */

let browser: Browser;
let desk: BrowserDesk;
let admin: TestUser;
let root: string;

beforeAll(async () => {
  [browser, desk] = await Promise.all([
    openBrowser(),
    openBrowserDesk({ inbox: { enable_auto_assignment: false } }),
  ]);
  admin = await makeUser(desk.desk, desk.account, 'administrator');
  root = `/accounts/${desk.account.account.id}`;
});

afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

const open = (path: string, user: TestUser = admin) =>
  openDashboard(browser, desk, user, { path: `${root}${path}` });

const steps = (page: Page) => page.getByRole('region', { name: 'Your desk is ready' });
const hint = (page: Page) => page.getByText('No conversation is open');

test('a new desk shows the first steps to whoever sets it up, until a conversation comes', async () => {
  const agents = await open('/conversations', desk.agent);
  await hint(agents.page).waitFor();
  const { page, complaints, close } = await open('/conversations');
  await steps(page).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await steps(page).getByRole('link').last().isVisible()).toBe(true);
  await page.setViewportSize({ width: 1280, height: 800 });
  const chat = steps(page).getByRole('link', { name: 'Write as a customer would' });
  expect(await chat.getAttribute('href')).toBe(`/widget?website_token=${desk.website_token}`);
  await steps(page).getByRole('link', { name: 'Put the chat on your website' }).click();
  await page.getByRole('button', { name: 'Copy the code for your website' }).waitFor();
  await page.goBack();
  await steps(page).getByRole('link', { name: 'Invite your colleagues' }).click();
  await page.getByRole('heading', { name: 'Agents', level: 1 }).waitFor();
  await page.goBack();
  await steps(page).waitFor();
  expect(await steps(agents.page).count()).toBe(0);
  await makeConversation(desk.account, desk.inbox);
  await desk.live.drain();
  await hint(page).waitFor();
  expect(await steps(page).count()).toBe(0);
  await page.reload();
  // Nobody has it yet, so the list of one’s own is empty, and leads to where it is.
  await page.getByRole('button', { name: 'Show unassigned ones' }).click();
  await page.getByRole('listitem').first().waitFor();
  expect(complaints).toEqual([]);
  await agents.close();
  await close();
});

test('a desk without a mail server promises no mail', async () => {
  const forgot = await visit(browser, `${desk.url}/app/auth/reset/password`);
  await forgot.page.getByText('This desk sends no mail yet').waitFor();
  expect(await forgot.page.getByLabel('E-mail').count()).toBe(0);
  await forgot.close();
  const { page, close } = await open('/settings/agents');
  await page.getByRole('button', { name: 'Invite an agent' }).click();
  const window = page.getByRole('dialog', { name: 'Invite an agent' });
  await window.getByText('This desk sends no mail yet').waitFor();
  await window.getByLabel('Name').fill('Cleo Costa');
  await window.getByLabel('E-mail').fill('cleo@example.com');
  await window.getByRole('button', { name: 'Add the agent' }).click();
  await page.getByText('Agent added').waitFor();
  await close();
});

test('the guide to a new inbox stands in the address, and Back goes one step back', async () => {
  const { page, complaints, close } = await open('/settings/inboxes/new');
  await page.getByRole('button', { name: /^API/ }).click();
  await page.getByLabel('Name of the inbox').fill('Orders');
  await page.goBack();
  // What was written is not lost by leaving.
  await page.getByRole('button', { name: 'Stay here' }).click();
  await page.getByRole('button', { name: 'Create the inbox' }).click();
  await page.getByRole('group', { name: 'Members of the inbox' }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: '“Orders” is ready' }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
  await page.reload();
  await page.getByRole('heading', { name: '“Orders” is ready' }).waitFor();
  await page.goBack();
  await page.getByRole('group', { name: 'Members of the inbox' }).waitFor();
  // The form of an inbox that was made would make it twice.
  await page.goBack();
  await page.getByRole('button', { name: /^Website/ }).waitFor();
  await page.goForward();
  await page.getByRole('group', { name: 'Members of the inbox' }).waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test.each([
  ['/conversations/9999', 'This conversation is not here'],
  ['/contacts/9999', 'This contact is not here'],
  ['/settings/inboxes/9999', 'This is not here'],
  ['/settings/webhooks/9999', 'This is not here'],
])('what %s led to and is gone is said to be gone, not to have failed', async (path, sentence) => {
  const { page, close } = await open(path);
  await page.getByText(sentence).waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
  await close();
});
