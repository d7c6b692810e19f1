import { expect, test } from 'vitest';
import { makeMessage } from '../../../server/test/factories.ts';
import { openDemoStage } from '../../../tools/browser/demo-stage.ts';
import { timed } from '../../../tools/browser/pace.ts';
import { findConversation } from '../../../tools/browser/threads.ts';
import type { Visit } from '../../../tools/browser/visit.ts';

const stage = openDemoStage();

const REPEATS = 30;

async function say(display_id: number, content: string) {
  await makeMessage(stage.desk.agent.ctx, await findConversation(stage.desk, display_id), { content });
  await stage.desk.live.drain();
}

/** Notes for each message that a socket brings how long it takes until it is drawn. */
const watchFrames = ({ context }: Visit) =>
  context.addInitScript(() => {
    const waits: Promise<number>[] = [];
    const Plain = WebSocket;
    class Watched extends Plain {
      constructor(...given: ConstructorParameters<typeof Plain>) {
        super(...given);
        // Before the page hears of it.
        this.addEventListener('message', ({ data }) => {
          const start = performance.now();
          const { event, data: message } = JSON.parse(data).message ?? {};
          if (event !== 'message.created') return;
          const isDrawn: Promise<number> = Object(window).drawn(`[data-message="${message.id}"]`);
          waits.push(isDrawn.then((at) => at - start));
        });
      }
    }
    Object.assign(window, { WebSocket: Watched, waits });
  });

test('22: what a socket brings is painted within 50 ms', async () => {
  const { page } = await stage.open('/conversations?assignee_type=all', { prepare: watchFrames });
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('j');
  await page.locator('[data-thread] article').first().waitFor();
  const id = Number(await page.locator('[data-thread]').getAttribute('data-thread'));
  const { median, pace } = await timed(stage.browser, REPEATS, async (repeat) => {
    await say(id, `Said ${repeat}`);
    await expect.poll(() => page.evaluate(() => Object(window).waits.length)).toBe(repeat + 1);
    return await page.evaluate(async () => await Object(window).waits.at(-1));
  });
  expect(median).toBeLessThanOrEqual(50 * pace);
});
