import type { Page, Route } from 'playwright-core';
import { expect, test } from 'vitest';
import { makeMessage } from '../../../server/test/factories.ts';
import { openDemoStage } from '../../../tools/browser/demo-stage.ts';
import { findConversation } from '../../../tools/browser/threads.ts';

const stage = openDemoStage();

const PAGES = 10;
const THREAD = '[data-thread]';
const END = 'Number 2000 ';

const lineOf = (page: Page, text: string) => page.locator(`${THREAD} article`, { hasText: text });

async function openLongThread(): Promise<Page> {
  const { page } = await stage.open(`/conversations/${stage.desk.long_thread}`);
  await lineOf(page, END).waitFor();
  await expect.poll(() => belowOf(page)).toBeLessThan(2);
  return page;
}

/** How far it is to the end of the thread. */
const belowOf = (page: Page): Promise<number> =>
  page.locator(THREAD).evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight);

/** Says something in the thread as the customer. */
async function say(content: string) {
  const conversation = await findConversation(stage.desk, stage.desk.long_thread);
  await makeMessage(stage.desk.agent.ctx, conversation, { content, message_type: 'incoming' });
  await stage.desk.live.drain();
}

const standAbove = (page: Page, pixels: number) =>
  page.locator(THREAD).evaluate((box, above) => {
    box.scrollTop = box.scrollHeight - box.clientHeight - above;
  }, pixels);

/**
 * Notes the message in the middle of the window, and follows it until a while after; answers how far it was from where
 * it stood, at most.
 */
const shiftWhile = async (page: Page, act: () => Promise<unknown>): Promise<number> => {
  await page.locator(THREAD).evaluate((box) => {
    const middle = box.getBoundingClientRect().top + box.clientHeight / 2;
    const line = [...box.querySelectorAll('article')].find(
      (each) => each.getBoundingClientRect().bottom > middle,
    );
    if (!line) throw new Error('No line is in sight');
    const top = line.getBoundingClientRect().top;
    const watched = { shift: 0, isOver: false };
    // Where it is painted, which the frame knows only at its end.
    const noted = ([seen]: IntersectionObserverEntry[], observer: IntersectionObserver) => {
      observer.disconnect();
      const moved = line.isConnected ? (seen?.boundingClientRect.top ?? Number.NaN) - top : Number.NaN;
      watched.shift = Math.max(watched.shift, Math.abs(moved));
    };
    const look = () => {
      new IntersectionObserver(noted).observe(line);
      if (!watched.isOver) requestAnimationFrame(look);
    };
    look();
    Object.assign(window, { watched });
  });
  await act();
  return await page.evaluate(async () => {
    for (let frame = 0; frame < 20; frame += 1) await new Promise(requestAnimationFrame);
    const { watched } = Object(window);
    watched.isOver = true;
    return watched.shift;
  });
};

test('9: older pages of 2,000 messages come without moving what is read by more than a pixel', async () => {
  const page = await openLongThread();
  const held: Route[] = [];
  await page.route(/messages\?.*before=/, (route) => void held.push(route));
  const heightOf = () => page.locator(THREAD).evaluate((box) => box.scrollHeight);
  for (let older = 0; older < PAGES; older += 1) {
    await page.locator(THREAD).evaluate((box) => {
      box.scrollTop = 200;
    });
    await expect.poll(() => held.length).toBe(1);
    // What came into sight by scrolling is measured by now.
    await page.waitForTimeout(300);
    const before = await heightOf();
    const shift = await shiftWhile(page, async () => {
      await held.pop()?.continue();
      await expect.poll(heightOf).toBeGreaterThan(before);
    });
    expect(shift).toBeLessThanOrEqual(1);
  }
});

test('9: at most 80 pixels from the end what is new scrolls into sight', async () => {
  const page = await openLongThread();
  await say('Right below');
  await lineOf(page, 'Right below').waitFor();
  await expect.poll(() => belowOf(page)).toBeLessThan(2);
  await standAbove(page, 70);
  await say('Still near');
  await lineOf(page, 'Still near').waitFor();
  await expect.poll(() => belowOf(page)).toBeLessThan(2);
  expect(await page.getByRole('button', { name: 'new message' }).count()).toBe(0);
});

test('9: further up nothing moves, and a pill says how many are new and leads to them', async () => {
  const page = await openLongThread();
  await standAbove(page, 110);
  // Where the reader stands is known from the next frame on.
  await page.waitForTimeout(300);
  const shift = await shiftWhile(page, async () => {
    await say('First from below');
    await page.getByRole('button', { name: '1 new message' }).waitFor();
    await say('Second from below');
    await page.getByRole('button', { name: '2 new messages' }).waitFor();
  });
  expect(shift).toBeLessThanOrEqual(1);
  await page.getByRole('button', { name: '2 new messages' }).click();
  await lineOf(page, 'Second from below').waitFor();
  await expect.poll(() => belowOf(page)).toBeLessThan(2);
  expect(await page.getByRole('button', { name: 'new message' }).count()).toBe(0);
});
