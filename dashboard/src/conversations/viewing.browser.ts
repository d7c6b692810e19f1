import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeUser, type TestUser } from '../../../server/test/harness.ts';
import { agentIdentifier } from '../../../server/test/listeners.ts';
import { RawClient } from '../../../server/test/live.ts';
import { openDashboard, violationsOn } from '../../../tools/browser/agents.ts';
import { openBrowser } from '../../../tools/browser/chromium.ts';
import { type BrowserDesk, openBrowserDesk } from '../../../tools/browser/desk.ts';
import { fieldOf, makeThread } from '../../../tools/browser/threads.ts';
import type { Visit } from '../../../tools/browser/visit.ts';

let ours: Browser;
let theirs: Browser;
let desk: BrowserDesk;
let mara: TestUser;
/** The number of the conversation in which they meet, and of another one. */
let id: number;
let other_id: number;
const visits: Visit[] = [];
const sockets: RawClient[] = [];

beforeAll(async () => {
  ours = await openBrowser();
  theirs = await openBrowser();
});
beforeEach(async () => {
  desk = await openBrowserDesk();
  mara = await makeUser(desk.desk, desk.account, 'administrator', 'Mara Silva');
  id = (await makeThread(desk)).id;
  other_id = (await makeThread(desk, undefined, { name: 'Eva Prates' })).id;
});
afterEach(async () => {
  for (const visit of visits.splice(0)) await visit.close();
  for (const socket of sockets.splice(0)) socket.close();
  await desk.close();
});
afterAll(async () => {
  await ours.close();
  await theirs.close();
});

async function open(browser: Browser, user: TestUser, open_id?: number, options = {}) {
  const place = open_id === undefined ? '' : `/${open_id}`;
  const path = `/accounts/${desk.account.account.id}/conversations${place}?assignee_type=all`;
  const visit = await openDashboard(browser, desk, user, { path, ...options });
  visits.push(visit);
  await visit.page.locator('[data-row]').nth(1).waitFor();
  return visit;
}

const inHeader = (page: Page) => page.locator('header [data-viewer]');
const inRow = (page: Page, of = id) => page.locator(`[data-row="${of}"] [data-viewer]`);
const linkOf = (page: Page, of: number) => page.locator(`[data-row="${of}"] a`);

/** Writes down in the page when what is drawn at a place begins and ceases to be there. */
async function watch(page: Page, selectors: Record<string, string>) {
  await page.evaluate((watched) => {
    const moments: Moment[] = [];
    const there = new Map<string, boolean>();
    const look = () => {
      for (const [name, selector] of Object.entries(watched)) {
        const is_there = document.querySelector(selector) !== null;
        if (is_there !== (there.get(name) ?? false)) moments.push({ name, is_there, at_ms: Date.now() });
        there.set(name, is_there);
      }
    };
    look();
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
    Object.assign(window, { moments });
  }, selectors);
}

interface Moment {
  name: string;
  is_there: boolean;
  at_ms: number;
}

/** When something came, or went, in the page for the so many-th time. */
async function momentOf(page: Page, wanted: Omit<Moment, 'at_ms'>, time: number): Promise<number> {
  const found = async () =>
    (await page.evaluate(() => (window as unknown as { moments: Moment[] }).moments)).filter(
      ({ name, is_there }) => name === wanted.name && is_there === wanted.is_there,
    )[time];
  await expect.poll(found).toBeDefined();
  return (await found())?.at_ms ?? Number.NaN;
}

/** Follows the link of a row; answers when, by the clock of the machine that both pages have. */
const follow = (page: Page, of: number) =>
  linkOf(page, of).evaluate((link: HTMLElement) => {
    const at_ms = Date.now();
    link.click();
    return at_ms;
  });

/** Types a letter of a reply; answers when. */
async function type(page: Page, letter: string): Promise<number> {
  await fieldOf(page).focus();
  await page.evaluate(() => {
    const note = () => Object.assign(window, { typed_at_ms: Date.now() });
    addEventListener('keydown', note, { once: true, capture: true });
  });
  await page.keyboard.press(letter);
  return page.evaluate(() => (window as unknown as { typed_at_ms: number }).typed_at_ms);
}

const median = (values: readonly number[]) =>
  [...values].sort((one, next) => one - next)[Math.floor(values.length / 2)] ?? Number.NaN;

