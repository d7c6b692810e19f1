import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { heardOf, say } from '../../../tools/browser/frame.ts';
import { addFrame, attack, FROM_THE_FRAME, ORIGINS } from '../../../tools/browser/hostile.ts';
import { openSite, type Site } from '../../../tools/browser/site.ts';
import { openStage } from '../../../tools/browser/stage.ts';
import type { Visit } from '../../../tools/browser/visit.ts';

const stage = openStage();
let other: Site;

const text = attack('opener ?? top', FROM_THE_FRAME);

beforeAll(async () => {
  other = await openSite();
  other.lay('/attack', { head: text });
});

afterAll(() => other?.close());

type Opened = Visit & { frame: Frame };

/** An open chat on a page that counts what it is told. */
async function open(): Promise<Opened> {
  const opened = await stage.visitOpened(
    {},
    {
      before: async ({ context }) => {
        await context.route(`${stage.desk.url}/attack`, (route) =>
          route.fulfill({ contentType: 'text/html', body: text }),
        );
        await context.addInitScript(() => {
          const said: string[] = [];
          Object.assign(window, { said, done: 0 });
          for (const name of ['ready', 'error', 'on-message', 'postback', 'closed'])
            addEventListener(`chatwoot:${name}`, () => said.push(name));
          addEventListener('message', ({ data }) => {
            if (data === 'done') Object(window).done += 1;
          });
        });
      },
    },
  );
  await heardOf(opened.frame, 'toggle-open');
  await opened.page.evaluate(() => window.$chatwoot?.setUser('ana', { name: 'Ana' }));
  await heardOf(opened.frame, 'set-user');
  return opened;
}

/** Everything of the page that a message of the chat can move. */
async function stateOf({ page, context, requests }: Opened) {
  const onPage = await page.evaluate(() => ({
    said: Object(window).said,
    isOpen: window.$chatwoot?.isOpen,
    elements: [
      ...document.querySelectorAll('#cw-widget-holder, #cw-bubble-holder, #chatwoot_live_chat_widget'),
    ].map((element) => element.outerHTML),
  }));
  return {
    ...onPage,
    cookies: (await context.cookies()).map(({ name, value }) => `${name}=${value}`),
    sounds: requests.filter((url) => url.includes('/audio/')).length,
    popouts: requests.filter((url) => url.includes('/widget?')).length,
  };
}

const isDone = ({ page }: Opened) =>
  page.waitForFunction(() => Object(window).done > 0, undefined, { polling: 50 });

test('the chat itself moves the page: what follows looks at something that can move', async () => {
  const opened = await open();
  const before = await stateOf(opened);
  await say(opened.frame, { event: 'setBubbleLabel', label: 'Moved' });
  await say(opened.frame, { event: 'closeChat' });
  await expect.poll(() => stateOf(opened)).not.toEqual(before);
});

test.each(Object.entries(ORIGINS))('no word moves the page that comes from %s', async (_origin, start) => {
  const opened = await open();
  const before = await stateOf(opened);
  await start({ visit: opened, other, text, desk_url: `${stage.desk.url}/attack` });
  await isDone(opened);
  expect(await stateOf(opened)).toEqual(before);
});

test('no word moves the page that comes from a frame within the chat', async () => {
  const opened = await open();
  const before = await stateOf(opened);
  await addFrame(opened.frame, { src: `${stage.desk.url}/attack` });
  await isDone(opened);
  expect(await stateOf(opened)).toEqual(before);
});

/** Puts another page into the chat's own frame. */
const leadAway = ({ page }: Opened, url: string) =>
  page.evaluate((address) => {
    document.querySelector('iframe')?.contentWindow?.location.replace(address);
  }, url);

test("no word moves the page that comes from the chat's own frame once another site is in it", async () => {
  const opened = await open();
  const before = await stateOf(opened);
  await leadAway(opened, `${other.origin}/attack`);
  await isDone(opened);
  expect(await stateOf(opened)).toEqual(before);
});

test('the page tells the chat nothing once another site is in its frame', async () => {
  const opened = await open();
  other.lay('/ear', {
    body: "<script>window.heard = []; addEventListener('message', ({ data }) => heard.push(data))</script><p>Ear</p>",
  });
  await leadAway(opened, `${other.origin}/ear`);
  await opened.frame.waitForSelector('text=Ear');
  await opened.page.evaluate(() => {
    window.$chatwoot?.setUser('rui', { name: 'Rui' });
    window.$chatwoot?.toggle('close');
    document.querySelector('iframe')?.contentWindow?.postMessage('last', '*');
  });
  await opened.frame.waitForFunction(() => Object(window).heard.length > 0);
  expect(await opened.frame.evaluate(() => Object(window).heard)).toEqual(['last']);
});
