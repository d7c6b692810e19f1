import type { BrowserContextOptions, Frame } from 'playwright-core';
import { expect, test } from 'vitest';
import { heardOf, say } from '../../../tools/browser/frame.ts';
import { isReady, openStage } from '../../../tools/browser/stage.ts';
import type { Visit } from '../../../tools/browser/visit.ts';
import type { SiteSettings } from './page.ts';

const stage = openStage();

type Opened = Visit & { frame: Frame };
type Row = [
  name: string,
  settings: SiteSettings | undefined,
  effect: (opened: Opened) => Promise<unknown>,
  options?: BrowserContextOptions & { host?: string },
];

const bubble = '.woot-widget-bubble:not(.woot--close)';

const propertiesOf = ({ page }: Visit) => page.evaluate(() => ({ ...window.$chatwoot }) as object);

const classesOf = ({ page }: Visit, selector: string) =>
  page.locator(selector).evaluate(({ classList }) => [...classList]);

/** The frame is told, and `$chatwoot` has it. */
const passedOn = (expected: Record<string, unknown>) => async (opened: Opened) => {
  const [config] = await heardOf(opened.frame, 'config-set');
  expect(config).toMatchObject(expected);
  expect(await propertiesOf(opened)).toMatchObject(expected);
};

const isOnSide = (side: 'left' | 'right') => async (opened: Opened) => {
  const elements = ['#cw-widget-holder', bubble, '.woot--close'];
  for (const element of elements)
    expect(await classesOf(opened, element)).toContain(`woot-elements--${side}`);
  const box = await opened.page.locator('.woot--close').boundingBox();
  const width = opened.page.viewportSize()?.width ?? 0;
  expect(box && Math.round(side === 'left' ? box.x : width - box.x - box.width)).toBe(20);
  await passedOn({ position: side })(opened);
};

const speaksFirst = (expected: string | null) => async (opened: Opened) => {
  const [asked] = opened.requests.filter((url) => url.includes('/launcher'));
  expect(new URL(asked ?? '').searchParams.get('locale')).toBe(expected);
};

/** Settings that concern the chat alone: it has to hear of each. */
const FOR_THE_CHAT: SiteSettings = {
  showPopoutButton: true,
  showUnreadMessagesDialog: false,
  darkMode: 'dark',
  welcomeTitle: 'Hi',
  welcomeDescription: 'We answer',
  availableMessage: 'Here',
  unavailableMessage: 'Away',
  enableFileUpload: false,
  enableEmojiPicker: false,
  enableEndConversation: false,
};

