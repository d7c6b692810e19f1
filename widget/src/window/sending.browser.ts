import type { Route, WebSocketRoute } from 'playwright-core';
import { expect, test } from 'vitest';
import {
  answer,
  beginChat,
  bubblesOf,
  type Chat,
  countConversations,
  newestConversation,
  saidIn,
  write,
} from '../../../tools/browser/chat.ts';
import { frameOf } from '../../../tools/browser/frame.ts';
import { openStage } from '../../../tools/browser/stage.ts';

const stage = openStage({ inbox: { enable_email_collect: false } });

const MESSAGES = '**/api/v1/widget/messages**';
const FLIPS = 200;
const WORDS = 40;
const SLOW_MS = 120_000;

const mine = (chat: Chat) => bubblesOf(chat, '.mine .bubble');

/** Lets what the page posts through `first` go another way. */
const onPost = (chat: Chat, url: string, handle: (route: Route) => Promise<void>) =>
  chat.page.route(url, (route) => (route.request().method() === 'POST' ? handle(route) : route.fallback()));

/** Speaks as the plain protocol does, in which nobody can say where they were; hangs up while the desk is away. */
function forget(socket: WebSocketRoute, desk: { isAway: boolean; leave(): Promise<void> }) {
  if (desk.isAway) return void socket.close();
  desk.leave = () => socket.close();
  socket.connectToServer().onMessage((frame) => {
    const { stream_id: _, epoch: __, offset: ___, ...plain } = JSON.parse(String(frame));
    socket.send(JSON.stringify(plain));
  });
}

test('what is said is shown at once, and is one message when the desk has it', async () => {
  const chat = await beginChat(stage, 'One');
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await onPost(chat, MESSAGES, async (route) => {
    await held;
    await route.continue();
  });
  await write(chat, 'Two');
  await chat.frame.waitForSelector('.delivery:has-text("Sending")');
  expect(await mine(chat)).toEqual(['One', 'Two']);
  expect(await chat.frame.inputValue('.composer textarea')).toBe('');
  release();
  await chat.frame.waitForSelector('.delivery', { state: 'detached' });
  expect(await mine(chat)).toEqual(['One', 'Two']);
  expect(await saidIn(stage, await newestConversation(stage))).toEqual(['One', 'Two']);
});

test('what is refused stays, to be tried again or thrown away', async () => {
  const chat = await beginChat(stage, 'One');
  await onPost(chat, MESSAGES, (route) => route.fulfill({ status: 422, body: '{}' }));
  await write(chat, 'Two');
  await write(chat, 'Three');
  await expect.poll(() => chat.frame.locator('.delivery.bad').count()).toBe(2);
  await chat.page.unroute(MESSAGES);
  await chat.frame.click('.delivery.bad >> nth=0 >> text=Try again');
  await expect.poll(() => chat.frame.locator('.delivery').count()).toBe(1);
  expect(await saidIn(stage, await newestConversation(stage))).toEqual(['One', 'Two']);
  await chat.frame.click('text=Discard');
  await expect.poll(() => mine(chat)).toEqual(['One', 'Two']);
});

test('an answer that is lost on the way doubles nothing', async () => {
  const chat = await beginChat(stage, 'One');
  let lost = 0;
  await onPost(chat, MESSAGES, async (route) => {
    if (lost > 1) return route.continue();
    lost += 1;
    await route.fetch();
    await route.abort();
  });
  await write(chat, 'Two');
  await expect.poll(() => lost).toBeGreaterThan(0);
  await chat.frame.waitForSelector('.delivery', { state: 'detached' });
  expect(await mine(chat)).toEqual(['One', 'Two']);
  expect(await saidIn(stage, await newestConversation(stage))).toEqual(['One', 'Two']);
});

test('the beginning of a second conversation that is lost on the way begins one', async () => {
  const chat = await beginChat(stage, 'One');
  await chat.frame.click('[aria-label=Back]');
  await chat.frame.click('text=Start a new conversation');
  await chat.frame.waitForSelector('.composer textarea');
  let lost = 0;
  await onPost(chat, '**/api/v1/widget/conversations?**', async (route) => {
    if (lost > 0) return route.fallback();
    lost += 1;
    await route.fetch();
    await route.abort();
  });
  await write(chat, 'Another matter');
  await chat.frame.waitForSelector('.mine .under');
  expect(lost).toBe(1);
  const row = await newestConversation(stage);
  expect(await countConversations(stage, row)).toBe(2);
  expect(await saidIn(stage, row)).toEqual(['Another matter']);
});

