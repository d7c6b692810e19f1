import type { Frame } from 'playwright-core';
import { expect, test } from 'vitest';
import { frameOf, heardOf, say, standInForChat } from '../../../tools/browser/frame.ts';
import { openStage } from '../../../tools/browser/stage.ts';
import type { Visit } from '../../../tools/browser/visit.ts';
import type { WindowMessage } from '../protocol.ts';

const stage = openStage();

type Opened = Visit & { frame: Frame };

const NAMES = ['ready', 'error', 'on-message', 'on-start-conversation', 'postback', 'opened', 'closed'];

/** Writes down every event that the widget says, from before it runs. */
const listening = {
  before: ({ context }: Visit) =>
    context.addInitScript((names) => {
      const said: unknown[] = [];
      Object.assign(window, { said });
      for (const name of names)
        addEventListener(`chatwoot:${name}`, (event) => said.push([name, (event as CustomEvent).detail]));
    }, NAMES),
};

const said = ({ page }: Visit) => page.evaluate(() => Object(window).said as [string, unknown][]);

const open = async () => {
  const opened = await stage.visitOpened({}, listening);
  await heardOf(opened.frame, 'toggle-open');
  return opened;
};

const MESSAGE = { id: 1, content: 'Hello', message_type: 1 };

const events: [name: string, from: WindowMessage, detail: unknown][] = [
  ['on-message', { event: 'onEvent', eventIdentifier: 'chatwoot:on-message', data: MESSAGE }, MESSAGE],
  [
    'on-start-conversation',
    { event: 'onEvent', eventIdentifier: 'chatwoot:on-start-conversation', data: { hasConversation: false } },
    { hasConversation: false },
  ],
  [
    'postback',
    { event: 'postback', data: { payload: 'P1' } },
    { event: 'postback', data: { payload: 'P1' } },
  ],
  ['error', { event: 'error', errorType: 'SET_USER_ERROR', data: { error: 'no' } }, { error: 'no' }],
];

test('chatwoot:ready comes once, when the launcher is there, and chatwoot:opened when it opens', async () => {
  const opened = await open();
  expect(await said(opened)).toEqual([
    ['ready', null],
    ['opened', null],
  ]);
});

test.each(events)('chatwoot:%s says what happened in the chat', async (name, message, detail) => {
  const opened = await open();
  await say(opened.frame, message);
  await expect.poll(() => said(opened)).toContainEqual([name, detail]);
});

test("an event of the chat with another name is not the site's to hear", async () => {
  const opened = await open();
  await opened.page.evaluate(() => addEventListener('click', () => Object(window).said.push('click')));
  await say(opened.frame, { event: 'onEvent', eventIdentifier: 'click' as 'chatwoot:x', data: null });
  await say(opened.frame, events[0]?.[1] as WindowMessage);
  await expect.poll(async () => (await said(opened)).length).toBe(3);
  expect(await said(opened)).not.toContain('click');
});

test('a user whom the desk refuses is told again by the next page', async () => {
  const opened = await open();
  await opened.page.evaluate(() => window.$chatwoot?.setUser('ana', { name: 'Ana' }));
  await expect.poll(() => opened.context.cookies()).toHaveLength(1);
  await say(opened.frame, { event: 'error', errorType: 'SET_USER_ERROR', data: {} });
  await expect.poll(() => opened.context.cookies()).toEqual([]);
});

/** What the launcher does at a word of the chat. */
const words: [message: WindowMessage, effect: (opened: Opened) => Promise<unknown>][] = [
  [{ event: 'toggleBubble' }, ({ page }) => isClosed(page)],
  [{ event: 'closeWindow' }, ({ page }) => isClosed(page)],
  [{ event: 'closeChat' }, ({ page }) => isClosed(page)],
  [
    { event: 'updateIframeHeight', extraHeight: 123, isFixedHeight: true },
    ({ page }) => page.waitForFunction(() => document.querySelector('iframe')?.offsetHeight === 123),
  ],
  [
    { event: 'setUnreadMode' },
    ({ page }) => page.waitForSelector('#cw-widget-holder.has-unread-view:not(.woot--hide)'),
  ],
  [
    { event: 'setCampaignReadOn' },
    async ({ context }) => {
      await expect
        .poll(() => context.cookies())
        .toMatchObject([{ name: 'cw_snooze_campaigns_till', sameSite: 'Lax' }]);
      const [{ value, expires } = { value: '', expires: 0 }] = await context.cookies();
      const inAnHour = Date.now() + 3_600_000;
      expect(Math.abs(Number(value) - inAnHour)).toBeLessThan(120_000);
      expect(Math.abs(expires * 1000 - inAnHour)).toBeLessThan(120_000);
    },
  ],
  [
    { event: 'setAuthCookie', data: { widgetAuthToken: 'a.b.c' } },
    async ({ context }) => {
      await expect
        .poll(() => context.cookies())
        .toMatchObject([{ value: 'a.b.c', sameSite: 'Lax', path: '/' }]);
      const [cookie] = await context.cookies();
      const days = ((cookie?.expires ?? 0) - Date.now() / 1000) / 86_400;
      expect(Math.round(days)).toBe(365);
    },
  ],
];

