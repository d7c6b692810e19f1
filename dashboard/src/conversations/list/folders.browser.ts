import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeContact, makeConversation, makeMessage, setColumns } from '../../../../server/test/factories.ts';
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
  await converse('Eva', { priority: 'urgent' });
  await converse('Rui', { priority: 'low' });
  await converse('Lea', { priority: 'urgent', status: 'resolved' });
});
afterEach(async () => {
  for (const visit of visits.splice(0)) await visit.close();
  await desk.close();
});
afterAll(() => browser.close());

interface ConversationFields {
  priority: 'urgent' | 'low';
  status?: 'resolved';
}

const numbers = new Map<string, number>();

async function converse(name: string, { priority, ...fields }: ConversationFields) {
  const { id: contact_id } = await makeContact(desk.account, { name });
  const conversation = await makeConversation(desk.account, desk.inbox, { contact_id, ...fields });
  await setColumns(desk.account, conversation, { priority });
  await makeMessage(desk.agent.ctx, conversation, { content: `Hello ${name}` });
  desk.desk.clock.advance(1000);
  numbers.set(name, conversation.display_id);
}

const at = (path: string) => `/accounts/${desk.account.account.id}${path}`;

async function open(path: string, user: TestUser = desk.agent, options = {}): Promise<Page> {
  const visit = await openDashboard(browser, desk, user, { path: at(path), ...options });
  visits.push(visit);
  return visit.page;
}

const namesOn = (page: Page) =>
  page
    .locator('[data-row]')
    .evaluateAll((rows) => rows.map((row) => row.querySelector('a bdi')?.textContent));
const title = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog');

const where = (attribute_key: string, value: unknown, more: object = {}) => ({
  attribute_key,
  filter_operator: 'equal_to',
  values: [value],
  query_operator: null,
  ...more,
});

async function api(method: 'GET' | 'POST', path: string, fields?: object, user: TestUser = desk.agent) {
  const body = fields ? { body: fields } : {};
  const answer = await ask(desk.desk, method, `/api/v1${at(path)}`, { token: user.token, ...body });
  return answer.body;
}

const save = (name: string, conditions: readonly object[], user: TestUser = desk.agent) =>
  api('POST', '/custom_filters', { name, query: { payload: conditions } }, user);
const saved = () => api('GET', '/custom_filters');

const chooseFrom = async (page: Page, item: string) => {
  await button(page, 'More about this folder').click();
  await page.getByRole('menuitem', { name: item }).click();
};

/** By keys, from the menu of what narrows the list. */
async function openFolders(page: Page) {
  await button(page, 'Narrow the list').click();
  await page.getByRole('menuitem', { name: 'Folders' }).waitFor();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowRight');
}

test('conditions are saved as a folder, by keys alone, and the list then has its name', async () => {
  const page = await open('/conversations?assignee_type=all');
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('f');
  await dialog(page)
    .getByRole('combobox', { name: 'What' })
    .selectOption({ label: 'Number of the conversation' });
  await dialog(page)
    .getByRole('spinbutton', { name: 'Value' })
    .fill(String(numbers.get('Rui')));
  await dialog(page).getByRole('button', { name: 'Show them' }).click();
  await expect.poll(() => namesOn(page)).toEqual(['Rui']);
  await button(page, 'Save as folder…').focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => violationsOn(page)).toEqual([]);
  await dialog(page).getByRole('textbox', { name: 'Name' }).waitFor();
  await page.keyboard.press('Enter');
  await dialog(page).getByText('Fill in this field.').waitFor();
  await page.keyboard.type(' Only Rui ');
  await page.keyboard.press('Enter');
  await title(page, 'Only Rui');
  expect(await saved()).toMatchObject([
    {
      name: 'Only Rui',
      filter_type: 'conversation',
      query: { payload: [where('display_id', String(numbers.get('Rui')))] },
    },
  ]);
  const [{ id }] = await saved();
  expect(new URL(page.url()).searchParams.get('folder')).toBe(String(id));
  expect(await button(page, 'Save as folder…').count()).toBe(0);
  await page.reload();
  await title(page, 'Only Rui');
  await expect.poll(() => namesOn(page)).toEqual(['Rui']);
});

