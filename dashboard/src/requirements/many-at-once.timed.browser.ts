import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openDemoStage } from '../../../tools/browser/demo-stage.ts';
import { inputToDrawn } from '../../../tools/browser/drawn.ts';
import { timed } from '../../../tools/browser/pace.ts';

const stage = openDemoStage();

const MANY = 200;
const REPEATS = 3;
const PATIENCE = { timeout: 30_000 };

const selectedOn = async (page: Page): Promise<number> =>
  Number.parseInt(
    (await page
      .getByText(/^\d+ selected$/)
      .first()
      .textContent()) ?? '',
    10,
  );

/** Reads on until that many rows are there, and selects all of them; answers how many they are. */
async function selectAll(page: Page, least: number): Promise<number> {
  const list = page.locator('.overflow-y-auto:has([data-row])');
  const rowsRead = async () => {
    await page.locator('[data-row] a').last().press('Home');
    await page.locator('[data-row] a').last().press('End');
    return await list.evaluate((box) => {
      const [row] = box.querySelectorAll('[data-row]');
      return Math.round(box.scrollHeight / (row?.clientHeight ?? Number.NaN));
    });
  };
  await expect.poll(rowsRead, { timeout: 30_000 }).toBeGreaterThanOrEqual(least);
  await page.keyboard.press('Shift+x');
  return await selectedOn(page);
}

/** The ids of the conversations of the desk that are open. */
async function openOnes(): Promise<number[]> {
  const { rows } = await stage.desk.desk.services.database.pool.query<{ display_id: number }>(
    `select display_id from conversations where status = 'open' order by display_id`,
  );
  return rows.map(({ display_id }) => display_id);
}

async function openList(): Promise<Page> {
  const { page } = await stage.open('/conversations?assignee_type=all');
  await page.locator('[data-row]').first().waitFor();
  return page;
}

test('19: X selects a row or leaves it, Shift+J and Shift+K those below and above', async () => {
  const page = await openList();
  await page.locator('[data-row] a').nth(3).focus();
  for (const key of ['x', 'Shift+k', 'Shift+k']) await page.keyboard.press(key);
  expect(await placesSelected(page)).toEqual([1, 2, 3]);
  await page.keyboard.press('x');
  expect(await placesSelected(page)).toEqual([2, 3]);
  await page.locator('[data-row] a').nth(5).focus();
  for (const key of ['x', 'Shift+j']) await page.keyboard.press(key);
  expect(await placesSelected(page)).toEqual([2, 3, 5, 6]);
});

const placesSelected = (page: Page): Promise<number[]> =>
  page
    .locator('[data-row]')
    .evaluateAll((rows) =>
      rows.flatMap((row, place) => (row.querySelector('[aria-checked=true]') ? [place] : [])),
    );

test('19: what is done to 200 rows shows within 200 ms, and one undo reverts all of it', async () => {
  const page = await openList();
  const before = await openOnes();
  const areOpen = (count: number) => expect.poll(async () => (await openOnes()).length, PATIENCE).toBe(count);
  const { median, pace } = await timed(stage.browser, REPEATS, async () => {
    const count = await selectAll(page, MANY);
    const last = await page.locator('[data-row]').last().getAttribute('data-row');
    const isGone = `body:not(:has([data-row="${last}"]))`;
    const [took = Number.NaN] = await inputToDrawn(page, () => page.keyboard.press('e'), [isGone]);
    await areOpen(before.length - count);
    await page.getByRole('button', { name: 'Undo' }).click();
    await areOpen(before.length);
    return took;
  });
  expect(await openOnes()).toEqual(before);
  expect(median).toBeLessThanOrEqual(200 * pace);
}, 120_000);
