import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { makeMessage } from '../../../server/test/factories.ts';
import { openDemoStage } from '../../../tools/browser/demo-stage.ts';
import { findConversation } from '../../../tools/browser/threads.ts';

const stage = openDemoStage();

const LIST = '/conversations?assignee_type=all';

/** Says something in a conversation, so that its row is the newest. */
async function say(display_id: number, content: string) {
  // The order is by the second, and the desk's clock stands still.
  stage.desk.desk.clock.advance(1000);
  await makeMessage(stage.desk.agent.ctx, await findConversation(stage.desk, display_id), { content });
  await stage.desk.live.drain();
}

const idsOn = (page: Page): Promise<number[]> =>
  page.locator('[data-row]').evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('data-row'))));

/** Follows the places of rows from frame to frame; answers how far each of them was from where it stood, at most. */
async function movesWhile(
  page: Page,
  ids: readonly number[],
  act: () => Promise<unknown>,
): Promise<number[]> {
  await page.evaluate((watched) => {
    const placeOf = (id: number) => {
      const row = document.querySelector(`[data-row="${id}"]`);
      const list = row?.closest('.overflow-y-auto');
      if (!row || !list) return Number.NaN;
      const top = row.getBoundingClientRect().top - list.getBoundingClientRect().top + list.scrollTop;
      return Math.round(top / row.clientHeight);
    };
    const began = watched.map(placeOf);
    const moves = watched.map(() => 0);
    const look = () => {
      for (const [index, id] of watched.entries())
        moves[index] = Math.max(moves[index] ?? 0, Math.abs(placeOf(id) - (began[index] ?? 0)));
      requestAnimationFrame(look);
    };
    look();
    Object.assign(window, { moves });
  }, ids);
  await act();
  return await page.evaluate(() => Object(window).moves);
}

test('22: while the pointer is in the list, what comes to life moves neither its row nor those open or selected', async () => {
  const { page } = await stage.open(LIST);
  await page.locator('[data-row]').first().waitFor();
  const ids = await idsOn(page);
  const [, pointed = 0, , opened = 0, , selected = 0, ...others] = ids;
  await page.locator(`[data-row="${opened}"] a`).click();
  await page.locator(`[data-thread="${opened}"]`).waitFor();
  await page.locator(`[data-row="${selected}"]`).hover();
  await page.locator(`[data-row="${selected}"]`).getByRole('checkbox').click();
  await page.locator(`[data-row="${pointed}"]`).hover();
  const alive = others.slice(-4);
  const moves = await movesWhile(page, [pointed, opened, selected], async () => {
    for (const id of alive) {
      await say(id, `Alive ${id}`);
      await page.locator('[data-row]', { hasText: `Alive ${id}` }).waitFor();
    }
  });
  expect(Math.max(...moves)).toBeLessThanOrEqual(1);
  await page.mouse.move(1000, 400);
  await expect.poll(async () => (await idsOn(page)).slice(0, 4)).toEqual(alive.toReversed());
});
