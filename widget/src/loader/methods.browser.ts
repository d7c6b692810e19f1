import { expect, test } from 'vitest';
import { frameOf, heard, heardOf, say } from '../../../tools/browser/frame.ts';
import { isReady, openStage } from '../../../tools/browser/stage.ts';
import type { Visit } from '../../../tools/browser/visit.ts';
import type { Chatwoot } from './page.ts';

const stage = openStage();

type Call = [method: keyof Chatwoot, ...words: unknown[]];

/** Calls a method of `$chatwoot`; answers the message of what it throws. */
const call = ({ page }: Visit, ...[method, ...words]: Call): Promise<string | undefined> =>
  page.evaluate(
    ([name, given]) => {
      try {
        (window.$chatwoot as unknown as Record<string, (...words: unknown[]) => void>)[name]?.(...given);
        return undefined;
      } catch (error) {
        return String(error);
      }
    },
    [method, words] as const,
  );

const isOpen = ({ page }: Visit) => page.evaluate(() => window.$chatwoot?.isOpen);
const cookiesOf = async ({ context }: Visit) =>
  Object.fromEntries((await context.cookies()).map(({ name, value }) => [name, value]));

const ANA = { email: 'ana@example.com', name: 'Ana' };
// The parts in this order, as sites that came from elsewhere have them in their visitors' cookies.
const MD5_OF_ANA = '497d4c96f56d2cdd6e28e13f782cfdfa';

const told: [call: Call, message: object][] = [
  [
    ['setCustomAttributes', { plan: 'gold' }],
    { event: 'set-custom-attributes', customAttributes: { plan: 'gold' } },
  ],
  [['deleteCustomAttribute', 'plan'], { event: 'delete-custom-attribute', customAttribute: 'plan' }],
  [
    ['setConversationCustomAttributes', { order: 7 }],
    { event: 'set-conversation-custom-attributes', customAttributes: { order: 7 } },
  ],
  [
    ['deleteConversationCustomAttribute', 'order'],
    { event: 'delete-conversation-custom-attribute', customAttribute: 'order' },
  ],
  [['setLabel', 'sales'], { event: 'set-label', label: 'sales' }],
  [['removeLabel', 'sales'], { event: 'remove-label', label: 'sales' }],
  [['setUser', 7, ANA], { event: 'set-user', identifier: 7, user: ANA }],
];

test('what the site says after the chat is there reaches it at once', async () => {
  const opened = await stage.visitOpened();
  await heardOf(opened.frame, 'toggle-open');
  for (const [each, message] of told) {
    expect(await call(opened, ...each)).toBeUndefined();
    expect(await heardOf(opened.frame, Object(message).event)).toEqual([message]);
  }
});

test('what the site says before reaches the chat in order, after its settings', async () => {
  const opened = await stage.visit({}, { chat: 'stand-in' });
  await isReady(opened);
  for (const [each] of told) await call(opened, ...each);
  expect(await opened.page.locator('iframe').count()).toBe(0);
  await call(opened, 'toggle', 'open');
  const frame = await frameOf(opened.page);
  await heardOf(frame, 'toggle-open');
  const events = (await heard(frame)).map(({ event }) => event);
  const wanted = ['config-set', ...told.map(([, message]) => Object(message).event), 'toggle-open'];
  expect(events.filter((event) => wanted.includes(event))).toEqual(wanted);
});

const refused: Call[] = [
  ['setUser', null, ANA],
  ['setUser', { id: 7 }, ANA],
  ['setUser', 'ana', {}],
  ['setUser', 'ana', { phone_number: '+4912345' }],
  ['setUser', 'ana', undefined],
  ['setCustomAttributes', {}],
  ['setCustomAttributes', undefined],
  ['deleteCustomAttribute', ''],
  ['setConversationCustomAttributes', {}],
  ['deleteConversationCustomAttribute', ''],
  ['setLabel', ''],
  ['removeLabel', undefined],
];

test('what means nothing is thrown back and told to nobody', async () => {
  const opened = await stage.visitOpened();
  await heardOf(opened.frame, 'toggle-open');
  for (const each of refused) expect(await call(opened, ...each), String(each)).toMatch(/Error/);
  // Messages keep their order: once this one came, what was told before would be there.
  await call(opened, 'setLocale', 'en');
  await heardOf(opened.frame, 'set-locale');
  const told_events = (await heard(opened.frame)).map(({ event }) => event);
  expect(told_events.filter((event) => /user|attribute|label/.test(event))).toEqual([]);
});

test('toggle opens, closes and turns round, and says so', async () => {
  const opened = await stage.visitOpened();
  await heardOf(opened.frame, 'toggle-open');
  await opened.page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    for (const name of ['chatwoot:opened', 'chatwoot:closed']) addEventListener(name, () => heard.push(name));
  });
  for (const [state, expected] of [
    ['open', true],
    ['close', false],
    ['close', false],
    [undefined, true],
    [undefined, false],
  ]) {
    await call(opened, 'toggle', state);
    expect(await isOpen(opened)).toBe(expected);
  }
  const changes = (await heardOf(opened.frame, 'toggle-open', 4)).map((message) => Object(message).isOpen);
  expect(changes).toEqual([true, false, true, false]);
  const names = await opened.page.evaluate(() => Object(window).heard);
  expect(names).toEqual(['chatwoot:closed', 'chatwoot:opened', 'chatwoot:closed']);
});

test('each opening is told to the desk as a trigger', async () => {
  const opened = await stage.visitOpened();
  const [triggered] = await heardOf(opened.frame, 'push-event');
  expect(triggered).toEqual({ event: 'push-event', eventName: 'webwidget.triggered' });
  await heardOf(opened.frame, 'widget-visible');
});

