import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { makeMessage } from '../../../server/test/factories.ts';
import { openDeskStage } from '../../../tools/browser/desk-stage.ts';
import {
  bubbleOf,
  fieldOf,
  makeThread,
  onSending,
  openThread,
  saidIn,
  undoWithin,
} from '../../../tools/browser/threads.ts';

const FLIPS = 200;
const SLOW_MS = 180_000;

const stage = openDeskStage({
  environment: { RATE_LIMITS: 'off' },
  prepare: (desk) => undoWithin(desk, desk.agent, 0),
});

const outgoingOn = (page: Page) => page.locator('[data-outgoing]');

test('12: what was refused stays with the reason, also after a reload, to be retried, edited or discarded', async () => {
  const { id, conversation } = await makeThread(stage.desk);
  const { page, close } = await openThread(stage.browser, stage.desk, { id });
  await onSending(page, (route) => route.fulfill({ status: 422, json: { error: 'The line is too long' } }));
  for (const content of ['One', 'Two', 'Three']) {
    await fieldOf(page).fill(content);
    await page.keyboard.press('Control+Enter');
  }
  const failed = page.locator('[data-outgoing=failed]');
  await expect.poll(() => failed.count()).toBe(3);
  await page.reload();
  await expect.poll(() => failed.count()).toBe(3);
  for (const content of ['One', 'Two', 'Three']) {
    const bubble = failed.filter({ hasText: content });
    expect(await bubble.getByRole('alert').textContent()).toContain('Not sent: ');
    expect(await bubble.getByRole('alert').textContent()).toContain('The line is too long');
    expect(await bubble.getByRole('button').allTextContents()).toEqual(['Try again', 'Edit', 'Discard']);
  }
  expect(await saidIn(stage.desk, conversation)).toEqual([]);
  await page.unrouteAll();
  await failed.filter({ hasText: 'Three' }).getByRole('button', { name: 'Discard' }).click();
  await failed.filter({ hasText: 'Two' }).getByRole('button', { name: 'Edit' }).click();
  expect(await fieldOf(page).inputValue()).toBe('Two');
  expect(await fieldOf(page).evaluate((field) => field === document.activeElement)).toBe(true);
  await failed.filter({ hasText: 'One' }).getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => saidIn(stage.desk, conversation)).toEqual(['reply: One']);
  await fieldOf(page).fill('Two, in other words');
  await page.keyboard.press('Control+Enter');
  await expect
    .poll(() => saidIn(stage.desk, conversation))
    .toEqual(['reply: One', 'reply: Two, in other words']);
  await expect.poll(() => outgoingOn(page).count()).toBe(0);
  await close();
});

/** Sends every fifth time, alternately to the customer and to colleagues; the customer speaks in between. */
async function flip(page: Page, conversation: Parameters<typeof makeMessage>[1], wanted: string[]) {
  for (let number = 1; number <= FLIPS; number += 1) {
    await page.context().setOffline(number % 2 === 1);
    if (number % 5 === 0) {
      const mode = number % 10 === 0 ? 'reply' : 'note';
      await page.keyboard.press(mode === 'reply' ? 'Alt+l' : 'Alt+p');
      await fieldOf(page).fill(`Word ${number}.`);
      await page.keyboard.press('Control+Enter');
      wanted.push(`${mode}: Word ${number}.`);
    }
    if (number % 20 === 7) {
      const fields = { content: `Question ${number}.`, message_type: 'incoming' };
      await makeMessage(stage.desk.agent.ctx, conversation, fields);
    }
    await page.waitForTimeout(Math.random() * 60);
  }
  await page.context().setOffline(false);
}

test(`12: ${FLIPS} losses of the connection lose and double nothing, on either side`, {
  timeout: SLOW_MS,
}, async () => {
  const { id, conversation } = await makeThread(stage.desk);
  const viewport = { width: 1280, height: 6000 };
  const { page, close } = await openThread(stage.browser, stage.desk, { id, viewport });
  await bubbleOf(page, 'Where is my parcel?').waitFor();
  let answers_lost = 0;
  await onSending(page, async (route) => {
    if (Math.random() > 0.3) return route.continue();
    // It arrives, and nobody is told.
    await route.fetch();
    answers_lost += 1;
    await route.abort();
  });
  const wanted: string[] = [];
  await flip(page, conversation, wanted);
  await expect.poll(() => outgoingOn(page).count(), { timeout: 90_000 }).toBe(0);
  expect(answers_lost).toBeGreaterThan(0);
  expect(await saidIn(stage.desk, conversation)).toEqual(wanted);
  await stage.desk.live.drain();
  const texts = async () =>
    (await page.locator('[data-thread] article').allTextContents()).flatMap(
      (text) => /(Word|Question) \d+\./.exec(text)?.[0] ?? [],
    );
  const questions = Array.from({ length: FLIPS / 20 }, (_, index) => `Question ${index * 20 + 7}.`);
  const shown = [...wanted.map((line) => line.replace(/^\w+: /, '')), ...questions].sort();
  await expect.poll(async () => (await texts()).sort(), { timeout: 60_000 }).toEqual(shown);
  await close();
});

test('12: what a tab that is closed could not send goes out by the other one, once', async () => {
  const { id, conversation } = await makeThread(stage.desk);
  const { page, context, close } = await openThread(stage.browser, stage.desk, { id });
  const second = await context.newPage();
  await second.goto(page.url());
  await bubbleOf(second, 'Where is my parcel?').waitFor();
  await context.setOffline(true);
  await page.bringToFront();
  for (const content of ['One', 'Two']) {
    await fieldOf(page).fill(content);
    await page.keyboard.press('Control+Enter');
  }
  await expect.poll(() => outgoingOn(page).count()).toBe(2);
  await fieldOf(second).fill('Three');
  await fieldOf(second).press('Control+Enter');
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
  await context.setOffline(false);
  await expect.poll(async () => (await saidIn(stage.desk, conversation)).length, { timeout: 40_000 }).toBe(3);
  await expect.poll(() => outgoingOn(second).count()).toBe(0);
  expect((await saidIn(stage.desk, conversation)).sort()).toEqual([
    'reply: One',
    'reply: Three',
    'reply: Two',
  ]);
  await close();
});