test('what was said without a connection outlives a reload, and is sent once, in order', async () => {
  const chat = await beginChat(stage, 'One');
  await chat.context.setOffline(true);
  for (const content of ['Two', 'Three', 'Four']) await write(chat, content);
  await expect.poll(() => mine(chat)).toEqual(['One', 'Two', 'Three', 'Four']);
  await chat.frame.waitForSelector('text=No connection');
  await chat.frame.waitForSelector('.delivery:has-text("Will be sent when you are online again")');
  await chat.page.goto('about:blank').catch(() => undefined);
  await chat.context.setOffline(false);
  await chat.page.goto(`${stage.site.origin.replace('localhost', '127.0.0.1')}/`);
  await chat.page.waitForFunction(() => window.$chatwoot?.hasLoaded);
  await chat.page.evaluate(() => window.$chatwoot?.toggle('open'));
  const again = { ...chat, frame: await frameOf(chat.page) };
  await expect.poll(() => mine(again)).toEqual(['One', 'Two', 'Three', 'Four']);
  await again.frame.waitForSelector('.delivery', { state: 'detached' });
  const row = await newestConversation(stage);
  await expect.poll(() => saidIn(stage, row)).toEqual(['One', 'Two', 'Three', 'Four']);
});

test('a silent connection is noticed within ten seconds, and nothing of the meantime is missing', {
  timeout: SLOW_MS,
}, async () => {
  let isSilent = false;
  const chat = await beginChat(
    stage,
    'One',
    {},
    {
      before: ({ context }) =>
        context.routeWebSocket(/\/cable$/, (socket) => {
          const server = socket.connectToServer();
          server.onMessage((message) => {
            if (!isSilent) socket.send(message);
          });
        }),
    },
  );
  await answer(stage, { content: 'Before' });
  await chat.frame.waitForSelector('.bubble:has-text("Before")');
  isSilent = true;
  const from = Date.now();
  await answer(stage, { content: 'Meanwhile' });
  await chat.frame.waitForSelector('text=No connection', { timeout: 15_000 });
  expect(Date.now() - from).toBeLessThanOrEqual(10_000);
  isSilent = false;
  await chat.frame.waitForSelector('.bubble:has-text("Meanwhile")', { timeout: 60_000 });
  await chat.frame.waitForSelector('text=No connection', { state: 'detached' });
});

test('what came while a desk without a memory was away is asked for', { timeout: SLOW_MS }, async () => {
  const desk = { isAway: false, leave: async () => {} };
  const chat = await beginChat(
    stage,
    'One',
    {},
    { before: ({ context }) => context.routeWebSocket(/\/cable$/, (socket) => forget(socket, desk)) },
  );
  await answer(stage, { content: 'Before' });
  await chat.frame.waitForSelector('.bubble:has-text("Before")');
  desk.isAway = true;
  await desk.leave();
  for (let number = 1; number <= 25; number += 1) await answer(stage, { content: `Meanwhile ${number}` });
  await chat.page.waitForTimeout(1000);
  expect(await bubblesOf(chat, '.group:not(.mine) .bubble')).toEqual(['Before']);
  desk.isAway = false;
  await chat.frame.waitForSelector('.bubble:has-text("Meanwhile 25")', { timeout: 60_000 });
  expect(await bubblesOf(chat, '.group:not(.mine) .bubble')).toHaveLength(26);
});

test(`${FLIPS} losses of the connection lose and double nothing, on either side`, {
  timeout: SLOW_MS,
}, async () => {
  const chat = await beginChat(stage, 'Word 0');
  const said = ['Word 0'];
  const answered: string[] = [];
  for (let flip = 1; flip <= FLIPS; flip += 1) {
    await chat.context.setOffline(flip % 2 === 1);
    if (flip % (FLIPS / WORDS) === 0) {
      said.push(`Word ${flip}`);
      await write(chat, `Word ${flip}`);
    }
    if (flip % 20 === 10) {
      answered.push(`Answer ${flip}`);
      await answer(stage, { content: `Answer ${flip}` });
    }
    await chat.page.waitForTimeout(Math.random() * 60);
  }
  await chat.context.setOffline(false);
  const row = await newestConversation(stage);
  await expect
    .poll(async () => (await saidIn(stage, row)).length, { timeout: 60_000 })
    .toBeGreaterThanOrEqual(said.length);
  await chat.frame.waitForSelector('.delivery', { state: 'detached', timeout: 60_000 });
  expect(await saidIn(stage, row)).toEqual(said);
  await expect.poll(() => mine(chat), { timeout: 30_000 }).toEqual(said);
  await expect
    .poll(() => bubblesOf(chat, '.group:not(.mine) .bubble'), { timeout: 30_000 })
    .toEqual(answered);
});
