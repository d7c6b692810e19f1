import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeContact } from '../../../../server/test/factories.ts';
import { ask, makeUser, type TestUser } from '../../../../server/test/harness.ts';
import { openDashboard, violationsOn } from '../../../../tools/browser/agents.ts';
import { openBrowser } from '../../../../tools/browser/chromium.ts';
import { type BrowserDesk, openBrowserDesk } from '../../../../tools/browser/desk.ts';
import type { Visit } from '../../../../tools/browser/visit.ts';

let browser: Browser;
let desk: BrowserDesk;
const visits: Visit[] = [];

beforeAll(async () => {
  browser = await openBrowser();
});
beforeEach(async () => {
  desk = await openBrowserDesk();
  for (const name of ['Eva', 'Rui', 'Lea'])
    await makeContact(desk.account, { name, email: `${name.toLowerCase()}@example.com` });
});
afterEach(async () => {
  for (const visit of visits.splice(0)) await visit.close();
  await desk.close();
});
afterAll(() => browser.close());

const at = (path: string) => `/accounts/${desk.account.account.id}${path}`;

async function open(path: string, user: TestUser = desk.agent): Promise<Page> {
  const visit = await openDashboard(browser, desk, user, { path: at(path) });
  visits.push(visit);
  return visit.page;
}

const namesOn = (page: Page) => page.locator('[data-row] a').allInnerTexts();
const title = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog');
const named = (part: string) => ({
  attribute_key: 'name',
  filter_operator: 'contains',
  values: [part],
  query_operator: null,
});

async function api(method: 'GET' | 'POST', path: string, fields?: object, user: TestUser = desk.agent) {
  const body = fields ? { body: fields } : {};
  const answer = await ask(desk.desk, method, `/api/v1${at(path)}`, { token: user.token, ...body });
  return answer.body;
}

const save = (name: string, part: string, user: TestUser = desk.agent) =>
  api('POST', '/custom_filters', { name, filter_type: 'contact', query: { payload: [named(part)] } }, user);
const saved = () => api('GET', '/custom_filters?filter_type=contact');

const chooseFrom = async (page: Page, item: string) => {
  await button(page, 'More about this segment').click();
  await page.getByRole('menuitem', { name: item }).click();
};

test('conditions are saved as a segment, and the list then has its name', async () => {
  const page = await open('/contacts');
  await expect.poll(() => namesOn(page)).toHaveLength(3);
  await button(page, 'Filter').click();
  await dialog(page).getByRole('combobox', { name: 'What' }).selectOption({ label: 'Name' });
  await dialog(page).getByRole('combobox', { name: 'Comparison' }).selectOption({ label: 'contains' });
  await dialog(page).getByRole('textbox', { name: 'Value' }).fill('e');
  await dialog(page).getByRole('button', { name: 'Show them' }).click();
  await expect.poll(() => namesOn(page)).toHaveLength(2);
  await button(page, 'Save as segment…').click();
  await dialog(page).getByRole('textbox', { name: 'Name' }).fill('With an E');
  expect(await violationsOn(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await title(page, 'With an E');
  expect(await saved()).toMatchObject([{ name: 'With an E', query: { payload: [named('e')] } }]);
  expect(await api('GET', '/custom_filters')).toEqual([]);
  expect(await violationsOn(page)).toEqual([]);
});

test('Chatwoot’s address leads to the segment; the menu and the palette lead to others', async () => {
  const { id } = await save('Ruis', 'Rui');
  await save('Evas', 'Eva');
  const page = await open(`/contacts/segments/${id}`);
  await title(page, 'Ruis');
  await expect.poll(() => namesOn(page)).toEqual(['Rui']);
  await button(page, 'Segments').click();
  await page.getByRole('menuitemradio', { name: 'Evas' }).click();
  await title(page, 'Evas');
  await expect.poll(() => namesOn(page)).toEqual(['Eva']);
  await page.keyboard.press('Control+k');
  await dialog(page).getByRole('combobox').fill('segment ruis');
  await dialog(page).getByRole('option', { name: 'Open segment Ruis' }).click();
  await title(page, 'Ruis');
  await page.goBack();
  await title(page, 'Evas');
  await expect.poll(() => namesOn(page)).toEqual(['Eva']);
});

test('a segment is changed, renamed, and deleted', async () => {
  const { id } = await save('Ruis', 'Rui');
  const page = await open(`/contacts/segments/${id}`);
  await title(page, 'Ruis');
  await button(page, 'Filter').click();
  await dialog(page).getByRole('textbox', { name: 'Value' }).fill('Lea');
  await dialog(page).getByRole('button', { name: 'Show them' }).click();
  await expect.poll(() => namesOn(page)).toEqual(['Lea']);
  await title(page, 'Ruis');
  expect((await saved())[0].query.payload).toEqual([named('Rui')]);
  await button(page, 'Save changes').click();
  await expect.poll(() => button(page, 'Save changes').count()).toBe(0);
  expect((await saved())[0].query.payload).toEqual([named('Lea')]);
  await chooseFrom(page, 'Rename the segment');
  await dialog(page).getByRole('textbox', { name: 'Name' }).fill('Leas');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await title(page, 'Leas');
  await chooseFrom(page, 'Delete the segment');
  await dialog(page).getByRole('button', { name: 'Delete' }).click();
  await title(page, 'Contacts');
  await expect.poll(() => namesOn(page)).toHaveLength(3);
  expect(await saved()).toEqual([]);
});

test('nobody sees the segments of others', async () => {
  const colleague = await makeUser(desk.desk, desk.account, 'administrator');
  const { id } = await save('Theirs', 'Rui', colleague);
  await save('Mine', 'Eva');
  const page = await open('/contacts');
  await button(page, 'Segments').click();
  await page.getByRole('menuitemradio', { name: 'Mine' }).waitFor();
  expect(await page.getByRole('menuitemradio').count()).toBe(1);
  await page.goto(`${desk.url}/app${at(`/contacts/segments/${id}`)}`);
  await page.getByText('There is no such page, or you may not see it.').waitFor();
});
