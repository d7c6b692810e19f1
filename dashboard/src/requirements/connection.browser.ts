import type { Browser, Page, WebSocketRoute } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeMessage } from '../../../server/test/factories.ts';
import { openBrowser } from '../../../tools/browser/chromium.ts';
import { type BrowserDesk, openBrowserDesk } from '../../../tools/browser/desk.ts';
import { bubbleOf, makeThread, openThread } from '../../../tools/browser/threads.ts';
import type { Visit } from '../../../tools/browser/visit.ts';

const SLOW_MS = 180_000;
const TALL = { width: 1280, height: 6000 };

let browser: Browser;
let desk: BrowserDesk;

beforeAll(async () => {
  browser = await openBrowser();
  desk = await openBrowserDesk({ environment: { RATE_LIMITS: 'off' } });
});
afterAll(async () => {
  await browser.close();
  await desk.close();
});

const bannerOn = (page: Page) => page.getByText('No connection since');
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Says something as the customer, and lets everybody hear of it. */
async function hear(conversation: Parameters<typeof makeMessage>[1], content: string) {
  await makeMessage(desk.agent.ctx, conversation, { content, message_type: 'incoming' });
  await desk.live.drain();
}

/** A socket to the desk that can be made to say nothing, or to be refused. */
function tapSockets() {
  const tap = { is: 'open' as 'open' | 'silent' | 'shut', opened: 0, heard_at: 0, closed_at: 0 };
  const pass = (socket: WebSocketRoute) => {
    tap.opened += 1;
    if (tap.is === 'shut') return void socket.close();
    const server = socket.connectToServer();
    server.onMessage((frame) => {
      if (tap.is !== 'open') return;
      tap.heard_at = performance.now();
      socket.send(frame);
    });
    socket.onClose(() => {
      tap.closed_at ||= performance.now();
      void server.close();
    });
  };
  return { tap, prepare: ({ context }: Visit) => context.routeWebSocket(/\/cable$/, pass) };
}

/** A page whose clock the test moves; from the beginning, or timers of before would go on by themselves. */
const withClock = (prepare: (visit: Visit) => Promise<unknown>) => async (visit: Visit) => {
  await visit.page.clock.install();
  await prepare(visit);
};

/** Marks the page, and answers whether it is still the same one. */
async function markPage(page: Page) {
  await page.evaluate(() => Reflect.set(window, 'isMarked', true));
  return () => page.evaluate(() => Reflect.get(window, 'isMarked') === true);
}

test('23: a socket that falls silent is noticed within ten seconds, and said three seconds later', {
  timeout: SLOW_MS,
}, async () => {
  const { tap, prepare } = tapSockets();
  const { id, conversation } = await makeThread(desk);
  const { page, close } = await openThread(browser, desk, { id, prepare });
  await hear(conversation, 'Before');
  await bubbleOf(page, 'Before').waitFor();
  const isSame = await markPage(page);
  tap.is = 'silent';
  await hear(conversation, 'Meanwhile');
  await expect.poll(() => tap.closed_at, { timeout: 20_000, interval: 20 }).toBeGreaterThan(0);
  expect(tap.closed_at - tap.heard_at).toBeLessThanOrEqual(10_000);
  await bannerOn(page).waitFor();
  const said_after_ms = performance.now() - tap.closed_at;
  expect(said_after_ms).toBeGreaterThanOrEqual(2900);
  tap.is = 'open';
  await bubbleOf(page, 'Meanwhile').waitFor({ timeout: 60_000 });
  await bannerOn(page).waitFor({ state: 'detached' });
  expect(await isSame()).toBe(true);
  await close();
});

test('23: a break of less than three seconds is not worth a word', async () => {
  const { tap, prepare } = tapSockets();
  const { id, conversation } = await makeThread(desk);
  const { page, context, close } = await openThread(browser, desk, { id, prepare: withClock(prepare) });
  await hear(conversation, 'Before');
  await bubbleOf(page, 'Before').waitFor();
  await page.clock.pauseAt(Date.now() + 1000);
  await context.setOffline(true);
  await page.clock.runFor(2500);
  expect(await bannerOn(page).count()).toBe(0);
  await page.clock.runFor(1000);
  await bannerOn(page).waitFor();
  await context.setOffline(false);
  await expect.poll(() => bannerOn(page).count()).toBe(0);
  expect(tap.opened).toBeGreaterThan(1);
  await close();
});

/** Notes when the page tries to open a socket and when it loses it, by its own clock. */
const watchAttempts = (page: Page) =>
  page.evaluate(() => {
    const attempts: { at_ms: number; lost_at_ms: number }[] = [];
    Reflect.set(window, 'attempts', attempts);
    window.WebSocket = class extends WebSocket {
      constructor(...needs: ConstructorParameters<typeof WebSocket>) {
        super(...needs);
        const attempt = { at_ms: Date.now(), lost_at_ms: 0 };
        attempts.push(attempt);
        this.addEventListener('close', () => {
          attempt.lost_at_ms = Date.now();
        });
      }
    };
  });

