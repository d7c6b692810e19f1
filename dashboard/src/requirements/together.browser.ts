import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { makeMessage } from '../../../server/test/factories.ts';
import { makeUser, type TestUser } from '../../../server/test/harness.ts';
import { openDeskStage } from '../../../tools/browser/desk-stage.ts';
import {
  answerAs,
  bubbleOf,
  fieldOf,
  makeThread,
  onSending,
  openThread,
  saidIn,
  undoWithin,
} from '../../../tools/browser/threads.ts';

const RACES = 50;
const SLOW_MS = 240_000;

let ben: TestUser;

const stage = openDeskStage({
  environment: { RATE_LIMITS: 'off' },
  async prepare(desk) {
    ben = await makeUser(desk.desk, desk.account, 'administrator', 'Ben Brown');
    for (const user of [desk.agent, ben]) await undoWithin(desk, user, 0);
  },
});

const collisionOn = (page: Page) => page.locator('[data-collision]');
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function pressSend(page: Page, after_ms: number) {
  await wait(after_ms);
  await page.keyboard.press('Control+Enter');
}

/** Both answer the same question; whoever was stopped has their text still, and the other one's above it. */
async function race({ conversation }: Awaited<ReturnType<typeof makeThread>>, pages: Page[], round: number) {
  const question = `Question ${round}?`;
  await makeMessage(stage.desk.agent.ctx, conversation, { content: question, message_type: 'incoming' });
  await stage.desk.live.drain();
  const before = (await saidIn(stage.desk, conversation)).length;
  for (const [index, page] of pages.entries()) {
    await bubbleOf(page, question).waitFor();
    await fieldOf(page).fill(`Answer of ${index} to ${round}`);
  }
  // Every other time in the same instant, which no socket can settle.
  const patience_ms = round % 2 ? 0 : 80;
  await Promise.all(pages.map((page) => pressSend(page, Math.random() * patience_ms)));
  for (const page of pages) await expect.poll(() => page.locator('[data-outgoing]').count()).toBe(0);
  const left = () => Promise.all(pages.map((page) => fieldOf(page).inputValue()));
  await expect.poll(async () => (await left()).filter((text) => text !== '')).toHaveLength(1);
  const winner = (await left()).indexOf('');
  const loser = pages[1 - winner] as Page;
  await expect.poll(() => collisionOn(loser).textContent()).toContain(`Answer of ${winner} to ${round}`);
  const said = (await saidIn(stage.desk, conversation)).slice(before);
  expect(said).toEqual([`reply: Answer of ${winner} to ${round}`]);
  expect(await fieldOf(loser).inputValue()).toBe(`Answer of ${1 - winner} to ${round}`);
  await fieldOf(loser).fill('');
}

test(`21: of two who answer at once, ${RACES} times, one is stopped and shown what the other wrote`, {
  timeout: SLOW_MS,
}, async () => {
  const thread = await makeThread(stage.desk);
  const { id } = thread;
  const visits = [
    await openThread(stage.browser, stage.desk, { id }),
    await openThread(stage.browser, stage.desk, { id, user: ben }),
  ];
  let refused = 0;
  for (const { page } of visits)
    page.on('response', (answer) => {
      if (answer.status() === 409) refused += 1;
    });
  const pages = visits.map(({ page }) => page);
  for (let round = 1; round <= RACES; round += 1) await race(thread, pages, round);
  // Had the sockets been faster each time, the desk would have had nothing to decide.
  expect(refused).toBeGreaterThan(0);
  for (const { close } of visits) await close();
});

test('21: the answer is shown, Review looks at it and Send anyway sends', async () => {
  const { id, conversation } = await makeThread(stage.desk);
  const { page, close } = await openThread(stage.browser, stage.desk, { id });
  await fieldOf(page).fill('My answer');
  await answerAs(stage.desk, ben, id, 'Answer of Ben');
  await collisionOn(page).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('alert').filter({ hasText: 'Not sent: Ben Brown has answered' }).waitFor();
  expect(await collisionOn(page).textContent()).toContain('Answer of Ben');
  await collisionOn(page).getByRole('button', { name: 'Review' }).click();
  await collisionOn(page).waitFor({ state: 'detached' });
  expect(await fieldOf(page).inputValue()).toBe('My answer');
  // What was looked at stops nothing, but the next one does.
  await answerAs(stage.desk, ben, id, 'One more thing');
  await collisionOn(page).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('alert').filter({ hasText: 'One more thing' }).waitFor();
  expect(await saidIn(stage.desk, conversation)).toEqual(['reply: Answer of Ben', 'reply: One more thing']);
  await collisionOn(page).getByRole('button', { name: 'Send anyway' }).click();
  await expect.poll(() => saidIn(stage.desk, conversation)).toContain('reply: My answer');
  await expect.poll(() => fieldOf(page).inputValue()).toBe('');
  await close();
});

test('21: a reply that waited for a connection is stopped by what was answered meanwhile', async () => {
  const { id, conversation } = await makeThread(stage.desk);
  const { page, context, close } = await openThread(stage.browser, stage.desk, { id });
  await bubbleOf(page, 'Where is my parcel?').waitFor();
  await context.setOffline(true);
  await fieldOf(page).fill('My answer');
  await page.keyboard.press('Control+Enter');
  await page.locator('[data-outgoing]', { hasText: 'My answer' }).waitFor();
  // Writing something for colleagues goes on undisturbed.
  await page.keyboard.press('Alt+p');
  await page.keyboard.type('For us ');
  await answerAs(stage.desk, ben, id, 'Answer of Ben');
  await context.setOffline(false);
  await expect.poll(() => page.locator('[data-outgoing]').count()).toBe(0);
  await page.keyboard.type('alone');
  expect(await page.locator('[data-composer]').getAttribute('data-composer')).toBe('note');
  expect(await fieldOf(page).inputValue()).toBe('For us alone');
  await page.keyboard.press('Alt+l');
  expect(await fieldOf(page).inputValue()).toBe('My answer');
  await collisionOn(page).waitFor();
  expect(await saidIn(stage.desk, conversation)).toEqual(['reply: Answer of Ben']);
  await close();
});

test('21: a reply that a closed page had sent comes back where the desk refused it', async () => {
  const { id, conversation } = await makeThread(stage.desk);
  const { page, close } = await openThread(stage.browser, stage.desk, { id });
  await bubbleOf(page, 'Where is my parcel?').waitFor();
  await onSending(page, (route) => route.abort());
  await fieldOf(page).fill('My answer');
  await page.keyboard.press('Control+Enter');
  await page.locator('[data-outgoing=waiting]').waitFor();
  await page.goto('about:blank');
  await answerAs(stage.desk, ben, id, 'Answer of Ben');
  await page.unrouteAll();
  await page.goBack();
  await expect.poll(() => fieldOf(page).inputValue()).toBe('My answer');
  await expect.poll(() => collisionOn(page).textContent()).toContain('Answer of Ben');
  expect(await saidIn(stage.desk, conversation)).toEqual(['reply: Answer of Ben']);
  await close();
});