const rows: Row[] = [
  [Object.keys(FOR_THE_CHAT).join(', '), FOR_THE_CHAT, passedOn({ ...FOR_THE_CHAT })],
  [
    'nothing: what is usual',
    undefined,
    passedOn({
      position: 'right',
      hideMessageBubble: false,
      showPopoutButton: false,
      widgetStyle: 'standard',
      darkMode: 'light',
      showUnreadMessagesDialog: true,
      welcomeTitle: '',
      welcomeDescription: '',
      availableMessage: '',
      unavailableMessage: '',
      enableEmojiPicker: true,
      enableEndConversation: true,
    }),
  ],
  [
    'nothing: the inbox decides on files and language',
    undefined,
    async ({ frame }) => {
      const [config] = await heardOf(frame, 'config-set');
      expect(config).not.toHaveProperty('enableFileUpload');
      expect(config).not.toHaveProperty('locale');
    },
  ],
  ['locale', { locale: 'pt_BR' }, passedOn({ locale: 'pt_BR' })],
  ['locale, in the first question', { locale: 'pt_BR' }, speaksFirst('pt_BR')],
  [
    'useBrowserLanguage',
    { useBrowserLanguage: true, locale: 'fr' },
    passedOn({ locale: 'de_AT', useBrowserLanguage: true }),
    { locale: 'de-AT' },
  ],
  ['no useBrowserLanguage', { useBrowserLanguage: false }, speaksFirst(null), { locale: 'de-AT' }],
  [
    'baseDomain',
    { baseDomain: 'shop.localhost' },
    async ({ context, frame }) => {
      await say(frame, { event: 'setAuthCookie', data: { widgetAuthToken: 'a.b.c' } });
      await expect
        .poll(() => context.cookies())
        .toMatchObject([{ name: 'cw_conversation', domain: '.shop.localhost' }]);
    },
    { host: 'www.shop.localhost' },
  ],
  [
    'no baseDomain',
    {},
    async ({ context, frame }) => {
      await say(frame, { event: 'setAuthCookie', data: { widgetAuthToken: 'a.b.c' } });
      await expect.poll(() => context.cookies()).toMatchObject([{ domain: 'www.shop.localhost' }]);
    },
    { host: 'www.shop.localhost' },
  ],
  [
    'hideMessageBubble',
    { hideMessageBubble: true },
    async (opened) => {
      expect(await classesOf(opened, '#cw-bubble-holder')).toContain('woot-hidden');
      expect(await opened.page.locator('.woot-widget-bubble:visible').count()).toBe(0);
      expect(await classesOf(opened, '#cw-widget-holder')).toContain('woot-widget--without-bubble');
      await passedOn({ hideMessageBubble: true })(opened);
    },
  ],
  ['position left', { position: 'left' }, isOnSide('left')],
  ['position right', { position: 'right' }, isOnSide('right')],
  ['position of any other kind', { position: 'middle' }, isOnSide('right')],
  [
    'a language from right to left',
    { locale: 'ar' },
    async (opened) => {
      await isOnSide('left')(opened);
      expect(await opened.page.locator('#cw-widget-holder').getAttribute('dir')).toBe('rtl');
    },
  ],
  [
    'a language from right to left on a side that was chosen',
    { locale: 'he', position: 'right' },
    isOnSide('right'),
  ],
  [
    "the browser's language from right to left",
    { useBrowserLanguage: true },
    isOnSide('left'),
    { locale: 'ar-EG' },
  ],
  [
    'type expanded_bubble',
    { type: 'expanded_bubble' },
    async (opened) => {
      await opened.page.evaluate(() => window.$chatwoot?.toggle('close'));
      expect(await classesOf(opened, bubble)).toContain('woot-widget--expanded');
      await say(opened.frame, { event: 'setBubbleLabel', label: 'Write to us' });
      await opened.page.locator('#woot-widget--expanded__text:visible', { hasText: 'Write to us' }).waitFor();
    },
  ],
  [
    'type standard',
    { type: 'standard' },
    async ({ page }) => {
      expect(await page.locator('#woot-widget--expanded__text').count()).toBe(0);
    },
  ],
  [
    'launcherTitle',
    { type: 'expanded_bubble', launcherTitle: 'Ask Ana' },
    async (opened) => {
      await say(opened.frame, { event: 'setBubbleLabel', label: 'Write to us' });
      await say(opened.frame, { event: 'handleNotificationDot', unreadMessageCount: 0 });
      expect(await opened.page.locator('#woot-widget--expanded__text').textContent()).toBe('Ask Ana');
      expect(await opened.page.locator(bubble).getAttribute('aria-label')).toBe('Ask Ana');
    },
  ],
  [
    'showUnreadMessagesDialog of null',
    { showUnreadMessagesDialog: null as unknown as boolean },
    passedOn({ showUnreadMessagesDialog: true }),
  ],
  [
    'widgetStyle flat',
    { widgetStyle: 'flat' },
    async (opened) => {
      expect(await classesOf(opened, bubble)).toContain('woot-widget-bubble--flat');
      expect(await classesOf(opened, '#cw-widget-holder')).toContain('woot-widget-holder--flat');
      const corner = opened.page
        .locator('#cw-widget-holder')
        .evaluate((each) => getComputedStyle(each).borderRadius);
      expect(await corner).toBe('0px');
      await passedOn({ widgetStyle: 'flat' })(opened);
    },
  ],
  ['darkMode auto', { darkMode: 'auto' }, passedOn({ darkMode: 'auto' })],
  ['darkMode of any other kind', { darkMode: 'dusk' }, passedOn({ darkMode: 'light' })],
];

test.each(rows)('chatwootSettings: %s', async (_name, settings, effect, options) => {
  const opened = await stage.visitOpened(settings ? { settings: { ...settings } } : {}, options);
  await heardOf(opened.frame, 'config-set');
  await effect(opened);
  expect(opened.complaints).toEqual([]);
});

test('settings count once, as they were when the loader ran', async () => {
  const opened = await stage.visit({ settings: { position: 'left' } }, { chat: 'stand-in' });
  await isReady(opened);
  await opened.page.evaluate(() => {
    window.chatwootSettings = { position: 'right' };
    window.chatwootSDK?.run({ websiteToken: 'other', baseUrl: 'https://other.example.com' });
  });
  expect(await propertiesOf(opened)).toMatchObject({
    position: 'left',
    websiteToken: stage.desk.website_token,
  });
  expect(await opened.page.locator('.woot-widget-bubble').count()).toBe(2);
});
