import { expect, test } from 'vitest';
import { heardOf } from '../../../tools/browser/frame.ts';
import { isReady, openStage } from '../../../tools/browser/stage.ts';
import type { Visit } from '../../../tools/browser/visit.ts';

const stage = openStage();

/** As strict as a site may be and still name the desk. */
const policy = (scripts: string) =>
  [
    "default-src 'none'",
    `script-src ${scripts}`,
    "style-src 'none'",
    'img-src data:',
    `connect-src ${stage.desk.url} ${stage.desk.url.replace('http', 'ws')}`,
    `frame-src ${stage.desk.url}`,
    `media-src ${stage.desk.url}`,
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

const violations = {
  before: ({ context }: Visit) =>
    context.addInitScript(() => {
      const refused: string[] = [];
      Object.assign(window, { refused });
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) =>
        refused.push(`${violatedDirective} ${sample}`),
      );
    }),
};

/** The documented snippet is a string that becomes an address, which Trusted Types refuse; such sites write this. */
const snippet = (nonce: string) => `<script nonce="${nonce}" src="${stage.desk.url}/packs/js/sdk.js"></script>
  <script nonce="${nonce}">chatwootSDK.run(${JSON.stringify({ websiteToken: stage.desk.website_token, baseUrl: stage.desk.url })})</script>`;

test.each([
  ['names the desk', () => `'nonce-abc' ${stage.desk.url}`],
  ['trusts what a trusted script loads', () => "'nonce-abc' 'strict-dynamic'"],
])('nothing is refused on a page with Trusted Types and a policy that %s', async (_how, scripts) => {
  const visit = await stage.visit(
    { widget: undefined, head: snippet('abc'), headers: { 'content-security-policy': policy(scripts()) } },
    { chat: 'stand-in', ...violations },
  );
  await isReady(visit);
  const bubble = visit.page.locator('.woot-widget-bubble:not(.woot--close)');
  expect(await bubble.evaluate((each) => getComputedStyle(each).position)).toBe('fixed');
  await bubble.click();
  const holder = await visit.page.waitForSelector('#cw-widget-holder:not(.woot--hide)');
  const element = await holder.waitForSelector('iframe');
  const frame = await element.contentFrame();
  if (!frame) throw new Error('The frame is not there');
  await heardOf(frame, 'toggle-open');
  expect((await holder.boundingBox())?.width).toBe(400);
  expect(await visit.page.evaluate(() => Object(window).refused)).toEqual([]);
  expect(visit.complaints).toEqual([]);
});

test('the scripts of the loader make no code from text', async () => {
  for (const name of ['sdk', 'chat', 'live']) {
    const answer = await fetch(`${stage.desk.url}/packs/js/${name}.js`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(await answer.text()).not.toMatch(
      /\beval\(|new Function|innerHTML|document\.write|setTimeout\(["'`]/,
    );
  }
});
