import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { frameOf, heardOf, say } from '../../../tools/browser/frame.ts';
import { isReady, openStage } from '../../../tools/browser/stage.ts';

const stage = openStage();

const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.id || document.activeElement?.className || '');

const open = async (key: 'Enter' | 'Space' = 'Enter') => {
  const visit = await stage.visit({ body: '<p>Shop</p>' }, { chat: 'stand-in' });
  await isReady(visit);
  await visit.page.keyboard.press('Tab');
  expect(await focused(visit.page)).toContain('woot-widget-bubble');
  await visit.page.keyboard.press(key);
  const frame = await frameOf(visit.page);
  await heardOf(frame, 'toggle-open');
  return { ...visit, frame };
};

test.each(['Enter', 'Space'] as const)('%s on the bubble opens the chat and moves into it', async (key) => {
  const { page } = await open(key);
  expect(await focused(page)).toBe('chatwoot_live_chat_widget');
  expect(await page.locator('.woot--close').getAttribute('aria-expanded')).toBe('true');
});

test('the bubble says what it does and whether it did, and the frame has a name', async () => {
  const { page } = await open();
  const bubble = page.locator('.woot-widget-bubble:not(.woot--close)');
  expect(await page.locator('#chatwoot_live_chat_widget').getAttribute('title')).toMatch(/\w/);
  await page.evaluate(() => window.$chatwoot?.toggle('close'));
  expect(await bubble.evaluate(({ tagName }) => tagName)).toBe('BUTTON');
  expect(await bubble.getAttribute('aria-label')).toMatch(/\w/);
  expect(await page.locator('.woot--close').getAttribute('aria-label')).toMatch(/\w/);
  expect(await bubble.getAttribute('aria-expanded')).toBe('false');
});

test('Escape on the button closes the chat and gives the focus back', async () => {
  const { page } = await open();
  await page.locator('.woot--close').focus();
  await page.keyboard.press('Escape');
  expect(await page.evaluate(() => window.$chatwoot?.isOpen)).toBe(false);
  expect(await focused(page)).toContain('woot-widget-bubble');
});

test('the chat that closes itself gives the focus back', async () => {
  const { page, frame } = await open();
  await say(frame, { event: 'closeWindow' });
  await expect.poll(() => focused(page)).toContain('woot-widget-bubble');
});

test('a field of the page that opened the chat gets the focus back where the bubble is hidden', async () => {
  const body = '<button id="help" onclick="$chatwoot.toggle()">Help</button>';
  const visit = await stage.visit({ body, settings: { hideMessageBubble: true } }, { chat: 'stand-in' });
  await isReady(visit);
  await visit.page.locator('#help').focus();
  await visit.page.keyboard.press('Enter');
  const frame = await frameOf(visit.page);
  await heardOf(frame, 'toggle-open');
  expect(await focused(visit.page)).toBe('chatwoot_live_chat_widget');
  await say(frame, { event: 'closeWindow' });
  await expect.poll(() => focused(visit.page)).toBe('help');
});

test('a chat that opens by itself takes the focus from nobody', async () => {
  const visit = await stage.visit({ body: '<input id="name">' }, { chat: 'stand-in' });
  await isReady(visit);
  await visit.page.locator('.woot-widget-bubble:not(.woot--close)').hover();
  const frame = await frameOf(visit.page);
  await heardOf(frame, 'config-set');
  await visit.page.locator('#name').focus();
  await say(frame, { event: 'setUnreadMode' });
  await visit.page.waitForSelector('.has-unread-view:not(.woot--hide)');
  expect(await focused(visit.page)).toBe('name');
  await visit.page.evaluate(() => window.$chatwoot?.toggle('close'));
  expect(await focused(visit.page)).toBe('name');
});

test('nothing moves for those who asked for it', async () => {
  const { page } = await stage.visitOpened({}, { reducedMotion: 'reduce' });
  await page.waitForSelector('#cw-widget-holder:not(.woot--hide)');
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('[class*=woot], [id^=cw-]')].filter((element) => {
        const { transitionDuration, animationName } = getComputedStyle(element);
        return transitionDuration !== '0s' || animationName !== 'none';
      }).length,
  );
  expect(moving).toBe(0);
});
