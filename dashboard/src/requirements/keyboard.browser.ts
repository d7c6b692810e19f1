import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeContact, makeConversation, makeMessage } from '../../../server/test/factories.ts';
import { ask, makeUser, PASSWORD, type TestUser } from '../../../server/test/harness.ts';
import { openDashboard } from '../../../tools/browser/agents.ts';
import { openBrowser } from '../../../tools/browser/chromium.ts';
import { type BrowserDesk, openBrowserDesk } from '../../../tools/browser/desk.ts';
import { bubbleOf } from '../../../tools/browser/threads.ts';
import { type Visit, visit } from '../../../tools/browser/visit.ts';

/* The requirements about the keyboard, each test named by the number of its own. */

let browser: Browser;
let desk: BrowserDesk;
let admin: TestUser;
let root: string;
/** Conversations, the one that is first in the list first. */
let ids: number[];
let opened: Visit | undefined;
let page: Page;
let round = 0;

const PLACES = [0, 1, 2];

const nameAt = (place: number) => `${['Amélie', 'Bruno', 'Chidi'][place]} the ${round}.`;

beforeAll(async () => {
  browser = await openBrowser();
  desk = await openBrowserDesk({ inbox: { enable_auto_assignment: false } });
  admin = await makeUser(desk.desk, desk.account, 'administrator', 'Maria Albuquerque');
  root = `/accounts/${desk.account.account.id}`;
  await tell('POST', `/api/v1${root}/labels`, { title: 'delivery', color: '#2f6fed' });
});

beforeEach(async () => {
  round += 1;
  ids = [];
  for (const place of PLACES.toReversed()) {
    const { id: contact_id } = await makeContact(desk.account, { name: nameAt(place) });
    const conversation = await makeConversation(desk.account, desk.inbox, { contact_id });
    await makeMessage(desk.agent.ctx, conversation, { content: `Hello from ${nameAt(place)}` });
    // The desk's clock stands still, and the order is by the second.
    desk.desk.clock.advance(1000);
    ids.unshift(conversation.display_id);
  }
  await desk.live.drain();
});

afterEach(() => expect(opened?.complaints ?? []).toEqual([]));

afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

async function tell(method: 'POST' | 'PUT', path: string, body: object) {
  const { status, text } = await ask(desk.desk, method, path, { token: admin.token, body });
  if (status !== 200) throw new Error(`${path} was refused with ${status}: ${text}`);
}

/** Forgets the window, and whatever was changed about keys; `keys` are changed from the beginning. */
async function beginAnew(keys: Readonly<Record<string, readonly string[]>> = {}) {
  await opened?.close();
  opened = undefined;
  await tell('PUT', '/api/v1/profile', { profile: { ui_settings: { keys: { keys } } } });
}

/** Leads to the conversation at this place of the list; nothing has the focus but the page. */
async function openAt(place: number) {
  const path = `${root}/conversations/${ids[place]}?assignee_type=all`;
  if (opened) await goTo(`/app${path}`);
  opened ??= await openDashboard(browser, desk, admin, { path });
  ({ page } = opened);
  await expect.poll(firstIds).toEqual(ids);
  await bubbleOf(page, `Hello from ${nameAt(place)}`).waitFor();
}

/** Goes there as the pages themselves do, without loading anything anew. */
async function goTo(address: string) {
  await page.keyboard.press('Escape');
  await page.evaluate((to) => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    history.pushState({}, '', to);
  }, address);
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

const firstIds = () =>
  page
    .locator('[data-row]')
    .evaluateAll((rows) => rows.slice(0, 3).map((row) => Number(row.getAttribute('data-row'))));
const isAt = (place: number) => page.waitForURL(new RegExp(`/conversations/${ids[place]}\\?`));
const statusOf = async (place: number) => {
  const path = `/api/v1${root}/conversations/${ids[place]}`;
  return (await ask(desk.desk, 'GET', path, { token: admin.token })).body.status;
};
const isResolved = (place: number) => expect.poll(() => statusOf(place)).toBe('resolved');
const isWriting = (mode: 'reply' | 'note') =>
  page.locator(`[data-composer=${mode}] textarea:focus`).waitFor();
