import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeContact, makeConversation, makeMessage } from '../../../server/test/factories.ts';
import { ask, makeUser, type TestUser } from '../../../server/test/harness.ts';
import { openDashboard } from '../../../tools/browser/agents.ts';
import { openBrowser } from '../../../tools/browser/chromium.ts';
import { type BrowserDesk, openBrowserDesk } from '../../../tools/browser/desk.ts';
import type { Visit } from '../../../tools/browser/visit.ts';

let browser: Browser;
let desk: BrowserDesk;
let admin: TestUser;
const visits: Visit[] = [];

beforeAll(async () => {
  browser = await openBrowser();
});
beforeEach(async () => {
  desk = await openBrowserDesk();
  admin = await makeUser(desk.desk, desk.account, 'administrator');
});
afterEach(async () => {
  for (const visit of visits.splice(0)) await visit.close();
  await desk.close();
});
afterAll(() => browser.close());

const named = (name: string, fields: Parameters<typeof makeContact>[1] = {}) =>
  makeContact(desk.account, { name, email: `${name.toLowerCase()}@example.com`, ...fields });

async function open(path: string, user: TestUser = desk.agent) {
  const visit = await openDashboard(browser, desk, user, {
    path: `/accounts/${desk.account.account.id}${path}`,
  });
  visits.push(visit);
  await visit.page.getByRole('heading', { level: 1 }).waitFor();
  return visit.page;
}

const namesOn = (page: Page) => page.locator('[data-row] a').allInnerTexts();
const dialog = (page: Page) => page.getByRole('dialog');
const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
const searched = (page: Page) => new URL(page.url()).searchParams;

async function asked(path: string, user: TestUser = admin) {
  const { body } = await ask(desk.desk, 'GET', `/api/v1/accounts/${desk.account.account.id}${path}`, {
    token: user.token,
  });
  return body;
}

const chooseFromMenu = async (page: Page, item: string) => {
  await page.getByRole('button', { name: 'More about this contact' }).click();
  await page.getByRole('menuitem', { name: item }).click();
};

test('the list is searched as somebody types, and Back leads to it as it was', async () => {
  for (const name of ['Eva', 'Rui', 'Lea']) await named(name);
  const page = await open('/contacts');
  const field = page.getByRole('searchbox');
  await expect.poll(() => namesOn(page)).toHaveLength(3);
  await field.pressSequentially('rui@');
  await expect.poll(() => namesOn(page)).toEqual(['Rui']);
  expect(searched(page).get('search')).toBe('rui@');
  await field.pressSequentially('nowhere');
  await page.getByText('No contact matches').waitFor();
  await page.goBack();
  await expect.poll(() => namesOn(page)).toHaveLength(3);
  expect(await field.inputValue()).toBe('');
  expect(searched(page).size).toBe(0);
});

test('a page behind the last says that it is empty, and leads to the first in the same order', async () => {
  for (const name of ['Rui', 'Eva']) await named(name);
  const page = await open('/contacts?page=3&sort=name');
  await page.getByText('Nothing on this page').waitFor();
  await page.getByRole('navigation', { name: 'Pages' }).getByText('2 contacts').waitFor();
  await page.getByRole('button', { name: 'Show the first page' }).click();
  await expect.poll(() => namesOn(page)).toEqual(['Eva', 'Rui']);
  expect(searched(page).toString()).toBe('sort=name');
});

test('a column sorts by it, and again the other way round; the address says how', async () => {
  for (const name of ['Rui', 'Eva', 'Lea']) await named(name);
  const page = await open('/contacts');
  const column = page.getByRole('columnheader', { name: 'Name' });
  await column.getByRole('button').click();
  await expect.poll(() => namesOn(page)).toEqual(['Eva', 'Lea', 'Rui']);
  expect(await column.getAttribute('aria-sort')).toBe('ascending');
  await column.getByRole('button').click();
  await expect.poll(() => namesOn(page)).toEqual(['Rui', 'Lea', 'Eva']);
  expect(searched(page).get('sort')).toBe('-name');
  await page.goBack();
  await expect.poll(() => namesOn(page)).toEqual(['Eva', 'Lea', 'Rui']);
  await page.getByRole('button', { name: 'Order: Name' }).click();
  await page.getByRole('menuitemradio', { name: 'Descending' }).click();
  await expect.poll(() => namesOn(page)).toEqual(['Rui', 'Lea', 'Eva']);
});

