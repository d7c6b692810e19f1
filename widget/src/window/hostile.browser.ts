import { expect, test } from 'vitest';
import { answer, beginChat, newestConversation, openChat } from '../../../tools/browser/chat.ts';
import { openWebsite } from '../../../tools/browser/desk.ts';
import { openStage } from '../../../tools/browser/stage.ts';

const stage = openStage({ inbox: { enable_email_collect: false } });

/** Each says `hit()` if it ever runs. */
const VECTORS = [
  '<script>hit()</script>',
  '<img src=x onerror=hit()>',
  '<svg onload=hit()>',
  '<svg><script>hit()</script></svg>',
  '<iframe src="javascript:hit()"></iframe>',
  '<iframe srcdoc="<script>parent.hit()</script>"></iframe>',
  '<body onload=hit()>',
  '<input autofocus onfocus=hit()>',
  '<details open ontoggle=hit()>',
  '<video><source onerror=hit()></video>',
  '<math href="javascript:hit()">x</math>',
  '<a href="javascript:hit()">x</a>',
  '<form action="javascript:hit()"><button>x</button></form>',
  '<style>@import "javascript:hit()"</style>',
  '<meta http-equiv="refresh" content="0;url=javascript:hit()">',
  '<base href="javascript:hit()//">',
  '[x](javascript:hit())',
  '[x](JaVaScRiPt:hit())',
  '[x](java\tscript:hit())',
  '[x](  javascript:hit())',
  '[x](<javascript:hit()>)',
  '[x](javascript&colon;hit())',
  '[x](&#106;avascript:hit())',
  '[x](data:text/html,<script>hit()</script>)',
  '[x](vbscript:hit())',
  '![x](javascript:hit())',
  '![x"onerror="hit()](https://example.invalid/x.png)',
  '[x](https://example.invalid/"onmouseover="hit())',
  "[x](https://example.invalid/'onmouseover='hit())",
  '<javascript:hit()>',
  '<https://example.invalid/"onclick="hit()>',
  '`<img src=x onerror=hit()>`',
  '```\n<img src=x onerror=hit()>\n```',
  '> <img src=x onerror=hit()>',
  '- <img src=x onerror=hit()>',
  '**<img src=x onerror=hit()>**',
  '[<img src=x onerror=hit()>](https://example.invalid)',
  '{{constructor.constructor("hit()")()}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what an attacker would write.
  '${hit()}',
  '"><img src=x onerror=hit()>',
  '\u202e<img src=x onerror=hit()>',
  '<scr\0ipt>hit()</scr\0ipt>'.replaceAll('\0', ''),
];

const SCRIPT = 'javascript:hit()';

/** Everything in which a message, a card or a form can carry something besides its text. */
const RICH = [
  {
    content: VECTORS[1],
    content_type: 'cards',
    content_attributes: {
      items: [
        {
          media_url: SCRIPT,
          title: VECTORS[1],
          description: VECTORS[2],
          actions: [{ type: 'link', text: VECTORS[1], uri: SCRIPT }],
        },
      ],
    },
  },
  {
    content: VECTORS[1],
    content_type: 'article',
    content_attributes: { items: [{ title: VECTORS[1], description: VECTORS[2], link: SCRIPT }] },
  },
  {
    content: VECTORS[1],
    content_type: 'input_select',
    content_attributes: { items: [{ title: VECTORS[1], value: VECTORS[2] }] },
  },
];

test('nothing that is written in a message runs, and no element of it is made', async () => {
  const { frame, page, complaints } = await beginChat(stage, VECTORS.join('\n'));
  let hits = 0;
  await page.exposeFunction('hit', () => {
    hits += 1;
  });
  for (const content of VECTORS) await answer(stage, { content });
  for (const fields of RICH) await answer(stage, fields);
  await frame.waitForSelector('.rich-articles');
  expect(await frame.locator('.group:not(.mine) .line').count()).toBe(VECTORS.length + RICH.length);
  for (const link of await frame.locator('.log a').all()) {
    expect(await link.getAttribute('href')).toMatch(/^(https?:|mailto:|tel:)/);
    await link.hover({ force: true });
  }
  const made = await frame.evaluate(() => ({
    elements: document.querySelectorAll(
      '.log :is(script, iframe, object, embed, style, base, meta, math, video)',
    ).length,
    pictures: document.querySelectorAll('.log img[src="x"], .log img[src^="javascript"]').length,
    handlers: [...document.querySelectorAll('.log *')].filter((each) =>
      each.getAttributeNames().some((name) => name.startsWith('on')),
    ).length,
  }));
  expect(made).toEqual({ elements: 0, pictures: 0, handlers: 0 });
  expect(hits).toBe(0);
  expect(complaints.filter((each) => /Content Security|violates/.test(each))).toEqual([]);
});

test('nothing that is written in the settings of an inbox runs', async () => {
  const { website_token } = await openWebsite(stage.desk, {
    inbox: { name: VECTORS[2] ?? '' },
    channel: { welcome_title: VECTORS[1], welcome_tagline: '</script><script>hit()</script>' },
  });
  const { frame, complaints } = await openChat(stage, { widget: { url: stage.desk.url, website_token } });
  expect(await frame.textContent('h1')).toBe(VECTORS[1]);
  expect(await frame.textContent('.site')).toBe(VECTORS[2]);
  expect(await frame.locator('.app :is(script, img[src="x"])').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('words of the page are heard from the page alone', async () => {
  const { frame, page } = await beginChat(stage);
  const row = await newestConversation(stage);
  await page.evaluate(() => {
    // A frame beside the chat, of the page's own origin: neither the window that counts nor a stranger.
    const other = document.createElement('iframe');
    other.srcdoc = `<script>
      const chat = parent.document.querySelector('#chatwoot_live_chat_widget').contentWindow;
      for (const message of [{ event: 'set-locale', locale: 'ar' }, { event: 'config-set', authToken: '' },
        { event: 'set-color-scheme', darkMode: 'dark' }, { event: 'constructor' }, null])
        chat.postMessage('chatwoot-widget:' + JSON.stringify(message), '*');
    </script>`;
    document.body.append(other);
  });
  await page.waitForTimeout(1000);
  expect(
    await frame.evaluate(() => [document.documentElement.dir, document.documentElement.dataset.scheme]),
  ).toEqual(['ltr', 'light']);
  await answer(stage, { content: 'Still here' });
  await frame.waitForSelector('.bubble:has-text("Still here")');
  expect((await newestConversation(stage)).id).toBe(row.id);
});