const isClosed = (page: Visit['page']) =>
  page.waitForFunction(
    () =>
      window.$chatwoot?.isOpen === false &&
      document.querySelector('#cw-widget-holder')?.classList.contains('woot--hide'),
  );

test.each(words)('the launcher hears %j', async (message, effect) => {
  const opened = await open();
  await say(opened.frame, message);
  await effect(opened);
  expect(opened.complaints).toEqual([]);
});

test('the dot shows while something is unread and the chat is closed', async () => {
  const opened = await open();
  const dots = () => opened.page.locator('.unread-notification').count();
  await say(opened.frame, { event: 'handleNotificationDot', unreadMessageCount: 2 });
  await say(opened.frame, { event: 'closeChat' });
  await isClosed(opened.page);
  expect(await dots()).toBe(0);
  await say(opened.frame, { event: 'handleNotificationDot', unreadMessageCount: 2 });
  await expect.poll(dots).toBe(1);
  await say(opened.frame, { event: 'handleNotificationDot', unreadMessageCount: 0 });
  await expect.poll(dots).toBe(0);
  await say(opened.frame, { event: 'handleNotificationDot', unreadMessageCount: 2 });
  await expect.poll(dots).toBe(1);
  await opened.page.evaluate(() => window.$chatwoot?.toggle('open'));
  expect(await dots()).toBe(0);
});

test('a view of what is unread gives way to the whole chat, and is gone when it is closed', async () => {
  const opened = await open();
  const holder = opened.page.locator('#cw-widget-holder');
  await say(opened.frame, { event: 'setUnreadMode' });
  await opened.page.waitForSelector('.has-unread-view');
  await say(opened.frame, { event: 'resetUnreadMode' });
  await expect.poll(() => holder.getAttribute('class')).not.toContain('has-unread-view');
  expect(await opened.page.evaluate(() => window.$chatwoot?.isOpen)).toBe(true);
  await say(opened.frame, { event: 'setUnreadMode' });
  await opened.page.waitForSelector('.has-unread-view');
  await opened.page.evaluate(() => window.$chatwoot?.toggle('close'));
  expect(await holder.getAttribute('class')).not.toContain('has-unread-view');
});

test('the sound is played once the visitor has touched the page, and not before', async () => {
  // The page opens the chat by itself: what a test does to it would count as a touch.
  const head = `<script>
    addEventListener('chatwoot:ready', () => $chatwoot.toggle('open'));
    addEventListener('chatwoot:on-message', () => console.log('heard'));
  </script>`;
  const words: WindowMessage[] = [{ event: 'playAudio' }, events[0]?.[1] as WindowMessage];
  let heard: Promise<unknown> | undefined;
  const { page, requests, complaints } = await stage.visit(
    { head },
    {
      before: async (visit) => {
        await standInForChat(visit, stage.desk, words);
        heard = visit.page.waitForEvent('console', (message) => message.text() === 'heard');
      },
    },
  );
  await heard;
  const sounds = () => requests.filter((url) => url.endsWith('/audio/widget/ding.mp3')).length;
  expect(sounds()).toBe(0);
  await page.mouse.click(30, 30);
  await say(await frameOf(page), { event: 'playAudio' });
  await expect.poll(sounds).toBe(1);
  expect(complaints).toEqual([]);
});

test('a narrow window is told to the chat, which brings its own way to close it', async () => {
  const opened = await stage.visitOpened({}, { viewport: { width: 668, height: 700 } });
  expect(await heardOf(opened.frame, 'toggle-close-button')).toMatchObject([{ isMobile: true }]);
  await opened.page.waitForSelector('#cw-widget-holder:not(.woot--hide)');
  expect(await opened.page.locator('#cw-widget-holder').boundingBox()).toEqual({
    x: 0,
    y: 0,
    width: 668,
    height: 700,
  });
  expect(await opened.page.locator('.woot-widget-bubble:visible').count()).toBe(0);
  await opened.page.setViewportSize({ width: 669, height: 700 });
  await expect
    .poll(async () => (await heardOf(opened.frame, 'toggle-close-button')).at(-1))
    .toMatchObject({ isMobile: false });
  expect(await opened.page.locator('.woot--close:visible').count()).toBe(1);
});

test('the chat hears where the visitor goes', async () => {
  const opened = await open();
  await opened.page.evaluate(() => history.pushState({}, '', '/cart'));
  const { origin, host } = new URL(opened.page.url());
  await expect
    .poll(async () => (await heardOf(opened.frame, 'change-url')).map((each) => Object(each).referrerURL))
    .toEqual([`${origin}/`, `${origin}/cart`]);
  expect(await heardOf(opened.frame, 'change-url')).toContainEqual(
    expect.objectContaining({ referrerHost: host }),
  );
});