test('Chatwoot’s addresses lead to the folder and to a conversation in it, and Back leads away from it', async () => {
  const { id } = await save('Urgent ones', [where('priority', 'urgent')]);
  const page = await open('/contacts');
  await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor();
  await page.goto(`${desk.url}/app${at(`/custom_view/${id}`)}`);
  await title(page, 'Urgent ones');
  await expect.poll(() => namesOn(page)).toEqual(['Lea', 'Eva']);
  expect(new URL(page.url()).pathname).toBe(`/app${at('/conversations')}`);
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor();
  await page.goto(`${desk.url}/app${at(`/custom_view/${id}/conversations/${numbers.get('Eva')}`)}`);
  await title(page, 'Urgent ones');
  await page.locator('[data-thread] article', { hasText: 'Hello Eva' }).waitFor();
  await expect.poll(() => namesOn(page)).toEqual(['Lea', 'Eva']);
});

test('folders stand in their menu and in the palette, and Back leads to the list as it was', async () => {
  await save('Urgent ones', [where('priority', 'urgent')]);
  await save('Low ones', [where('priority', 'low')]);
  const page = await open('/conversations?assignee_type=all');
  await openFolders(page);
  await page.getByRole('menuitemradio', { name: 'Urgent ones' }).click();
  await title(page, 'Urgent ones');
  await expect.poll(() => namesOn(page)).toEqual(['Lea', 'Eva']);
  expect(await violationsOn(page)).toEqual([]);
  await button(page, 'Folders').click();
  await page.getByRole('menuitemradio', { name: 'Urgent ones', checked: true }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await dialog(page).getByRole('combobox').fill('folder low');
  await dialog(page).getByRole('option', { name: 'Open folder Low ones' }).waitFor();
  await page.keyboard.press('Enter');
  await title(page, 'Low ones');
  await expect.poll(() => namesOn(page)).toEqual(['Rui']);
  await page.goBack();
  await title(page, 'Urgent ones');
  await expect.poll(() => namesOn(page)).toEqual(['Lea', 'Eva']);
  await page.goBack();
  await title(page, 'Conversations');
  await expect.poll(() => namesOn(page)).toEqual(['Rui', 'Eva']);
});

test('other conditions are saved to the folder when its reader says so, and not before', async () => {
  const { id } = await save('Urgent ones', [where('priority', 'urgent')]);
  const page = await open(`/custom_view/${id}`);
  await title(page, 'Urgent ones');
  await button(page, 'More about this folder').waitFor();
  expect(await button(page, 'Save changes').count()).toBe(0);
  await button(page, 'Filter by conditions').click();
  await dialog(page).getByRole('button', { name: 'Add a condition' }).click();
  await dialog(page).getByRole('combobox', { name: 'What' }).last().selectOption({ label: 'Status' });
  await dialog(page).getByRole('button', { name: 'Show them' }).click();
  await expect.poll(() => namesOn(page)).toEqual(['Eva']);
  await title(page, 'Urgent ones');
  await button(page, 'Save as a new folder…').waitFor();
  expect((await saved())[0].query.payload).toHaveLength(1);
  await button(page, 'Save changes').click();
  await expect.poll(() => button(page, 'Save changes').count()).toBe(0);
  expect((await saved())[0].query).toEqual({
    payload: [where('priority', 'urgent', { query_operator: 'and' }), where('status', 'open')],
  });
});

test('a folder is renamed, and deleted once that is confirmed', async () => {
  const { id } = await save('Urgent ones', [where('priority', 'urgent')]);
  const page = await open(`/custom_view/${id}`);
  await title(page, 'Urgent ones');
  await chooseFrom(page, 'Rename the folder');
  const field = dialog(page).getByRole('textbox', { name: 'Name' });
  expect(await field.inputValue()).toBe('Urgent ones');
  await field.fill('Hurry');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await title(page, 'Hurry');
  expect(await saved()).toMatchObject([
    { id, name: 'Hurry', query: { payload: [where('priority', 'urgent')] } },
  ]);
  await chooseFrom(page, 'Delete the folder');
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  expect(await saved()).toHaveLength(1);
  await chooseFrom(page, 'Delete the folder');
  await dialog(page).getByText('Delete “Hurry”?').waitFor();
  await dialog(page).getByRole('button', { name: 'Delete' }).click();
  await title(page, 'Conversations');
  expect(new URL(page.url()).search).not.toContain('filter');
  expect(await saved()).toEqual([]);
});

test('nobody sees the folders of others, in menus or by their addresses', async () => {
  const colleague = await makeUser(desk.desk, desk.account, 'administrator');
  const { id } = await save('Theirs', [where('priority', 'urgent')], colleague);
  await save('Mine', [where('priority', 'low')]);
  const page = await open('/conversations?assignee_type=all');
  await openFolders(page);
  await page.getByRole('menuitemradio', { name: 'Mine' }).waitFor();
  expect(await page.getByRole('menuitemradio').count()).toBe(1);
  await page.goto(`${desk.url}/app${at(`/custom_view/${id}`)}`);
  await page.getByText('There is no such page, or you may not see it.').waitFor();
});

test('what Chatwoot’s own dashboard saved opens, and what is not known here stays as it was', async () => {
  const noted = { attribute_model: 'standard', custom_attribute_type: '' };
  const urgent = where('priority', { id: 'urgent', name: 'Urgent' }, { ...noted, query_operator: 'or' });
  const odd = where('plan', 'gold', { attribute_model: 'custom_attributes', custom_attribute_type: 'list' });
  const { id } = await save('Kept', [urgent]);
  const other = await save('With an odd one', [urgent, odd]);
  const page = await open(`/custom_view/${id}`);
  await title(page, 'Kept');
  await expect.poll(() => namesOn(page)).toEqual(['Lea', 'Eva']);
  await button(page, 'More about this folder').waitFor();
  expect(await button(page, 'Save changes').count()).toBe(0);
  await page.goto(`${desk.url}/app${at(`/custom_view/${other.id}`)}`);
  await title(page, 'With an odd one');
  await button(page, 'Filter by conditions').click();
  await dialog(page).getByText('plan is gold').waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await dialog(page).getByRole('button', { name: 'Add a condition' }).click();
  await dialog(page).getByRole('combobox', { name: 'What' }).last().selectOption({ label: 'Status' });
  await dialog(page).getByRole('button', { name: 'Show them' }).click();
  await button(page, 'Save changes').click();
  await expect.poll(() => button(page, 'Save changes').count()).toBe(0);
  expect((await saved())[1].query.payload).toEqual([
    { ...urgent, values: ['urgent'] },
    { ...odd, query_operator: 'and' },
    where('status', 'open'),
  ]);
});

test('a folder is at hand in a narrow window, from right to left, and in the dark', async () => {
  const { id } = await save('عاجل', [where('priority', 'urgent')]);
  const page = await open(`/custom_view/${id}?locale=ar`, desk.agent, {
    viewport: { width: 320, height: 640 },
    colorScheme: 'dark',
  });
  await title(page, 'عاجل');
  await expect.poll(() => namesOn(page)).toEqual(['Lea', 'Eva']);
  await button(page, 'المزيد عن هذا المجلد').click();
  await page.getByRole('menuitem').first().waitFor();
  expect(await violationsOn(page)).toEqual([]);
  const isWithin = () => document.documentElement.scrollWidth <= window.innerWidth;
  expect(await page.evaluate(isWithin)).toBe(true);
});
