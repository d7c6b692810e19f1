import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openDeskStage } from '../../../../tools/browser/desk-stage.ts';
import {
  bubbleOf,
  fieldOf,
  makeThread,
  openThread,
  saidIn,
  undoWithin,
} from '../../../../tools/browser/threads.ts';

const FILE = { name: 'parcel.bin', mimeType: 'application/octet-stream', buffer: Buffer.alloc(1_500_000, 7) };
const SLOW_BYTES = 150_000;
const UNLIMITED = -1;

const stage = openDeskStage({ prepare: (desk) => undoWithin(desk, desk.agent, 0) });

/** Lets so many bytes a second leave the page, until the next call. */
async function uploadLimit(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  return (uploadThroughput: number) =>
    session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput,
    });
}

const uploadOn = (page: Page) => page.locator('[data-upload]');

/** Sends the file, and answers the percents that are shown until the first one of at least so many. */
async function sendUntil(page: Page, percent: number): Promise<number[]> {
  await fieldOf(page).fill('Look at this');
  await page.locator('[data-composer] input[type=file]').setInputFiles(FILE);
  await page.keyboard.press('Control+Enter');
  const seen: number[] = [];
  await expect
    .poll(
      async () => {
        const shown = await uploadOn(page).locator('span').textContent();
        const now = Number.parseInt(shown ?? '', 10);
        if (now !== seen.at(-1)) seen.push(now);
        return now;
      },
      { interval: 50, timeout: 30_000 },
    )
    .toBeGreaterThanOrEqual(percent);
  return seen;
}

test('how much of a file has gone is said in percent', async () => {
  const { id, conversation } = await makeThread(stage.desk);
  const { page, close } = await openThread(stage.browser, stage.desk, { id });
  const limit = await uploadLimit(page);
  await limit(SLOW_BYTES * 4);
  const seen = await sendUntil(page, 60);
  expect(seen.filter((percent) => percent > 0 && percent < 100).length).toBeGreaterThan(1);
  expect(seen).toEqual(seen.toSorted((one, other) => one - other));
  await limit(UNLIMITED);
  await expect.poll(() => saidIn(stage.desk, conversation)).toEqual(['reply: Look at this']);
  await expect.poll(() => page.locator('[data-outgoing]').count()).toBe(0);
  await bubbleOf(page, 'parcel.bin').waitFor();
  expect(await uploadOn(page).count()).toBe(0);
  await close();
});

test('a file on its way can be called off: text and file come back, and the desk has nothing', async () => {
  const { id, conversation } = await makeThread(stage.desk);
  const { page, close } = await openThread(stage.browser, stage.desk, { id });
  const limit = await uploadLimit(page);
  await limit(SLOW_BYTES);
  await sendUntil(page, 5);
  await uploadOn(page).getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => page.locator('[data-outgoing]').count()).toBe(0);
  expect(await fieldOf(page).inputValue()).toBe('Look at this');
  expect(await fieldOf(page).evaluate((field) => field === document.activeElement)).toBe(true);
  await page.locator('[data-composer] li', { hasText: 'parcel.bin' }).waitFor();
  await limit(UNLIMITED);
  // Anything that went on regardless would be there by now.
  await page.waitForTimeout(1500);
  expect(await saidIn(stage.desk, conversation)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => saidIn(stage.desk, conversation)).toEqual(['reply: Look at this']);
  await expect.poll(() => page.locator('[data-outgoing]').count()).toBe(0);
  await close();
});