const hasDialog = (name: string) => page.getByRole('dialog', { name, exact: true }).waitFor();

/** What each of the shortcuts that people know from Chatwoot does in the second conversation of the list. */
const KNOWN: Readonly<Record<string, (press: () => Promise<void>) => Promise<unknown>>> = {
  'Alt+j': (press) => press().then(() => isAt(2)),
  'Alt+k': (press) => press().then(() => isAt(0)),
  'Alt+e': (press) => press().then(() => isResolved(1)),
  'Control+Alt+e': async (press) => {
    await press();
    await isAt(2);
    await isResolved(1);
  },
  'Control+Alt+a': (press) => Promise.all([page.waitForEvent('filechooser'), press()]),
  'Alt+p': (press) => press().then(() => isWriting('note')),
  'Alt+l': (press) => press().then(() => isWriting('reply')),
  'Alt+m': (press) => press().then(() => hasDialog('Snooze')),
  'Alt+n': (press) => press().then(() => page.waitForURL(/assignee_type=me/)),
  'Alt+o': (press) => press().then(() => page.getByRole('button', { name: 'Show icons only' }).waitFor()),
  'Alt+v': (press) => press().then(() => page.waitForURL(/\/contacts$/)),
  'Alt+r': (press) => press().then(() => page.waitForURL(/\/reports\/overview$/)),
  'Alt+s': (press) => press().then(() => page.waitForURL(/\/settings\/inboxes$/)),
  'Alt+c': async (press) => {
    await page.keyboard.press('Alt+v');
    await page.waitForURL(/\/contacts$/);
    await press();
    await page.waitForURL(/\/conversations$/);
  },
};

test('15 fourteen shortcuts are those that people know from Chatwoot', () => {
  expect(Object.keys(KNOWN)).toHaveLength(14);
});

test.each(Object.entries(KNOWN))('15 %s does what it does in Chatwoot', async (keys, look) => {
  await openAt(1);
  await look(() => page.keyboard.press(keys));
});

const SINGLE: Readonly<Record<string, () => Promise<unknown>>> = {
  j: () => isAt(2),
  k: () => isAt(0),
  e: () => isResolved(1),
  r: () => isWriting('reply'),
  n: () => isWriting('note'),
  a: () => hasDialog('Assign an agent'),
  t: () => hasDialog('Assign a team'),
  l: () => hasDialog('Labels'),
  s: () => hasDialog('Snooze'),
  p: () => hasDialog('Set the priority'),
  u: () =>
    page
      .locator('[data-row]', { hasText: nameAt(1) })
      .getByText('1', { exact: true })
      .waitFor(),
  x: () => page.getByRole('toolbar').waitFor(),
  '/': () => page.waitForURL(/\/search$/),
  '?': () => hasDialog('Keyboard shortcuts'),
  'g i': () => page.waitForURL(/\/conversations$/),
  'g c': () => page.waitForURL(/\/contacts$/),
  'g o': () => page.waitForURL(/\/reports\/overview$/),
  'g q': () => page.waitForURL(/\/search$/),
  'g p': () => page.waitForURL(/\/profile\/settings$/),
  'g s': () => page.waitForURL(/\/settings\/inboxes$/),
};

async function pressAll(keys: string) {
  for (const key of keys.split(' ')) await page.keyboard.press(key);
}

test.each(Object.entries(SINGLE))('15 %s alone works where nobody writes', async (keys, look) => {
  await openAt(1);
  await pressAll(keys);
  await look();
});

/** Ends when all that was pressed before has been dealt with, and nothing came of it. */
async function nothingCame() {
  const address = page.url();
  await page.keyboard.press('Control+/');
  await hasDialog('Keyboard shortcuts');
  expect(await page.getByRole('dialog').count()).toBe(1);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(page.url()).toBe(address);
  expect(page.url()).toContain(`/conversations/${ids[1]}?`);
  expect(await statusOf(1)).toBe('open');
}