const ROUNDS = 5;

test('a colleague is there in header and row within a second, replies within half of one, and goes', async () => {
  const us = await open(ours, desk.agent, id);
  const them = await open(theirs, mara);
  await watch(us.page, {
    header: 'header [data-viewer]',
    row: `[data-row="${id}"] [data-viewer]`,
    pen: 'header [data-does="replying"]',
    pen_in_row: `[data-row="${id}"] [data-does="replying"]`,
  });
  const took: Record<string, number[]> = { header: [], row: [], pen: [], pen_in_row: [], gone: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const opened_at = await follow(them.page, id);
    for (const name of ['header', 'row'])
      took[name]?.push((await momentOf(us.page, { name, is_there: true }, round)) - opened_at);
    const typed_at = await type(them.page, 'h');
    for (const name of ['pen', 'pen_in_row'])
      took[name]?.push((await momentOf(us.page, { name, is_there: true }, round)) - typed_at);
    await fieldOf(them.page).fill('');
    const left_at = await follow(them.page, other_id);
    took.gone?.push((await momentOf(us.page, { name: 'header', is_there: false }, round)) - left_at);
    await momentOf(us.page, { name: 'pen_in_row', is_there: false }, round);
  }
  for (const name of ['header', 'row', 'gone']) expect(median(took[name] ?? []), name).toBeLessThan(1000);
  for (const name of ['pen', 'pen_in_row']) expect(median(took[name] ?? []), name).toBeLessThan(500);
  expect([...us.complaints, ...them.complaints]).toEqual([]);
});

test('whoever closes the page while writing is gone', async () => {
  const us = await open(ours, desk.agent, id);
  const them = await open(theirs, mara, id);
  await fieldOf(them.page).fill('I can');
  await expect.poll(() => inHeader(us.page).getAttribute('data-does')).toBe('replying');
  await expect.poll(() => inRow(us.page).getAttribute('data-does')).toBe('replying');
  await them.page.close();
  await expect.poll(() => inHeader(us.page).count()).toBe(0);
  await expect.poll(() => inRow(us.page).count()).toBe(0);
});

test('the others are named, in words that say what they do', async () => {
  const us = await open(ours, desk.agent, id);
  const them = await open(theirs, mara, id);
  const named = us.page.locator('header [data-viewers]');
  await expect.poll(() => named.getAttribute('data-tip')).toBe('Mara Silva is viewing');
  await expect.poll(() => linkOf(us.page, id).textContent()).toContain('Mara Silva is viewing');
  await them.page.keyboard.press('Alt+p');
  await fieldOf(them.page).fill('Between us');
  await expect.poll(() => named.textContent()).toContain('Mara Silva is writing a note');
  await them.page.keyboard.press('Alt+l');
  await fieldOf(them.page).fill('Dear Rui');
  await expect.poll(() => named.textContent()).toContain('Mara Silva is replying');
  // Each sees the other, and nobody themself.
  expect(await inHeader(us.page).count()).toBe(1);
  expect(await inHeader(them.page).getAttribute('data-viewer')).toBe(String(desk.agent.id));
  expect(await inRow(them.page).count()).toBe(1);
});

test('whoever changes from a note to a reply replies, however slowly it is told that the note is left', async () => {
  const us = await open(ours, desk.agent, id);
  const them = await open(theirs, mara, id);
  await them.page.route('**/toggle_typing_status', async (route) => {
    if (route.request().postData()?.includes('off')) await new Promise((resolve) => setTimeout(resolve, 700));
    await route.continue();
  });
  await them.page.keyboard.press('Alt+p');
  await fieldOf(them.page).fill('Between us');
  await expect.poll(() => inHeader(us.page).getAttribute('data-does')).toBe('noting');
  const left = them.page.waitForResponse((answer) => answer.request().postData()?.includes('off') ?? false);
  await them.page.keyboard.press('Alt+l');
  await fieldOf(them.page).fill('Dear Rui');
  await left;
  // Again and again, so that nobody takes it that the writing has ended.
  const writing = fieldOf(them.page).pressSequentially(', it is on its way', { delay: 60 });
  await expect.poll(() => inHeader(us.page).getAttribute('data-does')).toBe('replying');
  await writing;
  expect(await inHeader(us.page).getAttribute('data-does')).toBe('replying');
});

