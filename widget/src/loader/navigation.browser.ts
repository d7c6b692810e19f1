import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { heard, heardOf } from '../../../tools/browser/frame.ts';
import { openStage } from '../../../tools/browser/stage.ts';

const stage = openStage();

type Change = 'turbo' | 'turbolinks' | 'astro';

/** Changes the body as those libraries do, with the events that they say. `remembered` bodies hold an old copy. */
const navigate = (page: Page, library: Change) =>
  page.evaluate((name) => {
    const coming = document.implementation.createHTMLDocument();
    coming.body.innerHTML = '<h1>The next page</h1>';
    // What these libraries remember of a page has a copy of the widget in it.
    coming.body.append(coming.importNode(document.querySelector('#cw-bubble-holder') as Node, true));
    const say = (
      type: string,
      { detail, ...fields }: { detail?: object; data?: object; newDocument?: Document },
    ) => document.dispatchEvent(Object.assign(new CustomEvent(type, { detail }), fields));
    const body = document.importNode(coming.body, true);
    if (name === 'turbo') {
      say('turbo:before-render', { detail: { newBody: body, renderMethod: 'replace' } });
      document.body.replaceWith(body);
      say('turbo:render', { detail: { renderMethod: 'replace' } });
    } else if (name === 'turbolinks') {
      say('turbolinks:before-render', { data: { newBody: body } });
      document.documentElement.replaceChild(body, document.body);
      say('turbolinks:render', {});
    } else {
      say('astro:before-swap', { newDocument: coming });
      document.body.replaceWith(document.adoptNode(coming.body));
      say('astro:after-swap', {});
    }
  }, library);

const LIBRARIES: Change[] = ['turbo', 'turbolinks', 'astro'];

test.each(LIBRARIES)(
  'the widget survives a navigation by %s: once, in the body, open as it was',
  async (library) => {
    const { page, frame, complaints } = await stage.visitOpened();
    await heardOf(frame, 'toggle-open');
    for (const _ of [1, 2]) await navigate(page, library);
    expect(await page.textContent('h1')).toBe('The next page');
    for (const id of ['cw-bubble-holder', 'cw-widget-holder', 'cw-widget-styles'])
      expect(await page.locator(`body > #${id}`).count(), id).toBe(1);
    expect(await page.locator('.woot-widget-bubble').count()).toBe(2);
    expect(await page.locator('#cw-widget-holder').isVisible()).toBe(true);
    // The frame was not loaded again: it still knows what it heard, and hears more.
    await page.evaluate(() => window.$chatwoot?.toggle('close'));
    const toggles = (await heardOf(frame, 'toggle-open', 2)).map((message) => Object(message).isOpen);
    expect(toggles).toEqual([true, false]);
    expect((await heard(frame)).filter(({ event }) => event === 'config-set')).toHaveLength(1);
    expect(complaints).toEqual([]);
  },
);

test.each(LIBRARIES)('the widget survives %s in a browser that cannot move a frame', async (library) => {
  const { page, frame } = await stage.visitOpened(
    {},
    {
      before: ({ context }) =>
        context.addInitScript(() => {
          for (const { prototype } of [Element, Document, DocumentFragment])
            delete (prototype as unknown as Record<string, unknown>).moveBefore;
        }),
    },
  );
  await heardOf(frame, 'toggle-open');
  await navigate(page, library);
  expect(await page.locator('body > #cw-widget-holder').count()).toBe(1);
  const again = await (await page.waitForSelector('#chatwoot_live_chat_widget')).contentFrame();
  if (!again) throw new Error('The frame is gone');
  expect(await heardOf(again, 'toggle-open')).toMatchObject([{ isOpen: true }]);
});

test('a morph of the body leaves the widget where it is', async () => {
  const { page, frame } = await stage.visitOpened();
  await heardOf(frame, 'toggle-open');
  await page.evaluate(() => {
    const detail = { newBody: document.createElement('body'), renderMethod: 'morph' };
    document.dispatchEvent(new CustomEvent('turbo:before-render', { detail }));
  });
  expect(await page.locator('body > #cw-widget-holder iframe').count()).toBe(1);
  // Turbo keeps what is marked so.
  for (const id of ['cw-bubble-holder', 'cw-widget-holder', 'cw-widget-styles'])
    expect(await page.locator(`#${id}`).getAttribute('data-turbo-permanent')).not.toBeNull();
});
