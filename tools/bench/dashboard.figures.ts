import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { openDashboard } from '../browser/agents.ts';
import { openBrowser } from '../browser/chromium.ts';
import { type DemoDesk, openDemoDesk } from '../browser/demo.ts';
import { drawn, watchDrawing } from '../browser/drawn.ts';
import type { Visit } from '../browser/visit.ts';
import { PROFILES, type Profile, printFigures, slowDown } from './profiles.ts';

/*
 * Times of the dashboard as an agent has them, over 10,000 conversations of demo data, printed and not judged. Each is
 * taken in the page, from the key or the beginning of the navigation to the frame after the change.
 */

const LOADS = 5;
const KEYS = 30;
const SCROLL_MS = 5000;
const PATIENCE_MS = 900_000;

let browser: Browser;
let desk: DemoDesk;

beforeAll(async () => {
  browser = await openBrowser();
  desk = await openDemoDesk();
}, PATIENCE_MS);

afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

/** Notes the tasks that hold the page up. */
const watch = ({ context }: Visit) =>
  context.addInitScript(() => {
    const tasks: number[] = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration - 50);
    }).observe({ type: 'longtask', buffered: true });
    Object.assign(window, { tasks });
  });

async function open(path: string, profile: Profile): Promise<Visit> {
  return openDashboard(browser, desk, desk.administrator, {
    path: `/accounts/${desk.account.account.id}${path}`,
    viewport: { width: 1440, height: 900 },
    async prepare(visit) {
      await slowDown(await visit.context.newCDPSession(visit.page), profile);
      await watchDrawing(visit);
      await watch(visit);
    },
  });
}

interface Press {
  key: string;
  code: string;
  ctrlKey?: boolean;
}

/** From the press of a key to the frame in which something is drawn. */
const keyToDrawn = (page: Page, init: Press, selector: string): Promise<number> =>
  page.evaluate(
    async ([given, wanted]) => {
      const start = performance.now();
      const target = document.activeElement ?? document.body;
      target.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...given }));
      return (await Object(window).drawn(wanted)) - start;
    },
    [init, selector] as const,
  );

const LIST = '/conversations?assignee_type=all';

async function firstIds(profile: Profile): Promise<string[]> {
  const { page, close } = await open(LIST, profile);
  await page.locator('[data-row]').first().waitFor();
  const ids = await page
    .locator('[data-row]')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-row') ?? ''));
  await close();
  return ids;
}

async function measureLoad(id: string, profile: Profile) {
  const { page, close } = await open(`/conversations/${id}`, profile);
  const cold = await drawn(page, '[data-thread] article');
  await page.waitForTimeout(1000);
  const tasks: number[] = await page.evaluate(() => Object(window).tasks);
  // What the browser keeps is written within two seconds.
  await page.waitForTimeout(2500);
  await page.route('**/api/v1/**', () => undefined);
  await page.reload({ waitUntil: 'commit' });
  const warm = await drawn(page, '[data-thread] article');
  await close();
  return {
    'opening an address to the thread, ms': cold,
    'tasks over 50 ms while it loads, ms': tasks.reduce((sum, each) => sum + each, 0),
    'reload without an answer to the thread, ms': warm,
  };
}

async function measureMoves(page: Page, count: number) {
  const runs = [];
  for (let move = 0; move < count; move += 1) {
    const before = await page.locator('[data-row] a[aria-current]').getAttribute('href');
    const isNext = `[data-row] a[aria-current]:not([href="${before}"])`;
    const marked = await keyToDrawn(page, { key: 'j', code: 'KeyJ' }, isNext);
    const start = await page.evaluate(() => performance.now());
    const thread = (await drawn(page, '[data-thread] article')) - start;
    runs.push({ 'J to the row, ms': marked, 'J to the thread, ms': marked + thread });
    await page.waitForTimeout(400);
  }
  return runs;
}