test('conditions narrow the list, stand in the address, and are taken away one by one', async () => {
  await named('Eva', { additional_attributes: { city: 'Faro', company_name: 'Boats' } });
  await named('Rui', { additional_attributes: { city: 'Faro' } });
  await named('Lea', { blocked: true });
  const page = await open('/contacts?sort=name');
  await page.getByRole('button', { name: 'Filter' }).click();
  await dialog(page).getByLabel('What').selectOption('City');
  await dialog(page).getByRole('button', { name: 'Show them' }).click();
  await dialog(page).getByText('Every condition needs a value.').waitFor();
  await dialog(page).getByLabel('Value').fill('faro');
  await dialog(page).getByRole('button', { name: 'Add a condition' }).click();
  await dialog(page).getByLabel('What').nth(1).selectOption('Company');
  await dialog(page).getByLabel('Comparison').nth(1).selectOption('contains');
  await dialog(page).getByLabel('Value').nth(1).fill('boat');
  await page.keyboard.press('Enter');
  await expect.poll(() => namesOn(page)).toEqual(['Eva']);
  await page.reload();
  await expect.poll(() => namesOn(page)).toEqual(['Eva']);
  await page.getByRole('button', { name: 'Remove “and Company contains boat”' }).click();
  await expect.poll(() => namesOn(page)).toEqual(['Eva', 'Rui']);
  await page.goBack();
  await expect.poll(() => namesOn(page)).toEqual(['Eva']);
});

test('pages follow each other in the address, and a bookmark of a label still leads to it', async () => {
  for (let index = 10; index < 27; index += 1) await named(`Guest-${index}`);
  const vip = await named('Vera');
  const at = `/api/v1/accounts/${desk.account.account.id}`;
  const options = { token: admin.token };
  await ask(desk.desk, 'POST', `${at}/contacts/${vip.id}/labels`, { ...options, body: { labels: ['vip'] } });
  const page = await open('/contacts?sort=name');
  await expect.poll(() => namesOn(page)).toHaveLength(15);
  await page.getByText('1–15 of 18').waitFor();
  await page.getByRole('link', { name: 'Next page' }).click();
  await expect.poll(() => namesOn(page)).toEqual(['Guest-25', 'Guest-26', 'Vera']);
  expect(searched(page).get('page')).toBe('2');
  await page.goto(`${desk.url}/app/accounts/${desk.account.account.id}/contacts/labels/vip`);
  await expect.poll(() => namesOn(page)).toEqual(['Vera']);
  expect(searched(page).get('label')).toBe('vip');
});

