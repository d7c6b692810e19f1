import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { contacts } from '../../../server/src/features/contacts/table.ts';
import { frameOf, heardOf, standInForChat } from '../../../tools/browser/frame.ts';
import { isReady, openStage } from '../../../tools/browser/stage.ts';
import type { Visit } from '../../../tools/browser/visit.ts';

const stage = openStage({ channel: { widget_color: '#aa2211' } });

const bubble = '.woot-widget-bubble:not(.woot--close)';
const KB = 1024;
/** Longer than everything that a page does by itself. */
const IDLE_MS = 1500;

const ofDesk = ({ requests }: Visit) =>
  requests.filter((url) => url.startsWith(stage.desk.url)).map((url) => new URL(url).pathname);

/** What the desk sent, with gzip, in bytes. */
function weighAnswers({ context }: Visit) {
  const weights: Promise<number>[] = [];
  context.on('response', (answer) => {
    if (!answer.url().startsWith(stage.desk.url)) return;
    weights.push(
      answer.body().then(
        (body) => gzipSync(body).length,
        () => 0,
      ),
    );
  });
  return async () => (await Promise.all(weights)).reduce((sum, bytes) => sum + bytes, 0);
}

const countContacts = async () => (await stage.desk.account.queries.select().from(contacts)).length;

test('a visitor who shows no interest costs two requests, 5 KB, no frame, no cookie and no contact', async () => {
  let weigh = async () => 0;
  const contacts_before = await countContacts();
  const sockets: string[] = [];
  const visit = await stage.visit(
    {},
    {
      before: async (opened) => {
        weigh = weighAnswers(opened);
        opened.page.on('websocket', (socket) => sockets.push(socket.url()));
      },
    },
  );
  await isReady(visit);
  await visit.page.mouse.move(200, 200);
  await visit.page.waitForTimeout(IDLE_MS);
  expect(ofDesk(visit)).toEqual(['/packs/js/sdk.js', '/api/v1/widget/launcher']);
  expect(await weigh()).toBeLessThanOrEqual(5 * KB);
  expect(await weigh()).toBeGreaterThan(KB);
  expect(await visit.page.locator('iframe').count()).toBe(0);
  expect(sockets).toEqual([]);
  expect(await visit.context.cookies()).toEqual([]);
  expect(await visit.page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  expect(await countContacts()).toBe(contacts_before);
  expect(visit.complaints).toEqual([]);
});

test('the launcher has the colour of the inbox, moves nothing on the page, and leaves the documented globals', async () => {
  const names = () => Object.getOwnPropertyNames(window);
  const bare = await stage.visit({ widget: undefined });
  const before = await bare.page.evaluate(names);
  const visit = await stage.visit(
    {},
    {
      before: ({ page }) =>
        page.addInitScript(() => {
          const shifts: number[] = [];
          Object.assign(window, { shifts });
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) shifts.push(Object(entry).value);
          }).observe({ type: 'layout-shift', buffered: true });
        }),
    },
  );
  await isReady(visit);
  await visit.page.waitForTimeout(300);
  const color = visit.page.locator(bubble).evaluate((each) => getComputedStyle(each).backgroundColor);
  expect(await color).toBe('rgb(170, 34, 17)');
  expect(await visit.page.evaluate(() => Object(window).shifts)).toEqual([]);
  const added = (await visit.page.evaluate(names)).filter((name) => !before.includes(name));
  expect(added.toSorted()).toEqual(['$chatwoot', 'chatwootSDK', 'shifts']);
});

test.each([
  ['hovered', (visit: Visit) => visit.page.locator(bubble).hover()],
  ['focused', (visit: Visit) => visit.page.keyboard.press('Tab')],
])('a bubble that is %s loads the chat, closed', async (_how, show) => {
  const visit = await stage.visit({ body: '<p>Shop</p>' }, { chat: 'stand-in' });
  await isReady(visit);
  await show(visit);
  const frame = await frameOf(visit.page);
  await heardOf(frame, 'config-set');
  expect(await visit.page.locator('#cw-widget-holder').isVisible()).toBe(false);
  expect(await visit.page.evaluate(() => window.$chatwoot?.isOpen)).toBe(false);
  await visit.page.locator(bubble).click();
  await visit.page.waitForSelector('#cw-widget-holder:not(.woot--hide)');
  expect(visit.requests.filter((url) => url.includes('/widget?'))).toHaveLength(1);
});

test("an address of the desk never has the visitor's token in it", async () => {
  const visit = await stage.visit({}, { chat: 'stand-in' });
  await visit.context.addCookies([
    { name: 'cw_conversation', value: 'head.body.sign', url: visit.page.url() },
  ]);
  await visit.page.reload();
  await isReady(visit);
  await visit.page.locator(bubble).click();
  const [config] = await heardOf(await frameOf(visit.page), 'config-set');
  expect(config).toMatchObject({ authToken: 'head.body.sign' });
  await visit.page.evaluate(() => window.$chatwoot?.popoutChatWindow());
  await expect.poll(() => visit.requests.filter((url) => url.includes('/widget?')).length).toBe(2);
  expect(visit.requests.filter((url) => /head\.body/.test(url))).toEqual([]);
});

test('a website that the desk does not know gets no launcher, and no error on its page', async () => {
  const visit = await stage.visit({ widget: { url: stage.desk.url, website_token: 'unknown' } });
  await expect.poll(() => ofDesk(visit).length).toBe(2);
  await visit.page.waitForTimeout(500);
  expect(await visit.page.locator('.woot-widget-bubble:visible').count()).toBe(0);
  const thrown = visit.complaints.filter((text) => !text.includes('404'));
  expect(thrown).toEqual([]);
});

test('where the desk cannot be reached the launcher stays, a click breaks nothing, and the next one tries again', async () => {
  const visit = await stage.visit(
    {},
    {
      before: (opened) => opened.context.route(`${stage.desk.url}/{api,widget}**`, (route) => route.abort()),
    },
  );
  await isReady(visit);
  await visit.page.locator(bubble).click();
  await visit.page.waitForFunction(() => window.$chatwoot?.isOpen === false, undefined, { timeout: 20_000 });
  expect(await visit.page.locator(bubble).isVisible()).toBe(true);
  expect(await visit.page.locator('#cw-widget-holder').isVisible()).toBe(false);
  expect(await visit.page.locator('iframe').count()).toBe(0);
  await visit.context.unroute(`${stage.desk.url}/{api,widget}**`);
  await standInForChat(visit, stage.desk);
  await visit.page.locator(bubble).click();
  await visit.page.waitForSelector('#cw-widget-holder:not(.woot--hide)');
  expect(visit.complaints.filter((text) => !text.includes('ERR_FAILED'))).toEqual([]);
});
