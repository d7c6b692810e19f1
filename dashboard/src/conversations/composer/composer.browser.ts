import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { readConversation } from '../../../../server/test/factories.ts';
import { makeUser, type TestUser } from '../../../../server/test/harness.ts';
import { openDeskStage } from '../../../../tools/browser/desk-stage.ts';
import {
  answerAs,
  bubbleOf,
  fieldOf,
  makeThread,
  openThread,
  saidIn,
  undoWithin,
} from '../../../../tools/browser/threads.ts';

let colleague: TestUser;

const stage = openDeskStage({
  async prepare(desk) {
    colleague = await makeUser(desk.desk, desk.account, 'administrator', 'Ben Brown');
    await undoWithin(desk, desk.agent, 0);
  },
});

const undoAfter = (seconds: number) => undoWithin(stage.desk, stage.desk.agent, seconds);
const said = (conversation: { id: number }) => saidIn(stage.desk, conversation);
const modeOf = (page: Page) => page.locator('[data-composer]').getAttribute('data-composer');

test('a reply is written and sent by keys alone: own bubble and empty field with the next frame', async () => {
  const { id, conversation } = await makeThread(stage.desk);
  const { page, complaints, close } = await openThread(stage.browser, stage.desk, { id });
  await bubbleOf(page, 'Where is my parcel?').waitFor();
  await page.keyboard.press('r');
  await page.keyboard.type('It is on its way');
  const shown = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const field = document.activeElement;
        const key = { key: 'Enter', code: 'Enter', ctrlKey: true, bubbles: true, cancelable: true };
        field?.dispatchEvent(new KeyboardEvent('keydown', key));
        requestAnimationFrame(() =>
          resolve({
            bubbles: [...document.querySelectorAll('[data-thread] article')].filter((each) =>
              each.textContent?.includes('It is on its way'),
            ).length,
            text: field instanceof HTMLTextAreaElement ? field.value : undefined,
            isFocused: document.activeElement === field,
          }),
        );
      }),
  );
  expect(shown).toEqual({ bubbles: 1, text: '', isFocused: true });
  await expect.poll(() => said(conversation)).toEqual(['reply: It is on its way']);
  await stage.desk.live.drain();
  await expect.poll(() => page.locator('[data-outgoing]').count()).toBe(0);
  expect(await bubbleOf(page, 'It is on its way').count()).toBe(1);
  expect(complaints).toEqual([]);
  await close();
});

test('of 50 messages sent after as many changes of mode none reaches the wrong readers', async () => {
  const { id, conversation } = await makeThread(stage.desk);
  const { page, close } = await openThread(stage.browser, stage.desk, { id });
  const wanted: string[] = [];
  let turn = 7;
  for (let round = 0; round < 50; round += 1) {
    turn = (turn * 1_103_515_245 + 12_345) % 2_147_483_648;
    const mode = turn % 2 === 0 ? 'reply' : 'note';
    // Sometimes the text is written before the mode is chosen.
    if (turn % 3 === 0) await fieldOf(page).fill(`message ${round}`);
    if (turn % 5 === 0) await page.keyboard.press('Alt+p');
    await page.keyboard.press(mode === 'reply' ? 'Alt+l' : 'Alt+p');
    await fieldOf(page).fill(`message ${round}`);
    expect(await modeOf(page)).toBe(mode);
    expect(await page.locator('[data-send]').textContent()).toBe(
      mode === 'reply' ? 'Send reply' : 'Add note',
    );
    await page.keyboard.press('Control+Enter');
    wanted.push(`${mode}: message ${round}`);
  }
  await expect.poll(() => said(conversation), { timeout: 30_000 }).toEqual(wanted);
  await close();
});