test('by keys alone: there, down into the list, into a contact, and back to the same list', async () => {
  for (const name of ['Eva', 'Rui', 'Lea']) await named(name);
  const page = await open('/profile/settings');
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await expect.poll(() => namesOn(page)).toHaveLength(3);
  await page.getByRole('searchbox').focus();
  await page.keyboard.type('a@');
  await expect.poll(async () => (await namesOn(page)).length).toBe(2);
  const [first = '', second = ''] = await namesOn(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await title(page, second);
  await page.getByRole('link', { name: 'Contacts' }).last().click();
  await expect.poll(() => namesOn(page)).toEqual([first, second]);
  await page.goto(`${desk.url}/app/accounts/${desk.account.account.id}/profile/settings`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Alt+v');
  await expect.poll(() => namesOn(page)).toHaveLength(3);
});

test('what a new contact is refused is said beside the field, and then it is made', async () => {
  await named('Eva');
  const page = await open('/contacts');
  await page.getByRole('button', { name: 'New contact' }).click();
  await dialog(page).getByLabel('Name').fill('Ida Lund');
  await page.keyboard.press('Enter');
  const email = dialog(page).getByLabel('E-mail');
  await dialog(page).getByText('Fill in an e-mail address, a phone number or an identifier.').waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('email');
  await email.fill('eva@example.com');
  await page.keyboard.press('Enter');
  await dialog(page).getByText('Email has already been taken').waitFor();
  expect(await email.getAttribute('aria-invalid')).toBe('true');
  await email.fill('ida@example.com');
  await dialog(page).getByLabel('Company').fill('Lund Boats');
  await page.keyboard.press('Enter');
  await title(page, 'Ida Lund');
  await page.getByText('Lund Boats').waitFor();
  await page.goBack();
  await expect.poll(async () => (await namesOn(page)).sort()).toEqual(['Eva', 'Ida Lund']);
});

test('a contact is edited; a phone number that is none is said beside the field', async () => {
  const eva = await named('Eva', { additional_attributes: { company: 'Acme', tier: 3 } });
  const page = await open(`/contacts/${eva.id}`);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await dialog(page).getByLabel('Phone').fill('555 0109');
  await page.keyboard.press('Enter');
  await expect.poll(() => dialog(page).getByLabel('Phone').getAttribute('aria-invalid')).toBe('true');
  await dialog(page).getByLabel('Phone').fill('+15550109999');
  await dialog(page).getByLabel('Company').fill('Boats');
  await dialog(page).getByLabel('Name').fill('Eva Sá');
  await page.keyboard.press('Enter');
  await title(page, 'Eva Sá');
  await page.getByRole('link', { name: '+15550109999' }).waitFor();
  const { payload } = await asked(`/contacts/${eva.id}`);
  expect(payload).toMatchObject({
    name: 'Eva Sá',
    email: 'eva@example.com',
    additional_attributes: { company_name: 'Boats', tier: 3 },
  });
});

test('notes are written, changed, deleted, and brought back', async () => {
  const eva = await named('Eva');
  const page = await open(`/contacts/${eva.id}`);
  const notes = async () =>
    (await asked(`/contacts/${eva.id}/notes`)).map(({ content }: { content: string }) => content);
  await page.getByLabel('New note about the contact').fill('Likes boats');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'Edit note' }).click();
  await page.getByRole('textbox', { name: 'Edit note' }).fill('Likes paper boats');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Likes paper boats').waitFor();
  await expect.poll(notes).toEqual(['Likes paper boats']);
  await page.getByRole('button', { name: 'Delete note' }).click();
  await expect.poll(notes).toEqual([]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(notes).toEqual(['Likes paper boats']);
});

test('labels and attributes are put on and taken off', async () => {
  const eva = await named('Eva');
  const at = `/api/v1/accounts/${desk.account.account.id}`;
  await ask(desk.desk, 'POST', `${at}/labels`, { token: admin.token, body: { title: 'vip' } });
  const page = await open(`/contacts/${eva.id}`);
  await page.getByRole('combobox', { name: 'Labels' }).click();
  await page.getByRole('option', { name: 'vip' }).click();
  await expect.poll(async () => (await asked(`/contacts/${eva.id}/labels`)).payload).toEqual(['vip']);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add attribute' }).click();
  await page.getByLabel('Name of the attribute').fill('tier');
  await page.getByLabel('Value', { exact: true }).fill('gold');
  await page.keyboard.press('Enter');
  const custom = async () => (await asked(`/contacts/${eva.id}`)).payload.custom_attributes;
  await expect.poll(custom).toEqual({ tier: 'gold' });
  await page.getByRole('button', { name: 'Remove tier' }).click();
  await expect.poll(custom).toEqual({});
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(custom).toEqual({ tier: 'gold' });
});

test('another contact is found, looked at and merged into this one', async () => {
  const eva = await named('Eva');
  const other = await makeContact(desk.account, { name: 'Eva from the web', phone_number: '+15550109999' });
  const page = await open(`/contacts/${eva.id}`);
  await chooseFromMenu(page, 'Merge with another contact');
  await dialog(page).getByRole('textbox').fill('from the web');
  await dialog(page)
    .getByRole('button', { name: /Eva from the web/ })
    .click();
  await dialog(page).getByText('taken over').waitFor();
  await dialog(page).getByRole('button', { name: 'Merge and delete the other' }).click();
  await page.getByRole('link', { name: '+15550109999' }).waitFor();
  await page.goto(`${desk.url}/app/accounts/${desk.account.account.id}/contacts/${other.id}`);
  await page.getByText('This contact is not here').waitFor();
});

test('blocking shows at once and can be undone', async () => {
  const eva = await named('Eva');
  const page = await open(`/contacts/${eva.id}`);
  const isBlocked = async () => (await asked(`/contacts/${eva.id}`)).payload.blocked;
  await chooseFromMenu(page, 'Block');
  await page.getByText('Blocked', { exact: true }).waitFor();
  await expect.poll(isBlocked).toBe(true);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(isBlocked).toBe(false);
  await expect.poll(() => page.getByText('Blocked', { exact: true }).count()).toBe(0);
});

test('a conversation is begun, and earlier ones lead to their threads', async () => {
  const eva = await named('Eva');
  const before = await makeConversation(desk.account, desk.inbox, { contact_id: eva.id });
  await makeMessage(desk.agent.ctx, before, { content: 'Your boat is folded' });
  const page = await open(`/contacts/${eva.id}`);
  await page.getByRole('link', { name: /Your boat is folded/ }).click();
  await page.waitForURL(`**/conversations/${before.display_id}`);
  await page.goBack();
  await title(page, 'Eva');
  await page.getByRole('button', { name: 'New conversation' }).click();
  await dialog(page).getByRole('button', { name: 'Send' }).click();
  await dialog(page).getByText('Fill in this field.').waitFor();
  await dialog(page).getByLabel('Message').fill('Would you like another?');
  await page.keyboard.press('Control+Enter');
  await page.waitForURL(/\/conversations\/\d+$/);
  const { payload } = await asked(`/contacts/${eva.id}/conversations`);
  expect(payload.map(({ messages: [said] }: { messages: { content: string }[] }) => said?.content)).toContain(
    'Would you like another?',
  );
});

test('administrators delete a contact after being asked; agents are not offered it', async () => {
  const eva = await named('Eva');
  const mine = await open(`/contacts/${eva.id}`);
  await mine.getByRole('button', { name: 'More about this contact' }).click();
  await mine.getByRole('menuitem', { name: 'Block' }).waitFor();
  expect(await mine.getByRole('menuitem', { name: 'Delete the contact' }).count()).toBe(0);
  const page = await open(`/contacts/${eva.id}`, admin);
  await chooseFromMenu(page, 'Delete the contact');
  await dialog(page).getByRole('button', { name: 'Delete' }).click();
  await page.getByText('No contacts yet').waitFor();
  await mine.getByText('This contact is not here').waitFor();
});

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

test('a picture is put on and taken away; what is no picture is refused with a reason', async () => {
  const eva = await named('Eva');
  const page = await open(`/contacts/${eva.id}`);
  const file = page.locator('input[type=file]');
  await file.setInputFiles({ name: 'eva.png', mimeType: 'image/png', buffer: PIXEL });
  await page.locator('header img').waitFor();
  await chooseFromMenu(page, 'Remove the picture');
  await expect.poll(() => page.locator('header img').count()).toBe(0);
  await file.setInputFiles({ name: 'eva.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await page.getByText(/picture|image/i).waitFor();
  expect(await page.locator('header img').count()).toBe(0);
});
