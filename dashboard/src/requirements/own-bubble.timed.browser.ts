import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { PROFILES, slowDown } from '../../../tools/bench/profiles.ts';
import { openDemoStage } from '../../../tools/browser/demo-stage.ts';
import { timed } from '../../../tools/browser/pace.ts';
import { fieldOf, undoWithin } from '../../../tools/browser/threads.ts';

const stage = openDemoStage();

const REPEATS = 30;
const SLOW_MS = 180_000;

interface Sent {
  /** From the key to the frame with the bubble in it. */
  took_ms: number;
  /** What the focus was on in that frame, and what was written there. */
  focus: { isField: boolean; text: string };
}

/** Notes what happens from the next Enter on until the bubble with this text is drawn. */
const watchNextEnter = (page: Page, text: string) =>
  page.evaluate((wanted) => {
    const hasBubble = () =>
      [...document.querySelectorAll('[data-thread] article')].some((each) =>
        each.textContent?.includes(wanted),
      );
    const read = () => {
      const { activeElement: focused } = document;
      const isField = focused instanceof HTMLTextAreaElement && focused.closest('[data-composer]') !== null;
      return { isField, text: isField ? focused.value : wanted };
    };
    const frame = () => new Promise(requestAnimationFrame);
    const frameIsOut = () =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = resolve;
        port2.postMessage('');
      });
    const sent = async (pressed_ms: number) => {
      do await frame();
      while (!hasBubble());
      const focus = read();
      await frameIsOut();
      return { took_ms: performance.now() - pressed_ms, focus };
    };
    const taken = new Promise((resolve) => {
      const began = ({ key, timeStamp }: KeyboardEvent) => {
        if (key !== 'Enter') return;
        removeEventListener('keydown', began, true);
        resolve(sent(timeStamp));
      };
      addEventListener('keydown', began, true);
    });
    Object.assign(window, { taken });
  }, text);

async function send(page: Page, text: string): Promise<Sent> {
  await fieldOf(page).fill(text);
  await watchNextEnter(page, text);
  await page.keyboard.press('Control+Enter');
  return await page.evaluate(() => Object(window).taken);
}

test.each([
  ['P1', 50],
  ['P2', 100],
] as const)(
  '10: the own bubble is there within %s’s %i ms, and the composer empty and focused in the same frame',
  {
    timeout: SLOW_MS,
  },
  async (profile, limit_ms) => {
    const { browser, desk } = stage;
    await undoWithin(desk, desk.administrator, 0);
    const { rows } = await desk.desk.services.database.pool.query<{ display_id: number }>(
      `select display_id from conversations where status = 'open' and display_id <> $1 order by last_activity_at desc limit 1`,
      [desk.long_thread],
    );
    const { page, context } = await stage.open(`/conversations/${rows[0]?.display_id}?assignee_type=all`);
    await page.locator('[data-thread] article').first().waitFor();
    await fieldOf(page).fill('warm');
    const slow = PROFILES[profile];
    await slowDown(await context.newCDPSession(page), slow);
    const { median, pace } = await timed(browser, REPEATS, async (repeat) => {
      const { took_ms, focus } = await send(page, `Answer ${profile} ${repeat}.`);
      expect(focus).toEqual({ isField: true, text: '' });
      return took_ms;
    });
    expect(median).toBeLessThanOrEqual(limit_ms * pace);
  },
);
