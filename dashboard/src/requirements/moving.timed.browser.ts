import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openDemoStage } from '../../../tools/browser/demo-stage.ts';
import { inputToDrawn } from '../../../tools/browser/drawn.ts';
import { timed } from '../../../tools/browser/pace.ts';

const stage = openDemoStage();

const REPEATS = 30;
const OPENS = 7;
const LIST = '/conversations?assignee_type=all';

const rowOf = (id: number) => `[data-row="${id}"] a`;
const isMarked = (id: number) => `${rowOf(id)}[aria-current=page]`;
const isShown = (id: number) => `[data-thread="${id}"] article`;

/** Opens the list and its first conversation. */
async function openFirst() {
  const visit = await stage.open(LIST);
  const { page } = visit;
  await page.locator('[data-row] a').first().click();
  await page.locator('[data-row] a[aria-current]').waitFor();
  return visit;
}

/** The id of the row so many places from the one that is marked, once both are in the page. */
const idFrom = (page: Page, step: number): Promise<number> =>
  page.evaluate(async (by) => {
    for (;;) {
      const rows = [...document.querySelectorAll('[data-row]')];
      const at = rows.findIndex((row) => row.querySelector('[aria-current]'));
      const id = at >= 0 && rows[at + by]?.getAttribute('data-row');
      if (id) return Number(id);
      await new Promise(requestAnimationFrame);
    }
  }, step);

const WAYS = {
  'a row that J or K opens': (page: Page, _id: number, step: number) =>
    page.keyboard.press(step > 0 ? 'j' : 'k'),
  'a row that is clicked': (page: Page, id: number) => page.click(rowOf(id)),
};

test.each(Object.entries(WAYS))('5: %s is marked within 50 ms', async (_name, act) => {
  const { page } = await openFirst();
  const { median, pace } = await timed(stage.browser, REPEATS, async (repeat) => {
    const step = repeat % 3 === 2 ? -1 : 1;
    const id = await idFrom(page, step);
    const [took = Number.NaN] = await inputToDrawn(page, () => act(page, id, step), [isMarked(id)]);
    await page.locator(isShown(id)).first().waitFor();
    return took;
  });
  expect(median).toBeLessThanOrEqual(50 * pace);
});

test('5: the thread shows within 100 ms when it was read ahead', async () => {
  const { page } = await openFirst();
  const { median, pace } = await timed(stage.browser, REPEATS, async () => {
    await page.waitForTimeout(400);
    const id = await idFrom(page, 1);
    const [took = Number.NaN] = await inputToDrawn(page, () => page.keyboard.press('j'), [isShown(id)]);
    return took;
  });
  expect(median).toBeLessThanOrEqual(100 * pace);
});

/** Follows the link of a row without pointing at it, which would read it ahead. */
const follow = (page: Page, id: number) =>
  page.evaluate((row) => document.querySelector<HTMLElement>(row)?.click(), rowOf(id));

test('5: the thread shows within 200 ms when it was not read ahead', async () => {
  const { page, requests } = await openFirst();
  const isAsked = (id: number) => requests.some((url) => url.includes(`/conversations/${id}/messages`));
  const { median, pace } = await timed(stage.browser, REPEATS, async () => {
    await page
      .locator('[data-row]:has([aria-current])')
      .evaluate((row) => row.scrollIntoView({ block: 'start' }));
    await page.waitForTimeout(400);
    // Beyond the three that are read ahead.
    const id = await idFrom(page, 5);
    expect(isAsked(id)).toBe(false);
    const [took = Number.NaN] = await inputToDrawn(page, () => follow(page, id), [isShown(id)]);
    return took;
  });
  expect(median).toBeLessThanOrEqual(200 * pace);
});

test('9: a thread of 2,000 messages opens within 200 ms', async () => {
  const id = stage.desk.long_thread;
  const { median, pace } = await timed(stage.browser, OPENS, async () => {
    const { page, close } = await stage.open(LIST);
    await page.locator(rowOf(id)).waitFor();
    await page.waitForTimeout(1000);
    const [took = Number.NaN] = await inputToDrawn(page, () => follow(page, id), [isShown(id)]);
    await close();
    return took;
  });
  expect(median).toBeLessThanOrEqual(200 * pace);
});