test('what was begun is there again after a reload, in both modes', async () => {
  const { id } = await makeThread(stage.desk);
  const { page, close } = await openThread(stage.browser, stage.desk, { id });
  await fieldOf(page).fill('For the customer');
  await page.keyboard.press('Alt+p');
  expect(await fieldOf(page).inputValue()).toBe('');
  await fieldOf(page).fill('For us');
  await page.keyboard.press('Alt+l');
  expect(await fieldOf(page).inputValue()).toBe('For the customer');
  await page.waitForTimeout(500);
  await page.reload();
  await expect.poll(() => fieldOf(page).inputValue()).toBe('For the customer');
  await page.keyboard.press('Alt+p');
  await expect.poll(() => fieldOf(page).inputValue()).toBe('For us');
  await close();
});

test('what was written in the wrong mode is brought to the other one', async () => {
  const { id } = await makeThread(stage.desk);
  const { page, close } = await openThread(stage.browser, stage.desk, { id });
  await fieldOf(page).fill('Who knows this customer?');
  await page.keyboard.press('Alt+p');
  await page.getByRole('button', { name: 'Use the reply’s text' }).click();
  expect(await fieldOf(page).inputValue()).toBe('Who knows this customer?');
  await page.keyboard.press('Alt+l');
  expect(await fieldOf(page).inputValue()).toBe('');
  await close();
});

test('what is held back is not told to the desk, and does nothing once it is undone', async () => {
  await undoAfter(5);
  const { id, conversation } = await makeThread(stage.desk);
  const { page, close } = await openThread(stage.browser, stage.desk, { id });
  await fieldOf(page).fill('Not yet');
  await page.keyboard.press('Control+Shift+Enter');
  await bubbleOf(page, 'Not yet').waitFor();
  await page.waitForTimeout(1000);
  expect(await said(conversation)).toEqual([]);
  await page.getByRole('button', { name: 'Undo' }).click();
  expect(await fieldOf(page).inputValue()).toBe('Not yet');
  expect(await page.locator('[data-outgoing]').count()).toBe(0);
  await page.waitForTimeout(5000);
  expect(await said(conversation)).toEqual([]);
  expect(await readConversation(stage.desk.account, conversation)).toMatchObject({ status: 'open' });
  // The page that closes sends what is held back.
  await page.keyboard.press('Control+Enter');
  await bubbleOf(page, 'Not yet').waitFor();
  await page.goto('about:blank');
  await expect.poll(() => said(conversation), { timeout: 4000 }).toEqual(['reply: Not yet']);
  await close();
  await undoAfter(0);
});

test('a reply is stopped when a colleague has answered since it was begun', async () => {
  const { id, conversation } = await makeThread(stage.desk);
  const { page, close } = await openThread(stage.browser, stage.desk, { id });
  await fieldOf(page).fill('My answer');
  await answerAs(stage.desk, colleague, id, 'Answer of Ben');
  await page.locator('[data-collision]').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText('Not sent: Ben Brown has answered').waitFor();
  expect(await said(conversation)).toEqual(['reply: Answer of Ben']);
  expect(await fieldOf(page).inputValue()).toBe('My answer');
  await page.getByRole('button', { name: 'Send anyway' }).click();
  await expect.poll(() => said(conversation)).toEqual(['reply: Answer of Ben', 'reply: My answer']);
  await close();
});

test('a reply that is held back comes back when a colleague answers meanwhile', async () => {
  await undoAfter(10);
  const { id, conversation } = await makeThread(stage.desk);
  const { page, close } = await openThread(stage.browser, stage.desk, { id });
  await fieldOf(page).fill('My answer');
  await page.keyboard.press('Control+Enter');
  await bubbleOf(page, 'My answer').waitFor();
  await answerAs(stage.desk, colleague, id, 'Answer of Ben');
  await expect.poll(() => fieldOf(page).inputValue()).toBe('My answer');
  await page.locator('[data-collision]').waitFor();
  expect(await said(conversation)).toEqual(['reply: Answer of Ben']);
  await close();
  await undoAfter(0);
});