const attemptsOn = (page: Page) =>
  page.evaluate<{ at_ms: number; lost_at_ms: number }[]>(() => Reflect.get(window, 'attempts'));

test('23: attempts come further and further apart, thirty seconds at most, and no two alike', async () => {
  const { tap, prepare } = tapSockets();
  const { id, conversation } = await makeThread(desk);
  const { page, close } = await openThread(browser, desk, { id, prepare: withClock(prepare) });
  await hear(conversation, 'Before');
  await bubbleOf(page, 'Before').waitFor();
  await page.clock.pauseAt(Date.now() + 1000);
  await watchAttempts(page);
  tap.is = 'shut';
  await page.evaluate(() => void dispatchEvent(new Event('offline')));
  while ((await attemptsOn(page)).length < 16) {
    await page.clock.runFor(500);
    // The refusal comes in real time, in which the clock of the page stands still.
    await expect.poll(async () => (await attemptsOn(page)).every((each) => each.lost_at_ms > 0)).toBe(true);
  }
  const attempts = await attemptsOn(page);
  const gaps_ms = attempts.slice(1).map(({ at_ms }, index) => at_ms - (attempts[index]?.lost_at_ms ?? 0));
  expect(gaps_ms[0]).toBeLessThanOrEqual(1000);
  expect(Math.max(...gaps_ms)).toBeLessThanOrEqual(30_000);
  const late = gaps_ms.slice(-8);
  expect(Math.min(...late)).toBeGreaterThanOrEqual(15_000);
  expect(new Set(late).size).toBeGreaterThan(2);
  await close();
});

test('23: after a minute offline no message is missing, and nothing is loaded anew', {
  timeout: SLOW_MS,
}, async () => {
  const { id, conversation } = await makeThread(desk);
  const other = await makeThread(desk, [{ content: 'Another matter', message_type: 'incoming' }], {
    name: 'Eva Stone',
  });
  const search = '?assignee_type=all';
  const { page, context, requests, close } = await openThread(browser, desk, { id, search, viewport: TALL });
  await bubbleOf(page, 'Where is my parcel?').waitFor();
  await hear(conversation, 'Before');
  await bubbleOf(page, 'Before').waitFor();
  const isSame = await markPage(page);
  const from = performance.now();
  await context.setOffline(true);
  await wait(1000);
  const said: string[] = [];
  for (let number = 1; number <= 30; number += 1) {
    said.push(`While away ${number}.`);
    await hear(conversation, `While away ${number}.`);
    if (number % 10 === 0) await hear(other.conversation, `Elsewhere ${number}.`);
    await wait(Math.max(0, from + number * 2000 - performance.now()));
  }
  expect(await page.getByText('While away').allTextContents()).toEqual([]);
  await bannerOn(page).waitFor();
  requests.length = 0;
  await context.setOffline(false);
  const shown = async () =>
    (await page.locator('[data-thread] article').allTextContents()).flatMap(
      (text) => /While away \d+\./.exec(text)?.[0] ?? [],
    );
  await expect.poll(shown).toEqual(said);
  expect(performance.now() - from).toBeGreaterThanOrEqual(60_000);
  await page.locator('[data-row]', { hasText: 'Elsewhere 30.' }).waitFor();
  await bannerOn(page).waitFor({ state: 'detached' });
  expect(await isSame()).toBe(true);
  // The socket brought it all: lists and messages were not read again.
  expect(requests.filter((address) => /\/(conversations|messages)(\?|$)/.test(address))).toEqual([]);
  await close();
});

test('23: what came while a desk without a memory was away is read anew', { timeout: SLOW_MS }, async () => {
  const { id, conversation } = await makeThread(desk);
  let isAway = false;
  let leave = async () => {};
  // Speaks as the plain protocol does, in which nobody can say where they were.
  const forget = (socket: WebSocketRoute) => {
    if (isAway) return void socket.close();
    leave = () => socket.close();
    socket.connectToServer().onMessage((frame) => {
      const { stream_id: _, epoch: __, offset: ___, ...plain } = JSON.parse(String(frame));
      socket.send(JSON.stringify(plain));
    });
  };
  const prepare = ({ context }: Visit) => context.routeWebSocket(/\/cable$/, forget);
  const { page, close } = await openThread(browser, desk, { id, prepare, viewport: TALL });
  await hear(conversation, 'Before');
  await bubbleOf(page, 'Before').waitFor();
  const isSame = await markPage(page);
  isAway = true;
  await leave();
  for (let number = 1; number <= 25; number += 1) await hear(conversation, `While away ${number}.`);
  isAway = false;
  await bubbleOf(page, 'While away 25.').waitFor({ timeout: 60_000 });
  await expect.poll(() => bubbleOf(page, 'While away').count()).toBe(25);
  await bubbleOf(page, 'Before').waitFor();
  expect(await isSame()).toBe(true);
  await close();
});