test('15 none of them fires in a field', async () => {
  await openAt(1);
  await page.keyboard.press('r');
  await isWriting('reply');
  const text = [...Object.keys(SINGLE), ...'zfxgi'].join('').replaceAll(' ', '');
  await page.keyboard.type(text);
  expect(await page.locator('[data-composer] textarea').inputValue()).toBe(text);
  await nothingCame();
});

test('15 none of them fires while a word is being composed', async () => {
  await openAt(1);
  const pressed = [...Object.keys(SINGLE).flatMap((keys) => keys.split(' ')), ...Object.keys(KNOWN)];
  await page.evaluate((all) => {
    for (const keys of all) {
      const key = keys.split('+').at(-1) ?? '';
      const code = /[a-z]/.test(key) ? `Key${key.toUpperCase()}` : 'Slash';
      const modifiers = { altKey: keys.includes('Alt+'), ctrlKey: keys.includes('Control+') };
      for (const told of [
        { key, isComposing: true },
        { key: 'Process', isComposing: false },
      ])
        document.body.dispatchEvent(
          new KeyboardEvent('keydown', { bubbles: true, cancelable: true, code, ...modifiers, ...told }),
        );
    }
  }, pressed);
  await nothingCame();
});

const ALT = 1;

/** Presses a key as the keyboard of another layout does: in its place, with the letter that it has there. */
async function pressPlace(session: CDPSession, letter: string, key: string, modifiers = 0) {
  const event = { code: `Key${letter.toUpperCase()}`, key, modifiers };
  const text = modifiers === 0 ? { text: key } : {};
  await session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event, ...text });
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
}

/** What keyboards of other scripts, and a Mac with Option, have in the places of j, l, g, c and e. */
const LAYOUTS = {
  Russian: { j: 'о', l: 'д', g: 'п', c: 'с', e: 'у' },
  Greek: { j: 'ξ', l: 'λ', g: 'γ', c: 'ψ', e: 'ε' },
  Hebrew: { j: 'ח', l: 'ך', g: 'ע', c: 'ב', e: 'ק' },
  Arabic: { j: 'ت', l: 'م', g: 'ل', c: 'ؤ', e: 'ث' },
};

test.each(Object.entries(LAYOUTS))('15 the places of the keys count on a %s keyboard', async (_name, at) => {
  await openAt(1);
  const session = await page.context().newCDPSession(page);
  await pressPlace(session, 'j', at.j);
  await isAt(2);
  await page.locator('[data-composer]').waitFor();
  await pressPlace(session, 'e', at.e, ALT);
  await isResolved(2);
  await pressPlace(session, 'l', at.l);
  await hasDialog('Labels');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await pressPlace(session, 'g', at.g);
  await pressPlace(session, 'c', at.c);
  await page.waitForURL(/\/contacts$/);
});

test('15 Option on a Mac writes signs, and the shortcuts work all the same', async () => {
  await openAt(1);
  const session = await page.context().newCDPSession(page);
  await pressPlace(session, 'j', '∆', ALT);
  await isAt(2);
  await page.locator('[data-composer]').waitFor();
  await pressPlace(session, 'p', 'π', ALT);
  await isWriting('note');
});