test('a list alone shows where colleagues are, and is nowhere itself', async () => {
  const us = await open(ours, desk.agent);
  const them = await open(theirs, mara, id);
  await expect.poll(() => inRow(us.page).count()).toBe(1);
  await follow(them.page, other_id);
  await expect.poll(() => inRow(us.page, other_id).count()).toBe(1);
  await expect.poll(() => inRow(us.page).count()).toBe(0);
  expect(await them.page.locator('[data-viewer]').count()).toBe(0);
  // Somewhere else in the desk nothing is looked at any more.
  await them.page.keyboard.press('Alt+v');
  await expect.poll(() => inRow(us.page, other_id).count()).toBe(0);
});

test('two tabs of one person are one viewer, until the last is closed', async () => {
  const us = await open(ours, desk.agent, id);
  const them = await open(theirs, mara, id);
  const tab = await them.context.newPage();
  await tab.goto(them.page.url());
  await expect.poll(() => tab.locator('header [data-viewer]').count()).toBe(1);
  expect(await inHeader(us.page).count()).toBe(1);
  await them.page.close();
  // Whoever comes now stands behind, so that all that was said before has been heard.
  const [late] = await lookOn(1);
  await expect.poll(() => viewerIds(us.page)).toEqual([mara.id, late]);
  await tab.close();
  await expect.poll(() => viewerIds(us.page)).toEqual([late]);
});

test('a tab that is hidden is soon nowhere, and back as soon as it is seen', async () => {
  const us = await open(ours, desk.agent, id);
  const them = await open(theirs, mara, id);
  await expect.poll(() => inHeader(us.page).count()).toBe(1);
  await turn(them.page, 'hidden');
  await expect.poll(() => inHeader(us.page).count(), { timeout: 20_000 }).toBe(0);
  await turn(them.page, 'visible');
  await expect.poll(() => inHeader(us.page).count()).toBe(1);
});

/** Hides the page or shows it, as far as it can tell. */
const turn = (page: Page, visibility: DocumentVisibilityState) =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => value });
    document.dispatchEvent(new Event('visibilitychange'));
  }, visibility);

const viewerIds = (page: Page) =>
  inHeader(page).evaluateAll((faces) => faces.map((face) => Number((face as HTMLElement).dataset.viewer)));

/** Lets so many colleagues look at the conversation, one after the other; answers their ids. */
async function lookOn(count: number): Promise<number[]> {
  const names = ['Ben Brown', 'Cleo Clark', 'Dan Dawn', 'Eve Elm', 'Fay Fox'].slice(0, count);
  const ids: number[] = [];
  for (const name of names) {
    const user = await makeUser(desk.desk, desk.account, 'administrator', name);
    const identifier = await agentIdentifier(desk.account, user);
    const socket = await new RawClient(desk.live.url).opened();
    sockets.push(socket);
    await socket.subscribe(identifier);
    const data = JSON.stringify({ action: 'view_conversation', conversation_id: id });
    socket.send({ command: 'message', identifier: JSON.stringify(identifier), data });
    await socket.until(({ message }) => message?.event === 'viewers.update');
    ids.push(user.id);
  }
  return ids;
}

test.each([
  ['light', 2, {}],
  ['dark', 2, { colorScheme: 'dark' }],
  ['rtl', 2, { locale: 'ar' }],
  ['wide', 3, { viewport: { width: 1600, height: 800 } }],
  ['narrow', 1, { viewport: { width: 390, height: 800 } }],
] as const)(
  'of many a few are drawn, all are named, and nothing is wrong with it: %s',
  async (look, in_header, options) => {
    const us = await open(ours, desk.agent, look === 'narrow' ? undefined : id, options);
    await lookOn(5);
    await expect.poll(() => inRow(us.page).count()).toBe(3);
    const row = us.page.locator(`[data-row="${id}"] [data-viewers]`);
    await expect.poll(() => row.textContent()).toContain('+2');
    for (const name of ['Ben Brown', 'Fay Fox']) expect(await row.getAttribute('data-tip')).toContain(name);
    expect(await violationsOn(us.page)).toEqual([]);
    if (look === 'narrow') await linkOf(us.page, id).click();
    await expect.poll(() => inHeader(us.page).count()).toBe(in_header);
    expect(await violationsOn(us.page)).toEqual([]);
    const sideways = await us.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(sideways).toBeLessThanOrEqual(0);
  },
);
