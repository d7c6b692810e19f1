import type { Page, Route } from 'playwright-core';
import { expect, test } from 'vitest';
import { openDemoStage } from '../../../tools/browser/demo-stage.ts';

const stage = openDemoStage();

const OPENS = 30;
const AT_ONCE_LEAST = 0.9;
const MESSAGES = /\/conversations\/(\d+)\/messages/;

const isShown = (id: number) => `[data-thread="${id}"] article`;

/** The ids of the rows in the page, from the one that is marked on. */
const idsFromMarked = (page: Page): Promise<number[]> =>
  page.locator('[data-row]').evaluateAll((rows) => {
    const from = rows.findIndex((row) => row.querySelector('[aria-current]'));
    return rows.slice(Math.max(0, from)).map((row) => Number(row.getAttribute('data-row')));
  });

/** Opens the list, and notes of which conversations the messages are asked for. */
async function openList() {
  const asked: number[] = [];
  const { page } = await stage.open('/conversations?assignee_type=all', {
    async prepare({ page: opening }) {
      opening.on('request', (request) => {
        const id = MESSAGES.exec(request.url())?.[1];
        if (id) asked.push(Number(id));
      });
    },
  });
  await page.locator('[data-row]').first().waitFor();
  return { page, asked };
}

test('6: the next three conversations and the previous one are read ahead', async () => {
  const { page, asked } = await openList();
  const ids = await idsFromMarked(page);
  await page.locator(`[data-row="${ids[4]}"] a`).click();
  await expect.poll(() => asked).toEqual(expect.arrayContaining(ids.slice(3, 8)));
  expect(asked).not.toContain(ids[9]);
});

test('6: a conversation is read ahead when its row is pointed at', async () => {
  const { page, asked } = await openList();
  const ids = await idsFromMarked(page);
  await page.locator(`[data-row="${ids[6]}"]`).hover();
  await expect.poll(() => asked).toContain(ids[6]);
  expect(asked).not.toContain(ids[5]);
});

test('6: a conversation is read ahead when its row has the focus', async () => {
  const { page, asked } = await openList();
  const ids = await idsFromMarked(page);
  await page.locator(`[data-row="${ids[0]}"] a`).focus();
  for (let row = 0; row < 6; row += 1) await page.keyboard.press('ArrowDown');
  await expect.poll(() => asked).toContain(ids[6]);
});

/** Lets nothing through that is asked of messages while it is shut. */
class Gate {
  private held: Route[] = [];
  private isShut = false;
  private underway = 0;

  async watch(page: Page) {
    await page.route(MESSAGES, async (route) => {
      if (this.isShut) this.held.push(route);
      else await this.pass(route);
    });
  }

  shut() {
    this.isShut = true;
  }

  async open() {
    this.isShut = false;
    await Promise.all(this.held.splice(0).map((route) => this.pass(route)));
  }

  isQuiet = () => this.underway === 0;

  private async pass(route: Route) {
    this.underway += 1;
    await route.fulfill({ response: await route.fetch() }).catch(() => undefined);
    this.underway -= 1;
  }
}

test('6: of thirty conversations that J opens, 90 % wait for no answer', async () => {
  const { page } = await openList();
  const gate = new Gate();
  await gate.watch(page);
  await page.keyboard.press('j');
  await page.locator('[data-thread] article').first().waitFor();
  let shown = 0;
  for (let open = 0; open < OPENS; open += 1) {
    // What was read ahead is here: nobody reads faster than the desk answers.
    await page.waitForTimeout(400);
    await expect.poll(gate.isQuiet).toBe(true);
    await expect.poll(async () => (await idsFromMarked(page)).length).toBeGreaterThan(1);
    const [, next = 0] = await idsFromMarked(page);
    gate.shut();
    await page.keyboard.press('j');
    const wait = page.locator(isShown(next)).first().waitFor({ timeout: 3000 });
    shown += await wait.then(() => 1).catch(() => 0);
    await gate.open();
  }
  expect(shown / OPENS).toBeGreaterThanOrEqual(AT_ONCE_LEAST);
}, 120_000);
