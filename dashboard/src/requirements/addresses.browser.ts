import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openDemoStage } from '../../../tools/browser/demo-stage.ts';
import { makeLongThread } from '../../../tools/browser/threads.ts';

const stage = openDemoStage();

const LIST = '/conversations?assignee_type=all&status=all';

const idsOn = (page: Page): Promise<number[]> =>
  page.locator('[data-row]').evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('data-row'))));

const addressOf = (page: Page): Promise<string> => page.evaluate(() => location.pathname + location.search);

async function openList(path = LIST): Promise<Page> {
  const { page } = await stage.open(path);
  await page.locator('[data-row]').first().waitFor();
  return page;
}

/** Chooses from a menu above the list. */
async function choose(page: Page, menu: string | RegExp, choice: string) {
  await page.getByRole('button', { name: menu }).click();
  await page.getByRole('menuitemradio', { name: choice }).click();
}

test('7: tab, filter, order, conversation and message stand in the address, which shows the same elsewhere', async () => {
  const page = await openList('/conversations?assignee_type=unassigned');
  await page.getByRole('link', { name: /^All/ }).click();
  await choose(page, /^Status/, 'Resolved');
  await choose(page, 'Order', 'Created, oldest first');
  await expect.poll(() => page.url()).toContain('created_at_asc');
  await expect.poll(async () => (await idsOn(page)).length).toBeGreaterThan(5);
  await page.locator('[data-row] a').nth(2).click();
  const message = page.locator('[data-thread] [data-message]').first();
  const message_id = await message.getAttribute('data-message');
  const address = `${await addressOf(page)}&messageId=${message_id}`;
  const ids = await idsOn(page);
  expect(ids).toEqual(ids.toSorted((one, another) => one - another));

  const other = await page.context().newPage();
  await other.goto(new URL(address, page.url()).href);
  await other.locator(`[data-message="${message_id}"]`).waitFor();
  await expect.poll(async () => (await idsOn(other)).slice(0, 5)).toEqual(ids.slice(0, 5));
  expect(await other.locator('[data-row]:has([aria-current=page])').getAttribute('data-row')).toBe(
    String(ids[2]),
  );
});

test('7: a conversation that is opened anew shows its end, wherever it was read before', async () => {
  const other_id = await makeLongThread(stage.desk, 150);
  const page = await openList(`/conversations/${stage.desk.long_thread}?assignee_type=all&status=all`);
  await standsAtEnd(page, stage.desk.long_thread);
  await page.locator('[data-thread]').evaluate((box) => box.scrollBy(0, -1500));
  await page.waitForTimeout(300);
  for (const id of [other_id, stage.desk.long_thread]) {
    await page.locator(`[data-row="${id}"] a`).click();
    await standsAtEnd(page, id);
  }
});

async function standsAtEnd(page: Page, id: number) {
  const thread = page.locator(`[data-thread="${id}"]`);
  await thread.locator('article').first().waitFor();
  await page.waitForTimeout(500);
  const below = await thread.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight);
  expect(below).toBeLessThanOrEqual(1);
}

/** What opens in another tab by the middle button; this one stays as it is. */
async function middleClick(page: Page, target: ReturnType<Page['locator']>): Promise<string> {
  const before = page.url();
  const [tab] = await Promise.all([page.context().waitForEvent('page'), target.click({ button: 'middle' })]);
  await tab.waitForURL(/\/app\//);
  const url = tab.url();
  await tab.close();
  expect(page.url()).toBe(before);
  return url;
}

test('7: the middle button opens rows, tabs, statuses, orders and filters in another tab', async () => {
  const page = await openList();
  const [id] = await idsOn(page);
  expect(await middleClick(page, page.locator('[data-row] a').first())).toContain(`/conversations/${id}?`);
  expect(await middleClick(page, page.getByRole('link', { name: /^Unassigned/ }))).toContain('unassigned');
  await page.getByRole('button', { name: /^Status/ }).click();
  expect(await middleClick(page, page.getByRole('menuitemradio', { name: 'Snoozed' }))).toContain(
    'status=snoozed',
  );
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Order' }).click();
  expect(
    await middleClick(page, page.getByRole('menuitemradio', { name: 'Created, oldest first' })),
  ).toContain('created_at_asc');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Narrow the list' }).click();
  await page.getByRole('menuitem', { name: 'Team' }).click();
  expect(await middleClick(page, page.getByRole('menuitemradio', { name: 'billing' }))).toContain('team_id=');
});

test('7: the middle button opens a message that was found in another tab, at its place', async () => {
  const { page } = await stage.open('/search/messages?q=Number+1000');
  const url = await middleClick(page, page.locator('a[data-result]', { hasText: 'Number 1000' }).first());
  expect(url).toMatch(new RegExp(`/conversations/${stage.desk.long_thread}\\?.*messageId=\\d+`));
});
