import axe from 'axe-core';
import type { Frame } from 'playwright-core';
import { expect, test } from 'vitest';
import { answer, beginChat, openChat } from '../../../tools/browser/chat.ts';
import { openWebsite } from '../../../tools/browser/desk.ts';
import { openStage } from '../../../tools/browser/stage.ts';

const stage = openStage({ channel: { widget_color: '#f5b301' } });

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const TARGET_PX = 24;

interface Axe {
  run(
    context: object,
    options: object,
  ): Promise<{ violations: { id: string; nodes: { html: string }[] }[]; passes: unknown[] }>;
}

/** What axe finds wrong with the window as it is; it must have looked at something. */
async function violationsIn(frame: Frame): Promise<string[]> {
  // The window's own policy lets no script in by an element.
  await frame.evaluate(axe.source);
  const { violations, passes } = await frame.evaluate(
    (rules) =>
      (window as unknown as { axe: Axe }).axe.run(document, {
        runOnly: rules,
        resultTypes: ['violations', 'passes'],
      }),
    RULES,
  );
  expect(passes.length).toBeGreaterThan(10);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' ')}`);
}

/** Everything that can be pressed and is too small for a finger; words within a sentence are let be. */
const smallTargets = (frame: Frame) =>
  frame.evaluate(
    (least) =>
      [...document.querySelectorAll('button, a, input, select, textarea, label:has(input)')]
        .filter((each) => each.checkVisibility() && !each.closest('.prose, .hidden, label, .rich-articles'))
        .filter((each) => {
          const { width, height } = each.getBoundingClientRect();
          return width < least || height < least;
        })
        .map((each) => each.outerHTML.slice(0, 100)),
    TARGET_PX,
  );

async function isFine(frame: Frame) {
  // What is still moving in has no colours to speak of.
  await frame.waitForFunction(() =>
    document.getAnimations().every(({ playState }) => playState !== 'running'),
  );
  expect(await violationsIn(frame)).toEqual([]);
  expect(await smallTargets(frame)).toEqual([]);
}

const LOOKS = [
  ['in light', {}, {}],
  ['in dark', { darkMode: 'dark' }, {}],
  ['from right to left', { locale: 'he' }, {}],
  ['at 320 pixels', {}, { viewport: { width: 320, height: 568 } }],
  ['without motion', {}, { reducedMotion: 'reduce' }],
] as const;

const items = [
  { title: 'Small', value: 's' },
  { title: 'Large', value: 'l' },
];
const fields = [
  { name: 'order', type: 'text', label: 'Order' },
  { name: 'why', type: 'select', label: 'Why', options: [{ label: 'Broken', value: 'b' }] },
];

test.each(LOOKS)('everybody can use the window %s', async (_, settings, options) => {
  const { frame } = await openChat(stage, { settings }, options);
  await isFine(frame);
  await frame.click('.start .primary');
  await frame.waitForSelector('.composer textarea');
  await frame.fill('.composer textarea', 'Hello');
  await frame.press('.composer textarea', 'Enter');
  await frame.waitForSelector('.mine .under');
  await answer(stage, { content: 'Look **here**: https://example.com/a, `code`\n\n> quoted' });
  await answer(stage, { content: 'Which?', content_type: 'input_select', content_attributes: { items } });
  await answer(stage, { content: 'Details', content_type: 'form', content_attributes: { items: fields } });
  await answer(stage, { content: 'How was it?', content_type: 'input_csat' });
  await frame.waitForSelector('.ratings');
  await frame.click('.questions:has(select) .primary');
  await frame.waitForSelector('[aria-invalid=true]');
  await isFine(frame);
  const wide = await frame.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wide).toBeLessThanOrEqual(0);
  await frame.click('[aria-haspopup=menu]');
  await frame.waitForSelector('[role=menu]');
  await isFine(frame);
});

test('everybody can use the emoji, the list and the questions before a chat', async () => {
  const asks = {
    name: 'emailAddress',
    type: 'email',
    label: 'E-mail',
    field_type: 'standard',
    required: true,
    enabled: true,
  };
  const channel = {
    pre_chat_form_enabled: true,
    pre_chat_form_options: { pre_chat_message: 'Hello', pre_chat_fields: [asks] },
  };
  const { website_token } = await openWebsite(stage.desk, { channel });
  const { frame } = await openChat(stage, { widget: { url: stage.desk.url, website_token } });
  await frame.click('.start .primary');
  await frame.waitForSelector('form.questions');
  await frame.click('.questions > .primary');
  await frame.waitForSelector('[aria-invalid=true]');
  await isFine(frame);
  const other = await beginChat(stage);
  await other.frame.click('[aria-label="Add an emoji"]');
  await other.frame.waitForSelector('.emoji button');
  await isFine(other.frame);
  await other.frame.click('[aria-label=Back]');
  await other.frame.waitForSelector('.row');
  await isFine(other.frame);
});

test('what is said is announced politely, and nothing that was there before', async () => {
  const { frame } = await beginChat(stage);
  expect(await frame.locator('[role=log]').getAttribute('aria-label')).toBe('Messages');
  expect(await frame.locator('[role=log]').getAttribute('aria-busy')).toBe('false');
  expect(await frame.locator('[role=status]').count()).toBeGreaterThan(0);
});

test('nothing moves for whoever wants no motion', async () => {
  const { frame } = await openChat(stage, {}, { reducedMotion: 'reduce' });
  await frame.click('.start .primary');
  await frame.waitForSelector('.composer textarea');
  expect(await frame.evaluate(() => document.getAnimations().length)).toBe(0);
});
