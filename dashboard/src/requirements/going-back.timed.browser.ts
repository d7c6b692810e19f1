import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openDemoStage } from '../../../tools/browser/demo-stage.ts';
import { timed } from '../../../tools/browser/pace.ts';

const stage = openDemoStage();

const REPEATS = 10;
const LIST = '/conversations?assignee_type=all&status=all';
const LIST_BOX = '.overflow-y-auto:has([data-row])';

const idsOn = (page: Page): Promise<number[]> =>
  page.locator('[data-row]').evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('data-row'))));

async function openList(path = LIST): Promise<Page> {
  const { page } = await stage.open(path);
  await page.locator('[data-row]').first().waitFor();
  return page;
}

/** Where the first item stands that is wholly in sight. */
const standingOf = (page: Page, box: string, item: string) =>
  page.locator(box).evaluate((scroller, selector) => {
    const { top } = scroller.getBoundingClientRect();
    const first = [...scroller.querySelectorAll(selector)].find(
      (each) => each.getBoundingClientRect().top >= top,
    );
    if (!first) throw new Error('Nothing is in sight');
    const name = selector.slice(1, -1);
    return {
      selector: `[${name}="${first.getAttribute(name)}"]`,
      top: first.getBoundingClientRect().top,
      row: first.getBoundingClientRect().height,
    };
  }, item);

/** Opens a conversation whose row is wholly in sight: a click on one that is not would scroll the list first. */
async function openOneInSight(page: Page) {
  const id = await page.locator(LIST_BOX).evaluate((box) => {
    const { top, bottom } = box.getBoundingClientRect();
    const isInSight = (row: Element) => {
      const place = row.getBoundingClientRect();
      return place.top >= top && place.bottom <= bottom && !row.querySelector('[aria-current]');
    };
    return [...box.querySelectorAll('[data-row]')].find(isInSight)?.getAttribute('data-row');
  });
  await page.locator(`[data-row="${id}"] a`).click();
  await expect.poll(() => page.locator('[data-thread]').getAttribute('data-thread')).toBe(id);
}

type Standing = Awaited<ReturnType<typeof standingOf>>;

/** Goes back; answers how long it takes until all of these stand within a row of where they stood. */
const goBack = (page: Page, standings: readonly Standing[]): Promise<number> =>
  page.evaluate(async (wanted) => {
    const began = new Promise<number>((resolve) =>
      addEventListener('popstate', ({ timeStamp }) => resolve(timeStamp), { once: true }),
    );
    history.back();
    const start = await began;
    const isThere = ({ selector, top, row }: (typeof wanted)[number]) => {
      const found = document.querySelector(selector);
      return found !== null && Math.abs(found.getBoundingClientRect().top - top) <= row;
    };
    try {
      return (await Object(window).drawnWhen(() => wanted.every(isThere))) - start;
    } catch {
      const stand = wanted.map(({ selector, top }) => {
        const found = document.querySelector(selector)?.getBoundingClientRect().top;
        return `${selector} at ${found} instead of ${top}`;
      });
      throw new Error(`Back at ${location.pathname}: ${stand.join(', ')}`);
    }
  }, standings);

async function stillStand(page: Page, standings: readonly Standing[]) {
  for (const { selector, top, row } of standings) {
    const box = await page.locator(selector).boundingBox();
    expect(Math.abs((box?.y ?? Number.NaN) - top)).toBeLessThanOrEqual(row);
  }
}

/** Scrolls the list some pages down, where not everything was read from the start. */
async function scrollList(page: Page, rows: number) {
  await page.locator(LIST_BOX).evaluate(async (list, wanted) => {
    const target = wanted * (list.querySelector('[data-row]')?.clientHeight ?? 0) + 30;
    const latest = performance.now() + 15_000;
    while (list.scrollTop < target) {
      if (performance.now() > latest)
        throw new Error(`The list ends at ${list.scrollTop + list.clientHeight} of ${list.scrollHeight} px`);
      list.scrollTop = target;
      await new Promise(requestAnimationFrame);
    }
  }, rows);
  await expect.poll(async () => (await idsOn(page)).length).toBeGreaterThan(5);
}

test('7: Back from another list leads within 100 ms to the rows that were in sight', async () => {
  const page = await openList();
  await scrollList(page, 60);
  const { median, pace } = await timed(stage.browser, REPEATS, async () => {
    const standings = [await standingOf(page, LIST_BOX, '[data-row]')];
    await page.getByRole('link', { name: /^Unassigned/ }).click();
    await expect.poll(async () => (await idsOn(page)).length).toBeGreaterThan(5);
    const took = await goBack(page, standings);
    await page.waitForTimeout(300);
    await stillStand(page, standings);
    return took;
  });
  expect(median).toBeLessThanOrEqual(100 * pace);
});

/** Opens the very long thread and goes far from where the list begins and the thread ends. */
async function openDeep(): Promise<Page> {
  const page = await openList(`/conversations/${stage.desk.long_thread}?assignee_type=all&status=all`);
  await page.locator('[data-thread] article', { hasText: 'Number 2000 ' }).waitFor();
  await scrollList(page, 40);
  await page.locator('[data-thread]').evaluate(async (box) => {
    for (let step = 0; step < 30; step += 1) {
      box.scrollTop -= 150;
      await new Promise(requestAnimationFrame);
    }
  });
  await page.waitForTimeout(500);
  return page;
}

const standingsOf = async (page: Page): Promise<Standing[]> => [
  await standingOf(page, LIST_BOX, '[data-row]'),
  await standingOf(page, '[data-thread]', '[data-message]'),
];

test('7: Back from another conversation leads within 100 ms to the rows and the messages that were in sight', async () => {
  const page = await openDeep();
  const { median, pace } = await timed(stage.browser, REPEATS, async () => {
    const standings = await standingsOf(page);
    await openOneInSight(page);
    await scrollList(page, 90);
    const took = await goBack(page, standings);
    await page.waitForTimeout(300);
    await stillStand(page, standings);
    return took;
  });
  expect(median).toBeLessThanOrEqual(100 * pace);
});

test('7: Back leads to the messages that were in sight where every frame takes long', async () => {
  const page = await openDeep();
  const session = await page.context().newCDPSession(page);
  for (let time = 0; time < 3; time += 1) {
    const standings = await standingsOf(page);
    await openOneInSight(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 30 });
    await goBack(page, standings);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await page.waitForTimeout(300);
    await stillStand(page, standings);
  }
});

test('7: Back from another page leads to the rows that were in sight', async () => {
  const page = await openList();
  await scrollList(page, 60);
  const standings = [await standingOf(page, LIST_BOX, '[data-row]')];
  await page.getByRole('link', { name: 'Contacts' }).click();
  await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor();
  await goBack(page, standings);
  await page.waitForTimeout(300);
  await stillStand(page, standings);
});
