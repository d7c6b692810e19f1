import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeUser, type TestUser } from '../../../server/test/harness.ts';
import { openDashboard, violationsOn } from '../../../tools/browser/agents.ts';
import { openBrowser } from '../../../tools/browser/chromium.ts';
import { type BrowserDesk, openBrowserDesk } from '../../../tools/browser/desk.ts';

let browser: Browser;
let desk: BrowserDesk;
let admin: TestUser;

beforeAll(async () => {
  browser = await openBrowser();
  desk = await openBrowserDesk({ environment: { OUTBOUND_ALLOW: '127.0.0.0/8' } });
  admin = await makeUser(desk.desk, desk.account, 'administrator');
});

afterAll(async () => {
  await browser.close();
  await desk.close();
});

const open = (path: string, user = admin, options: Parameters<typeof openDashboard>[3] = {}) =>
  openDashboard(browser, desk, user, { ...options, path: `/accounts/${desk.account.account.id}${path}` });

const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name }).waitFor();
const dialog = (page: Page) => page.getByRole('dialog');

test('a website inbox is made by keys alone, and its code can be copied', async () => {
  const { page, context, complaints, close } = await open('/settings/inboxes/new');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: /^Website/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Name of the inbox').waitFor();
  await page.keyboard.type('Paper boats');
  await page.keyboard.press('Tab');
  await page.keyboard.type('boats.example.com');
  await page.keyboard.press('Enter');
  await page.getByRole('group', { name: 'Members of the inbox' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '“Paper boats” is ready' }).waitFor();
  await page.getByRole('button', { name: 'Copy the code for your website' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('chatwootSDK.run');
  expect(complaints).toEqual([]);
  await close();
});

test('what an inbox is refused is said beside the field, and nothing that was typed is lost', async () => {
  const { page, close } = await open(`/settings/inboxes/${desk.inbox.id}`);
  await heading(page, 'Shop');
  const colour = page.locator('[name=widget_color]');
  await colour.fill('reddish');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect.poll(() => colour.getAttribute('aria-invalid')).toBe('true');
  expect(await colour.inputValue()).toBe('reddish');
  await page.getByRole('link', { name: 'Business hours' }).click();
  await dialog(page).getByText('Leave without saving?').waitFor();
  await dialog(page).getByRole('button', { name: 'Stay here' }).click();
  expect(await colour.inputValue()).toBe('reddish');
  await close();
});

test('a field that was left empty is named in the words of the page, and has the focus', async () => {
  const { page, close } = await open('/settings/labels?locale=de');
  await page.getByRole('button', { name: 'Label anlegen' }).click();
  const name = dialog(page).getByLabel('Name');
  await name.press('Enter');
  await expect.poll(() => name.getAttribute('aria-invalid')).toBe('true');
  expect(await name.evaluate((element) => element === document.activeElement)).toBe(true);
  await dialog(page).getByText('Füllen Sie dieses Feld aus.').waitFor();
  await close();
});

test('somebody is invited as an agent, and one who is here already is refused beside the address', async () => {
  const { page, close } = await open('/settings/agents');
  await page.getByRole('button', { name: 'Invite an agent' }).click();
  await dialog(page).getByLabel('Name').fill('Cleo Costa');
  await dialog(page).getByLabel('E-mail').fill(admin.email);
  await page.keyboard.press('Enter');
  await expect.poll(() => dialog(page).getByLabel('E-mail').getAttribute('aria-invalid')).toBe('true');
  await dialog(page).getByLabel('E-mail').fill('cleo@example.com');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Edit Cleo Costa' }).waitFor();
  await close();
});

test('teams and labels are made, and a label is deleted after asking', async () => {
  const { page, close } = await open('/settings/teams');
  await page.getByRole('button', { name: 'Create a team' }).click();
  await dialog(page).getByLabel('Name').fill('billing');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Edit billing' }).waitFor();
  await page.getByRole('link', { name: 'Labels' }).click();
  await page.getByRole('button', { name: 'Create a label' }).click();
  await dialog(page).getByLabel('Name').fill('refund');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Delete refund' }).click();
  await dialog(page).getByRole('button', { name: 'Delete' }).click();
  await page.getByText('No labels yet').waitFor();
  await close();
});

test('a webhook shows what it was sent, and sends it again', async () => {
  const { page, close } = await open('/settings/webhooks');
  await page.getByRole('button', { name: 'Add a webhook' }).click();
  await dialog(page).getByLabel('Address').fill('http://127.0.0.1:9/closed');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Send a test event' }).click();
  await page.getByRole('button', { name: /^Show webhook_test/ }).click();
  await dialog(page).getByRole('button', { name: 'Send again' }).click();
  await page.getByText('Sent again', { exact: true }).first().waitFor();
  await close();
});

test('a bot gets a new token, and the old one is gone', async () => {
  const { page, close } = await open('/settings/agent-bots');
  await page.getByRole('button', { name: 'Add a bot' }).click();
  await dialog(page).getByLabel('Name').fill('Triage');
  await dialog(page).getByLabel('Address of the bot').fill('https://bot.example.com/in');
  await page.keyboard.press('Enter');
  await dialog(page).getByRole('button', { name: 'Show: Access token' }).click();
  const token = dialog(page).locator('code').first();
  const before = await token.textContent();
  await dialog(page).getByRole('button', { name: 'Make a new token' }).click();
  await page
    .getByRole('dialog', { name: 'Make a new token' })
    .getByRole('button', { name: 'Make a new token' })
    .click();
  await expect.poll(() => token.textContent()).not.toBe(before);
  expect(before).toMatch(/^\S{20,}$/);
  await close();
});

test('an agent is told that settings are for administrators, and lands on the own profile', async () => {
  const { page, close } = await open('/settings', desk.agent);
  await heading(page, 'Profile');
  await page.goto(`${desk.url}/app/accounts/${desk.account.account.id}/settings/webhooks`);
  await page.getByText('Only administrators can change these settings.').waitFor();
  expect(await page.getByRole('button', { name: 'Add a webhook' }).count()).toBe(0);
  await close();
});

test('every entry of the menu leads to its page', async () => {
  const { page, complaints, close } = await open('/settings');
  await heading(page, 'Inboxes');
  const menu = page.getByRole('navigation', { name: 'Settings' });
  const names = await menu.getByRole('link').allTextContents();
  expect(names).toHaveLength(9);
  for (const name of names) {
    await menu.getByRole('link', { name, exact: true }).click();
    await heading(page, name === 'Your profile' ? 'Profile' : name);
  }
  expect(complaints).toEqual([]);
  await close();
});

test('the time zone of an inbox is found by typing, and hours that end before they begin are not saved', async () => {
  const { page, complaints, close } = await open(`/settings/inboxes/${desk.inbox.id}?tab=hours`);
  await page.getByLabel('Keep business hours').check();
  const zone = page.getByRole('combobox', { name: 'Time zone' });
  await zone.click();
  await page.getByPlaceholder('Type to filter').fill('lisb');
  await page.getByRole('option', { name: 'Europe/Lisbon' }).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByLabel('Monday, to').fill('07:00');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('alert').filter({ hasText: 'A day closes before it opens.' }).waitFor();
  await page.getByLabel('Monday, to').fill('18:00');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Discard changes' }).waitFor({ state: 'detached' });
  await page.reload();
  await expect.poll(() => zone.textContent()).toBe('Europe/Lisbon');
  expect(await page.getByLabel('Monday, to').inputValue()).toBe('18:00');
  expect(complaints).toEqual([]);
  await close();
});
