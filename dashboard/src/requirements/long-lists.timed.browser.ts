import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openDemoStage } from '../../../tools/browser/demo-stage.ts';
import { timed } from '../../../tools/browser/pace.ts';

const stage = openDemoStage();

const ROWS = 2000;
const SECONDS = 5;
const MEGABYTE = 1_048_576;

const ROW = '[data-row]';

async function openEveryone(): Promise<Page> {
  const { page } = await stage.open('/conversations?assignee_type=all&status=all');
  await page.locator(ROW).first().waitFor();
  return page;
}

/** Goes to the end of the list until so many rows were read; answers the most that stood in the page at a time. */
const readDown = (page: Page, rows: number): Promise<number> =>
  page.evaluate(async (wanted) => {
    const row = document.querySelector('[data-row]');
    const list = row?.closest('.overflow-y-auto');
    if (!row || !list) throw new Error('The list does not scroll');
    let most = 0;
    const height = row.clientHeight;
    while (list.scrollHeight / height < wanted) {
      list.scrollTop = list.scrollHeight;
      await new Promise(requestAnimationFrame);
      most = Math.max(most, document.querySelectorAll('[data-row]').length);
    }
    return most;
  }, rows);

/** Scrolls for a second, a row and a half in each frame; answers the longest of its frames in milliseconds. */
const scrollOn = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const list = document.querySelector('[data-row]')?.closest('.overflow-y-auto');
    const start = await new Promise<number>(requestAnimationFrame);
    let longest = 0;
    for (let last = start, now = start; now - start < 1000; last = now) {
      list?.scrollBy(0, 120);
      now = await new Promise(requestAnimationFrame);
      longest = Math.max(longest, now - last);
    }
    return longest;
  });

test('8: of 2,000 rows that were read at most 60 stand in the page, and the heap stays below 120 MB', async () => {
  const page = await openEveryone();
  expect(await readDown(page, ROWS)).toBeLessThanOrEqual(60);
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  expect(usedSize / MEGABYTE).toBeLessThanOrEqual(120);
});

test('8: while somebody scrolls for five seconds and page after page is read, no frame takes over 50 ms', async () => {
  const page = await openEveryone();
  await readDown(page, 200);
  await page.locator('.overflow-y-auto:has([data-row])').evaluate((list) => list.scrollTo({ top: 0 }));
  const before = await page.locator('.overflow-y-auto:has([data-row])').evaluate((list) => list.scrollHeight);
  // A frame that is long each second is the page's; one that is long once may be the machine's.
  const { median, pace } = await timed(stage.browser, SECONDS, () => scrollOn(page));
  const after = await page.locator('.overflow-y-auto:has([data-row])').evaluate((list) => list.scrollHeight);
  expect(after).toBeGreaterThan(before);
  expect(median).toBeLessThanOrEqual(50 * pace);
});
