import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openDeskStage } from '../../../tools/browser/desk-stage.ts';
import {
  fieldOf,
  makeThread,
  onSending,
  openThread,
  saidIn,
  undoWithin,
} from '../../../tools/browser/threads.ts';

type Mode = 'reply' | 'note';

const SWITCHES = 50;
const SLOW_MS = 120_000;

const stage = openDeskStage({
  environment: { RATE_LIMITS: 'off' },
  prepare: (desk) => undoWithin(desk, desk.agent, 5),
});

const LOOKS = {
  reply: {
    field: 'Reply to the customer',
    button: 'Send reply',
    said: 'You are writing a reply. The customer will read it.',
  },
  note: {
    field: 'Private note for colleagues',
    button: 'Add note',
    said: 'You are writing a private note. Only colleagues will read it.',
  },
} as const;

const composerOn = (page: Page) => page.locator('[data-composer]');
const modeButton = (page: Page, mode: Mode) =>
  composerOn(page).locator('[aria-pressed]', { hasText: mode === 'note' ? 'Private note' : 'Reply' });

/** Ways to change for whom is written. */
const WAYS: readonly ((page: Page, mode: Mode) => Promise<unknown>)[] = [
  (page, mode) => page.keyboard.press(mode === 'note' ? 'Alt+p' : 'Alt+l'),
  async (page, mode) => {
    await page.keyboard.press('Escape');
    await page.keyboard.press(mode === 'note' ? 'n' : 'r');
  },
  (page, mode) => modeButton(page, mode).click(),
  // In the middle of a word, whose beginning stays where it was written.
  async (page, mode) => {
    await page.keyboard.type('half a wo');
    await page.keyboard.press(mode === 'note' ? 'Alt+p' : 'Alt+l');
    await page.keyboard.type('rd');
  },
  // There and back again, faster than anything is drawn.
  (page, mode) =>
    page.evaluate(
      (codes) => {
        for (const code of codes) {
          const key = { key: code.slice(-1).toLowerCase(), code, altKey: true };
          const event = new KeyboardEvent('keydown', { ...key, bubbles: true, cancelable: true });
          (document.activeElement ?? document.body).dispatchEvent(event);
        }
      },
      mode === 'note' ? ['KeyP', 'KeyL', 'KeyP'] : ['KeyL', 'KeyP', 'KeyL'],
    ),
];

const SENDS: readonly ((page: Page) => Promise<unknown>)[] = [
  (page) => page.keyboard.press('Control+Enter'),
  (page) => page.locator('[data-send]').click(),
];

test(`14: of ${SWITCHES} messages sent after changes of mode none reaches the wrong readers`, {
  timeout: SLOW_MS,
}, async () => {
  const { id, conversation } = await makeThread(stage.desk);
  const { page, close } = await openThread(stage.browser, stage.desk, { id });
  // Now and then a message takes its time, so that others are written while it is on its way.
  await onSending(page, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 400));
    await route.continue();
  });
  const wanted: string[] = [];
  let mode: Mode = 'reply';
  for (let round = 0; round < SWITCHES; round += 1) {
    mode = mode === 'reply' ? 'note' : 'reply';
    await WAYS[round % WAYS.length]?.(page, mode);
    await page.keyboard.press('Control+a');
    await page.keyboard.type(`to ${mode} ${round}`);
    expect(await page.locator('[data-send]').textContent()).toBe(LOOKS[mode].button);
    await SENDS[round % SENDS.length]?.(page);
    wanted.push(`${mode}: to ${mode} ${round}`);
    // What is held back is taken back, and goes out to whom it was for.
    if (mode === 'reply' && round % 3 === 0) {
      await page.getByRole('button', { name: 'Undo' }).last().click();
      await expect.poll(() => fieldOf(page).inputValue()).toBe(`to reply ${round}`);
      await page.keyboard.press('Control+Enter');
    }
  }
  await expect.poll(() => page.locator('[data-outgoing]').count(), { timeout: 60_000 }).toBe(0);
  expect((await saidIn(stage.desk, conversation)).sort()).toEqual(wanted.sort());
  await close();
});

test('14: a reply that comes back while a note is written leaves the note a note', async () => {
  const { id, conversation } = await makeThread(stage.desk);
  const { page, close } = await openThread(stage.browser, stage.desk, { id });
  await fieldOf(page).fill('For the customer');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Alt+p');
  await page.keyboard.type('For us');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => composerOn(page).getAttribute('data-composer')).toBe('reply');
  expect(await fieldOf(page).inputValue()).toBe('For the customer');
  await page.keyboard.press('Alt+p');
  expect(await fieldOf(page).inputValue()).toBe('For us');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => saidIn(stage.desk, conversation)).toEqual(['note: For us']);
  await close();
});

const looksOf = (page: Page) =>
  composerOn(page).evaluate((section) => ({
    background: getComputedStyle(section).backgroundColor,
    field: section.querySelector('textarea')?.getAttribute('aria-label') ?? '',
    button: section.querySelector('[data-send]')?.textContent ?? '',
    pressed: section.querySelector('[aria-pressed=true]')?.textContent ?? '',
    said: section.querySelector('[role=status]')?.textContent ?? '',
  }));

test.each(['light', 'dark'] as const)(
  '14: a reply and a note differ in ground, label and button, and the change is said (%s)',
  async (colorScheme) => {
    const { id } = await makeThread(stage.desk);
    const { page, close } = await openThread(stage.browser, stage.desk, { id, colorScheme });
    await fieldOf(page).fill('The text stays');
    const first = await looksOf(page);
    expect(first).toMatchObject({ field: LOOKS.reply.field, button: LOOKS.reply.button });
    await page.keyboard.press('Alt+p');
    await expect.poll(async () => (await looksOf(page)).said).toBe(LOOKS.note.said);
    const note = await looksOf(page);
    expect(note).toMatchObject({ field: LOOKS.note.field, button: LOOKS.note.button });
    expect(note.background).not.toBe(first.background);
    expect(note.pressed).not.toBe(first.pressed);
    await page.keyboard.press('Alt+l');
    await expect.poll(async () => (await looksOf(page)).said).toBe(LOOKS.reply.said);
    expect(await looksOf(page)).toEqual({ ...first, said: LOOKS.reply.said });
    expect(await fieldOf(page).inputValue()).toBe('The text stays');
    await close();
  },
);
