import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { frameOf, heardOf } from '../../../tools/browser/frame.ts';
import { isReady, openStage } from '../../../tools/browser/stage.ts';
import type { Visit } from '../../../tools/browser/visit.ts';
import { answerVisitor, makeVisitor, type Visitor, writeAs } from '../../../tools/browser/visitors.ts';

const stage = openStage();

const KB = 1024;

/** Comes back: a page of the site with the cookie of the visit before. */
async function comeBack({ token }: Visitor, before?: (visit: Visit) => Promise<unknown>) {
  const visit = await stage.visit(
    {},
    {
      chat: 'stand-in',
      before: async (opened) => {
        await opened.context.addCookies([{ name: 'cw_conversation', value: token, url: stage.site.origin }]);
        await before?.(opened);
      },
    },
  );
  await isReady(visit);
  return visit;
}

const socketsOf = (sockets: string[]) => async (visit: Visit) =>
  visit.page.on('websocket', (socket) => sockets.push(socket.url()));

test('a visitor with nothing unread costs 2 KB more, and no frame', async () => {
  const visitor = await makeVisitor(stage.desk);
  const weights: Promise<number>[] = [];
  const sockets: string[] = [];
  const visit = await comeBack(visitor, async (opened) => {
    await socketsOf(sockets)(opened);
    opened.context.on('response', (answered) => {
      const isMore = answered.url().includes('/live.js') || answered.request().headers()['x-auth-token'];
      if (isMore) weights.push(answered.body().then((body) => gzipSync(body).length));
    });
  });
  await expect.poll(() => sockets).toHaveLength(1);
  const bytes = (await Promise.all(weights)).reduce((sum, each) => sum + each, 0);
  expect(weights).toHaveLength(2);
  expect(bytes).toBeLessThanOrEqual(2 * KB);
  expect(await visit.page.locator('iframe').count()).toBe(0);
  expect(visit.requests.filter((url) => url.includes(visitor.token))).toEqual([]);
});

test('a visitor with something unread sees the dot, and the chat loads closed', async () => {
  const visitor = await makeVisitor(stage.desk);
  await answerVisitor(stage.desk, visitor);
  const { page } = await comeBack(visitor);
  await page.waitForSelector('.unread-notification');
  const [config] = await heardOf(await frameOf(page), 'config-set');
  expect(config).toMatchObject({ authToken: visitor.token });
  expect(await page.evaluate(() => window.$chatwoot?.isOpen)).toBe(false);
});

test('an answer that comes while the visitor reads the page shows the dot and loads the chat, which listens alone', async () => {
  const visitor = await makeVisitor(stage.desk);
  const sockets: string[] = [];
  const { page } = await comeBack(visitor, async ({ page: opened }) => {
    opened.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => {
        if (String(payload).includes('confirm_subscription')) sockets.push('listening');
      });
      socket.on('close', () => sockets.push('closed'));
    });
  });
  await expect.poll(() => sockets).toEqual(['listening']);
  expect(await page.locator('.unread-notification').count()).toBe(0);
  await answerVisitor(stage.desk, visitor);
  await page.waitForSelector('.unread-notification');
  await heardOf(await frameOf(page), 'config-set');
  await expect.poll(() => sockets).toEqual(['listening', 'closed']);
});

test('what the visitor writes in another tab shows no dot here', async () => {
  const visitor = await makeVisitor(stage.desk);
  let isListening = false;
  let isTold = false;
  const { page } = await comeBack(visitor, async ({ page: opened }) => {
    opened.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => {
        isListening ||= String(payload).includes('confirm_subscription');
        isTold ||= String(payload).includes('message.created');
      }),
    );
  });
  await expect.poll(() => isListening).toBe(true);
  await writeAs(stage.desk, visitor.token, 'One more thing');
  await stage.desk.live.drain();
  await expect.poll(() => isTold).toBe(true);
  expect(await page.locator('.unread-notification').count()).toBe(0);
  expect(await page.locator('iframe').count()).toBe(0);
});

test('a token that is none is nobody: no script and no socket more', async () => {
  const sockets: string[] = [];
  const visit = await comeBack({ token: 'head.body.sign', conversation_id: 0 }, socketsOf(sockets));
  await expect.poll(() => visit.requests.filter((url) => url.includes('/launcher')).length).toBe(2);
  await visit.page.waitForTimeout(500);
  expect(visit.requests.filter((url) => url.includes('/live.js'))).toEqual([]);
  expect(sockets).toEqual([]);
});

test('a visitor who is made anew by reset is listened for no more', async () => {
  const visitor = await makeVisitor(stage.desk);
  const closed: string[] = [];
  let isListening = false;
  const visit = await comeBack(visitor, async ({ page }) => {
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => {
        isListening ||= String(payload).includes('confirm_subscription');
      });
      socket.on('close', () => closed.push(socket.url()));
    });
  });
  await expect.poll(() => isListening).toBe(true);
  await visit.page.evaluate(() => window.$chatwoot?.reset());
  await expect.poll(() => closed).toHaveLength(1);
  expect(await visit.context.cookies()).toEqual([]);
  expect(await visit.page.locator('iframe').count()).toBe(0);
});