test('15 any of them can be given another key, which is kept, and then the old one does nothing', async () => {
  await beginAnew();
  await openAt(1);
  await page.keyboard.press('?');
  await hasDialog('Keyboard shortcuts');
  await page.getByRole('button', { name: /^Change the shortcut for “Resolve” / }).click();
  await page.keyboard.press('w');
  await page.getByRole('button', { name: 'Change the shortcut for “Resolve” W', exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('e');
  await page.keyboard.press('Alt+e');
  await nothingCame();
  await page.reload();
  // What was kept shows first, and what the desk has comes a moment later.
  await page.locator('[data-tip="Resolve"][data-tip-keys=w]').waitFor();
  await page.keyboard.press('w');
  await isResolved(1);
});

test('15 single keys can be turned off; those with others go on', async () => {
  await beginAnew();
  await openAt(1);
  await page.keyboard.press('?');
  await hasDialog('Keyboard shortcuts');
  await page.getByRole('switch', { name: 'Shortcuts of a single key' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  for (const key of Object.keys(SINGLE).filter((keys) => keys.length === 1)) await page.keyboard.press(key);
  await nothingCame();
  await page.keyboard.press('Alt+e');
  await isResolved(1);
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await page.waitForURL(/\/contacts$/);
});

test('17 the list has every command that has keys, with the keys that it has now', async () => {
  await beginAnew({ 'conversation.resolve': ['Alt+w'], 'conversation.label': [] });
  await openAt(1);
  await page.keyboard.press('?');
  await hasDialog('Keyboard shortcuts');
  const rows = await page
    .getByRole('dialog')
    .locator('li')
    .evaluateAll((all) =>
      all.map((row) => {
        const presses = [...row.querySelectorAll('kbd')].map((kbd) =>
          [...kbd.querySelectorAll(':scope > span')].map((press) =>
            [...press.querySelectorAll('span')].map(({ textContent }) => textContent).join('+'),
          ),
        );
        return [row.querySelector('span')?.textContent ?? '', presses.map((keys) => keys.join(' '))] as const;
      }),
    );
  const listed = Object.fromEntries(rows);
  expect(listed).toMatchObject({
    Resolve: ['Alt+W'],
    Labels: [],
    'Next conversation': ['J', 'Alt+J'],
    'Go to contacts': ['Alt+V', expect.stringMatching(/^G (then\+)?C$/)],
    Send: ['Ctrl+Enter'],
  });
  expect(rows.length).toBeGreaterThan(35);
});

/** Presses keys, and counts them apart from what is written. */
function counting() {
  let count = 0;
  return {
    count: () => count,
    press: async (keys: string) => {
      count += 1;
      await page.keyboard.press(keys);
    },
  };
}

test('18 from signing in to the next conversation it takes no pointer and at most twelve keys', async () => {
  const [first = 0, second = 0] = ids;
  for (const id of [first, second])
    await tell('POST', `/api/v1${root}/conversations/${id}/assignments`, { assignee_id: admin.id });
  await beginAnew();
  opened = await visit(browser, `${desk.url}/app/login`, { viewport: { width: 1280, height: 800 } });
  ({ page } = opened);
  await page.locator('[name=email]:focus').waitFor();
  const { count, press } = counting();
  await page.keyboard.type(admin.email);
  await press('Tab');
  await page.keyboard.type(PASSWORD);
  await press('Enter');
  await page.locator('[data-row]').nth(1).waitFor();
  await press('j');
  await bubbleOf(page, `Hello from ${nameAt(0)}`).waitFor();
  await press('r');
  await page.keyboard.type('It is on its way.');
  await press('Control+Enter');
  await press('Escape');
  await press('l');
  await page.keyboard.type('delivery');
  await page.getByRole('option', { name: /^delivery/ }).waitFor();
  await press('Enter');
  await press('Escape');
  await press('a');
  await page.keyboard.type('Ana');
  await page.getByRole('option', { name: /^Ana Lima/ }).waitFor();
  await press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await press('Control+Alt+e');
  await bubbleOf(page, `Hello from ${nameAt(1)}`).waitFor();
  console.info(`18: ${count()} keys besides text`);
  expect(count()).toBeLessThanOrEqual(12);
  const show = `/api/v1${root}/conversations/${first}`;
  await expect
    .poll(async () => (await ask(desk.desk, 'GET', show, { token: admin.token })).body)
    .toMatchObject({
      status: 'resolved',
      labels: ['delivery'],
      meta: { assignee: { name: 'Ana Lima' } },
      last_non_activity_message: { content: 'It is on its way.' },
    });
});
