import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { frameOf } from '../../../tools/browser/frame.ts';
import { attack, FROM_THE_PAGE, ORIGINS } from '../../../tools/browser/hostile.ts';
import { openSite, type Site } from '../../../tools/browser/site.ts';
import { isReady, openStage } from '../../../tools/browser/stage.ts';
import type { Visit } from '../../../tools/browser/visit.ts';

const stage = openStage();
let other: Site;

/** The chat is the first frame of the page. */
const text = attack('(opener ?? top).frames[0]', FROM_THE_PAGE);
/** The page around may say all of it. */
const { 'the page itself': _allowed, ...strangers } = ORIGINS;
/** For what a word would set in motion: a question to the desk, or another look. */
const SETTLE_MS = 500;

beforeAll(async () => {
  other = await openSite();
  other.lay('/attack', { head: text });
});

afterAll(() => other?.close());

type Opened = Visit & { frame: Frame };

/** The chat as it is built, open on a page that counts the attacks. */
async function open(): Promise<Opened> {
  const visit = await stage.visit(
    {},
    {
      before: async ({ context }) => {
        await context.route(`${stage.desk.url}/attack`, (route) =>
          route.fulfill({ contentType: 'text/html', body: text }),
        );
        await context.addInitScript(() => {
          Object.assign(window, { done: 0 });
          addEventListener('message', ({ data }) => {
            if (data === 'done') Object(window).done += 1;
          });
        });
      },
    },
  );
  await isReady(visit);
  await visit.page.evaluate(() => window.$chatwoot?.toggle('open'));
  const frame = await frameOf(visit.page);
  await visit.page.waitForSelector('#cw-widget-holder:not(.woot--hide)');
  await frame.waitForSelector('#app button');
  await isQuiet(visit);
  return { ...visit, frame };
}

/** Waits until the page and its frames have asked for nothing more for a while. */
async function isQuiet({ page, requests }: Visit) {
  for (let asked = -1; asked < requests.length; ) {
    asked = requests.length;
    await page.waitForTimeout(SETTLE_MS);
  }
}

const stateOf = async ({ frame, requests, context }: Opened) => ({
  look: await frame.evaluate(() => {
    const { lang, dir, className, dataset } = document.documentElement;
    return { lang, dir, className, dataset: { ...dataset }, app: document.querySelector('#app')?.innerHTML };
  }),
  asked: requests.filter((url) => url.startsWith(`${stage.desk.url}/api`)),
  cookies: (await context.cookies()).map(({ name }) => name),
});

test('the page around the chat moves it: what follows looks at something that can move', async () => {
  const opened = await open();
  await opened.page.evaluate(() => window.$chatwoot?.setLocale('ar'));
  await opened.frame.waitForFunction(() => document.documentElement.dir === 'rtl');
});

test.each(Object.entries(strangers))('no word moves the chat that comes from %s', async (_origin, start) => {
  const opened = await open();
  const before = await stateOf(opened);
  await start({ visit: opened, other, text, desk_url: `${stage.desk.url}/attack` });
  await opened.page.waitForFunction(() => Object(window).done > 0, undefined, { polling: 50 });
  await opened.page.waitForTimeout(SETTLE_MS);
  expect(await stateOf(opened)).toEqual(before);
});
