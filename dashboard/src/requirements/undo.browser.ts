import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { openDeskStage } from '../../../tools/browser/desk-stage.ts';
import {
  bubbleOf,
  fieldOf,
  isSending,
  makeThread,
  openThread,
  saidIn,
  undoWithin,
} from '../../../tools/browser/threads.ts';

const stage = openDeskStage({ environment: { RATE_LIMITS: 'off' } });

beforeEach(() => undoWithin(stage.desk, stage.desk.agent, 5));

const outgoingOn = (page: Page) => page.locator('[data-outgoing]');

/** How long after this call the page first sends a message, in milliseconds. */
function firstSending(page: Page) {
  const from = performance.now();
  return page.waitForRequest(isSending, { timeout: 30_000 }).then(() => performance.now() - from);
}

test('11: unless chosen otherwise the desk hears nothing for five seconds', async () => {
  const { conversation, id } = await makeThread(stage.desk);
  await stage.desk.desk.services.database.pool.query(`update users set ui_settings = '{}' where id = $1`, [
    stage.desk.agent.id,
  ]);
  const { page, close } = await openThread(stage.browser, stage.desk, { id });
  await fieldOf(page).fill('Not yet');
  const sending = firstSending(page);
  await page.keyboard.press('Control+Enter');
  await bubbleOf(page, 'Not yet').waitFor();
  expect(await saidIn(stage.desk, conversation)).toEqual([]);
  expect(await sending).toBeGreaterThanOrEqual(5000);
  await expect.poll(() => saidIn(stage.desk, conversation)).toEqual(['reply: Not yet']);
  await close();
});

test.each([
  ['None: send at once', 0],
  ['10 seconds', 10],
  ['20 seconds', 20],
])('11: with "%s" chosen a reply is held back for %i seconds', async (choice, seconds) => {
  const { id } = await makeThread(stage.desk);
  const { page, close } = await openThread(stage.browser, stage.desk, { id });
  await page.clock.install();
  await page.getByRole('button', { name: 'More ways to send' }).click();
  await page.getByRole('menuitemradio', { name: choice }).click();
  await page.keyboard.press('Escape');
  await expect
    .poll(
      async () =>
        (
          await stage.desk.desk.services.database.pool.query('select ui_settings from users where id = $1', [
            stage.desk.agent.id,
          ])
        ).rows[0]?.ui_settings,
    )
    .toMatchObject({ undo_send_seconds: seconds });
  let sent = 0;
  page.on('request', (request) => {
    if (isSending(request)) sent += 1;
  });
  await fieldOf(page).fill('Held');
  await page.keyboard.press('Control+Enter');
  if (seconds > 0) {
    await page.clock.runFor(seconds * 1000 - 500);
    expect(sent).toBe(0);
    await page.clock.runFor(1000);
  }
  await expect.poll(() => sent).toBe(1);
  await close();
});

test.each([
  ['the toast', (page: Page) => page.getByRole('button', { name: 'Undo' }).click()],
  [
    'Z',
    async (page: Page) => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('z');
    },
  ],
])('11: what is undone by %s is written again and never sent', async (_way, undo) => {
  const { id, conversation } = await makeThread(stage.desk);
  const { page, close } = await openThread(stage.browser, stage.desk, { id });
  let sent = 0;
  page.on('request', (request) => {
    if (isSending(request)) sent += 1;
  });
  await fieldOf(page).fill('Not like this');
  await page.keyboard.press('Control+Enter');
  await bubbleOf(page, 'Not like this').waitFor();
  await undo(page);
  await expect.poll(() => fieldOf(page).inputValue()).toBe('Not like this');
  expect(await outgoingOn(page).count()).toBe(0);
  await page.waitForTimeout(6000);
  expect([sent, await saidIn(stage.desk, conversation)]).toEqual([0, []]);
  await close();
});

test('11: leaving the screen keeps the time, and Z leads back', async () => {
  const { id, conversation } = await makeThread(stage.desk);
  const { page, close } = await openThread(stage.browser, stage.desk, { id });
  await fieldOf(page).fill('Gone elsewhere');
  await page.keyboard.press('Control+Enter');
  await bubbleOf(page, 'Gone elsewhere').waitFor();
  await page.keyboard.press('Alt+v');
  await page.waitForURL('**/contacts**');
  await page.getByRole('heading', { name: 'Contacts' }).waitFor();
  await page.keyboard.press('z');
  await page.waitForURL(`**/conversations/${id}`);
  await expect.poll(() => fieldOf(page).inputValue()).toBe('Gone elsewhere');
  const sending = firstSending(page);
  await page.keyboard.press('Control+Enter');
  await bubbleOf(page, 'Gone elsewhere').waitFor();
  await page.keyboard.press('Alt+v');
  await page.waitForURL('**/contacts**');
  expect(await sending).toBeGreaterThanOrEqual(5000);
  await expect.poll(() => saidIn(stage.desk, conversation)).toEqual(['reply: Gone elsewhere']);
  await close();
});

test('11: closing the tab sends at once, and once', async () => {
  await undoWithin(stage.desk, stage.desk.agent, 20);
  const { id, conversation } = await makeThread(stage.desk);
  const { page, context, close } = await openThread(stage.browser, stage.desk, { id });
  await fieldOf(page).fill('On my way out');
  const from = performance.now();
  await page.keyboard.press('Control+Enter');
  await bubbleOf(page, 'On my way out').waitFor();
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => saidIn(stage.desk, conversation)).toEqual(['reply: On my way out']);
  expect(performance.now() - from).toBeLessThan(20_000);
  const next = await context.newPage();
  await next.goto(`${stage.desk.url}/app/accounts/${stage.desk.account.account.id}/conversations/${id}`);
  await bubbleOf(next, 'On my way out').waitFor();
  await expect.poll(() => outgoingOn(next).count()).toBe(0);
  expect(await fieldOf(next).inputValue()).toBe('');
  expect(await saidIn(stage.desk, conversation)).toEqual(['reply: On my way out']);
  await close();
});

test('11: what is held back in one tab is not sent by another, and can still be undone', async () => {
  await undoWithin(stage.desk, stage.desk.agent, 20);
  const { id, conversation } = await makeThread(stage.desk);
  const { page, context, close } = await openThread(stage.browser, stage.desk, { id });
  await fieldOf(page).fill('Held in the first tab');
  await page.keyboard.press('Control+Enter');
  await bubbleOf(page, 'Held in the first tab').waitFor();
  const second = await context.newPage();
  let sent = 0;
  context.on('request', (request) => {
    if (isSending(request)) sent += 1;
  });
  await second.goto(page.url());
  await bubbleOf(second, 'Where is my parcel?').waitFor();
  // Long enough for anything that was taken over to go out.
  await second.waitForTimeout(2000);
  expect([await outgoingOn(second).count(), sent]).toEqual([0, 0]);
  await page.bringToFront();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => fieldOf(page).inputValue()).toBe('Held in the first tab');
  await page.close();
  await second.waitForTimeout(1000);
  expect([sent, await saidIn(stage.desk, conversation)]).toEqual([0, []]);
  await close();
});