test('toggleBubbleVisibility hides the bubble and shows it', async () => {
  const opened = await stage.visitOpened();
  await heardOf(opened.frame, 'toggle-open');
  const isHidden = () =>
    opened.page.locator('#cw-bubble-holder').evaluate(({ classList }) => classList.contains('woot-hidden'));
  await call(opened, 'toggleBubbleVisibility', 'hide');
  expect(await isHidden()).toBe(true);
  await call(opened, 'toggleBubbleVisibility', 'show');
  expect(await isHidden()).toBe(false);
  expect(await heardOf(opened.frame, 'sdk-set-bubble-visibility', 2)).toMatchObject([
    { hideMessageBubble: true },
    { hideMessageBubble: false },
  ]);
});

test('setLocale and setColorScheme change the chat that is there', async () => {
  const opened = await stage.visitOpened();
  await heardOf(opened.frame, 'toggle-open');
  await call(opened, 'setLocale', 'ar');
  await call(opened, 'setLocale');
  await call(opened, 'setColorScheme', 'dark');
  await call(opened, 'setColorScheme', 'dusk');
  await call(opened, 'setColorScheme');
  expect(await heardOf(opened.frame, 'set-locale', 2)).toMatchObject([{ locale: 'ar' }, { locale: 'en' }]);
  const schemes = (await heardOf(opened.frame, 'set-color-scheme', 3)).map(
    (message) => Object(message).darkMode,
  );
  expect(schemes).toEqual(['dark', 'light', 'light']);
  expect(await opened.page.locator('#cw-widget-holder').getAttribute('dir')).toBe('ltr');
});

test('setLocale before the chat is there counts from its first word', async () => {
  const opened = await stage.visit({}, { chat: 'stand-in' });
  await isReady(opened);
  await call(opened, 'setLocale', 'fa');
  expect(await opened.page.locator('#cw-widget-holder').getAttribute('dir')).toBe('rtl');
  await call(opened, 'toggle', 'open');
  expect(await heardOf(await frameOf(opened.page), 'config-set')).toMatchObject([{ locale: 'fa' }]);
});

test('popoutChatWindow closes the chat and opens a window, which gets the visitor from the page', async () => {
  const opened = await stage.visitOpened({ settings: { locale: 'de' } });
  await heardOf(opened.frame, 'toggle-open');
  await say(opened.frame, { event: 'setAuthCookie', data: { widgetAuthToken: 'a.b.c' } });
  await expect.poll(() => cookiesOf(opened)).toHaveProperty('cw_conversation');
  const [popout] = await Promise.all([opened.context.waitForEvent('page'), call(opened, 'popoutChatWindow')]);
  const { searchParams } = new URL(popout.url());
  expect(Object.fromEntries(searchParams)).toEqual({ website_token: stage.desk.website_token, locale: 'de' });
  expect(await isOpen(opened)).toBe(false);
  expect(await heardOf(popout, 'config-set')).toMatchObject([{ authToken: 'a.b.c', locale: 'de' }]);
  await say(popout, { event: 'setAuthCookie', data: { widgetAuthToken: 'd.e.f' } });
  await expect.poll(() => cookiesOf(opened)).toMatchObject({ cw_conversation: 'd.e.f' });
  await expect
    .poll(async () => (await heardOf(opened.frame, 'config-set')).at(-1))
    .toMatchObject({ authToken: 'd.e.f' });
});

test('setUser is told once, and again when the user is another one', async () => {
  const opened = await stage.visitOpened();
  const cookie = `cw_user_${stage.desk.website_token}`;
  await call(opened, 'setUser', 'ana', ANA);
  await expect.poll(() => cookiesOf(opened)).toMatchObject({ [cookie]: MD5_OF_ANA });
  await call(opened, 'setUser', 'ana', { ...ANA, custom_attributes: { plan: 'gold' } });
  await call(opened, 'setUser', 'rui', ANA);
  await expect
    .poll(() => heardOf(opened.frame, 'set-user'))
    .toMatchObject([{ identifier: 'ana' }, { identifier: 'rui' }]);
  const properties = await opened.page.evaluate(() => ({ ...window.$chatwoot }) as object);
  expect(properties).toMatchObject({ identifier: 'rui', user: ANA });
});

test('setUser on a page that never opens the chat leaves no trace that a later page would trust', async () => {
  const opened = await stage.visit({}, { chat: 'stand-in' });
  await isReady(opened);
  await call(opened, 'setUser', 'ana', ANA);
  expect(await cookiesOf(opened)).toEqual({});
  await opened.page.reload();
  await isReady(opened);
  await call(opened, 'setUser', 'ana', ANA);
  await call(opened, 'toggle', 'open');
  expect(await heardOf(await frameOf(opened.page), 'set-user')).toHaveLength(1);
});

test('reset closes the chat, forgets the visitor and loads it anew', async () => {
  const opened = await stage.visitOpened();
  await call(opened, 'setUser', 'ana', ANA);
  await heardOf(opened.frame, 'set-user');
  await say(opened.frame, { event: 'setAuthCookie', data: { widgetAuthToken: 'a.b.c' } });
  await expect.poll(async () => Object.keys(await cookiesOf(opened))).toHaveLength(2);
  await opened.page.evaluate(() =>
    addEventListener('chatwoot:ready', () => Object.assign(window, { again: 1 })),
  );
  await call(opened, 'reset');
  expect(await cookiesOf(opened)).toEqual({});
  const frame = await frameOf(opened.page);
  const [config] = await heardOf(frame, 'config-set');
  expect(config).toMatchObject({ authToken: '' });
  expect(await heard(frame)).not.toContainEqual(expect.objectContaining({ event: 'set-user' }));
  expect(await isOpen(opened)).toBe(false);
  expect(await opened.page.evaluate(() => Object(window).again)).toBeUndefined();
});
