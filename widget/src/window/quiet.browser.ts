import type { Frame, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { beginChat } from '../../../tools/browser/chat.ts';
import { openStage } from '../../../tools/browser/stage.ts';
import type { Visit } from '../../../tools/browser/visit.ts';

const stage = openStage({ inbox: { enable_email_collect: false } });

// The loader waits five seconds to see whether what it loaded speaks.
const SETTLE_MS = 6000;
const HEAP_MAX_KB = 6 * 1024;

/** Keeps count of the timers that run in the page and in each of its frames. */
const countTimers = ({ context }: Visit) =>
  context.addInitScript(() => {
    const running = new Map<unknown, string>();
    Object.assign(window, { running });
    const begin = { setInterval: window.setInterval, setTimeout: window.setTimeout };
    for (const [name, start] of Object.entries(begin))
      Object.assign(window, {
        [name]: (work: () => void, ms?: number, ...given: unknown[]) => {
          const id = start(
            () => {
              if (name === 'setTimeout') running.delete(id);
              work();
            },
            ms,
            ...(given as []),
          );
          running.set(id, `${name} ${ms}`);
          return id;
        },
      });
    for (const [name, end] of Object.entries({ clearInterval, clearTimeout }))
      Object.assign(window, {
        [name]: (id: number) => {
          running.delete(id);
          end(id);
        },
      });
  });

const timersOf = (place: Page | Frame): Promise<string[]> =>
  place.evaluate(() => [...Object(window).running.values()]);

/** What is held once the garbage is gone. The page and the chat are of one site here, and share it. */
async function heapOf({ context, page }: Visit): Promise<number> {
  const session = await context.newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  return page.evaluate(() => Object(performance).memory.usedJSHeapSize / 1024);
}

test('while it is closed the chat runs no timer but a heartbeat, and takes at most 6 MB', async () => {
  const chat = await beginChat(stage, 'Hello', {}, { before: countTimers });
  // What counts can count: an open chat waits for something.
  await chat.frame.evaluate(() => setInterval(() => undefined, 1000));
  expect(await timersOf(chat.frame)).toContain('setInterval 1000');
  await chat.frame.evaluate(() => {
    for (const [id, name] of Object(window).running) if (name === 'setInterval 1000') clearInterval(id);
  });
  await chat.page.evaluate(() => window.$chatwoot?.toggle('close'));
  await chat.page.waitForTimeout(SETTLE_MS);
  const timers = [...(await timersOf(chat.page)), ...(await timersOf(chat.frame))];
  expect(timers.length, timers.join(', ')).toBeLessThanOrEqual(1);
  expect(await heapOf(chat)).toBeLessThan(HEAP_MAX_KB);
});