async function measureSending(page: Page, round: number) {
  const words = `Round ${round} of many`;
  await page.keyboard.press('r');
  await page.locator('[data-composer=reply] textarea:focus').waitFor();
  await page.keyboard.type(words);
  const took = await page.evaluate(async (said) => {
    const start = performance.now();
    const key = { key: 'Enter', code: 'Enter', ctrlKey: true, bubbles: true, cancelable: true };
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', key));
    const isShown = () =>
      [...document.querySelectorAll('[data-thread] article')].some((each) =>
        each.textContent?.includes(said),
      );
    do await new Promise(requestAnimationFrame);
    while (!isShown());
    return performance.now() - start;
  }, words);
  await page.keyboard.press('Escape');
  return { 'sending to own bubble, ms': took };
}

async function measurePalette(page: Page) {
  const took = await keyToDrawn(page, { key: 'k', code: 'KeyK', ctrlKey: true }, '[role=dialog] input:focus');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  return { 'Ctrl+K to the palette, ms': took };
}

async function measureScroll({ page, context }: Visit) {
  const rows = page.locator('[data-row]');
  await rows.first().waitFor();
  const seen = await page.evaluate(async (duration) => {
    const list = document.querySelector('[data-row]')?.closest<HTMLElement>('.overflow-y-auto');
    if (!list) throw new Error('The list does not scroll');
    const start = performance.now();
    const figures = { frame: 0, rows: 0 };
    for (let last = start, now = start; now - start < duration; last = now) {
      list.scrollBy(0, 120);
      now = await new Promise(requestAnimationFrame);
      figures.frame = Math.max(figures.frame, now - last);
      figures.rows = Math.max(figures.rows, document.querySelectorAll('[data-row]').length);
    }
    return figures;
  }, SCROLL_MS);
  const session: CDPSession = await context.newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const heap: number = await page.evaluate(() => Object(performance).memory.usedJSHeapSize / 1_048_576);
  return {
    'longest frame while scrolling, ms': seen.frame,
    'rows in the page': seen.rows,
    'heap after scrolling, MB': heap,
  };
}

async function measureLongThread(profile: Profile) {
  const visit = await open(LIST, profile);
  await visit.page.locator('[data-row]').first().waitFor();
  const took = await visit.page.evaluate(async (path) => {
    const start = performance.now();
    history.pushState({}, '', path);
    dispatchEvent(new PopStateEvent('popstate', { state: {} }));
    return (await Object(window).drawn('[data-thread] article')) - start;
  }, `/app/accounts/${desk.account.account.id}/conversations/${desk.long_thread}`);
  await visit.close();
  return { 'opening 2,000 messages, ms': took };
}

test.each(Object.entries(PROFILES))(
  'the dashboard under %s',
  async (name, profile) => {
    const ids = await firstIds(profile);
    const loads = [];
    for (const id of ids.slice(0, LOADS)) loads.push(await measureLoad(id, profile));
    printFigures(name, loads);

    const visit = await open(LIST, profile);
    await visit.page.locator('[data-row]').first().waitFor();
    await visit.page.keyboard.press('j');
    await visit.page.locator('[data-thread] article').first().waitFor();
    await visit.page.waitForTimeout(1500);
    printFigures(name, await measureMoves(visit.page, KEYS));
    const rounds = [];
    for (let round = 0; round < KEYS; round += 1) rounds.push(await measureSending(visit.page, round));
    printFigures(name, rounds);
    const palettes = [];
    for (let round = 0; round < KEYS; round += 1) palettes.push(await measurePalette(visit.page));
    printFigures(name, palettes);
    await visit.close();

    const scrolling = await open(LIST, profile);
    printFigures(name, [await measureScroll(scrolling)]);
    await scrolling.close();
    const threads = [];
    for (let round = 0; round < LOADS; round += 1) threads.push(await measureLongThread(profile));
    printFigures(name, threads);
  },
  PATIENCE_MS,
);
