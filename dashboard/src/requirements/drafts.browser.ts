import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { makeUser } from '../../../server/test/harness.ts';
import { openDeskStage } from '../../../tools/browser/desk-stage.ts';
import { timed } from '../../../tools/browser/pace.ts';
import { fieldOf, makeThread, openThread, saidIn, undoWithin } from '../../../tools/browser/threads.ts';

const stage = openDeskStage({ prepare: (desk) => undoWithin(desk, desk.agent, 0) });

const SEARCH = '?assignee_type=all';
const rowOf = (page: Page, name: string) => page.locator('[data-row]', { hasText: name });

/** Types the last letter of a text, and answers how many milliseconds later the browser keeps the whole of it. */
async function typeAndTime(page: Page, text: string): Promise<number> {
  await fieldOf(page).fill(text.slice(0, -1));
  // Reads what is kept as the next page would.
  const kept = page.evaluate(async (wanted) => {
    const typed_at = await new Promise<number>((resolve) =>
      addEventListener('input', ({ timeStamp }) => resolve(timeStamp), { once: true, capture: true }),
    );
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('porchlight');
      request.onsuccess = () => resolve(request.result);
    });
    const all = () =>
      new Promise<[IDBValidKey[], unknown[]]>((resolve) => {
        const store = database.transaction('kept').objectStore('kept');
        const [names, values] = [store.getAllKeys(), store.getAll()];
        values.onsuccess = () => resolve([names.result, values.result]);
      });
    for (;;) {
      const [names, values] = await all();
      const drafts = values.filter((_, index) => String(names[index]).startsWith('drafts '));
      if (JSON.stringify(drafts).includes(wanted)) break;
    }
    database.close();
    return performance.now() - typed_at;
  }, text);
  await fieldOf(page).press(text.slice(-1));
  return kept;
}

test('13: a text is kept within half a second of the last key, and outlives a browser that crashes', async () => {
  const { id } = await makeThread(stage.desk);
  const { page, context, close } = await openThread(stage.browser, stage.desk, { id, search: SEARCH });
  const { median, pace } = await timed(stage.browser, 9, (repeat) =>
    typeAndTime(page, `The answer is ${'abcdefghi'[repeat]}`),
  );
  expect(median).toBeLessThanOrEqual(500 * pace);
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => undefined);
  await crashed;
  const next = await context.newPage();
  await next.goto(
    `${stage.desk.url}/app/accounts/${stage.desk.account.account.id}/conversations/${id}${SEARCH}`,
  );
  await expect.poll(() => fieldOf(next).inputValue()).toBe('The answer is i');
  await close();
});

test('13: each conversation keeps a reply and a note, and says in the list that something was begun', async () => {
  const [one, other] = [
    await makeThread(stage.desk, undefined, { name: 'Eva Stone' }),
    await makeThread(stage.desk, undefined, { name: 'Lea Wood' }),
  ];
  const { page, close } = await openThread(stage.browser, stage.desk, { id: one.id, search: SEARCH });
  await fieldOf(page).fill('Reply to Eva');
  await page.keyboard.press('Alt+p');
  await fieldOf(page).fill('Note on Eva');
  await rowOf(page, 'Lea Wood').click();
  await page.waitForURL(`**/conversations/${other.id}?**`);
  await expect.poll(() => fieldOf(page).inputValue()).toBe('');
  await fieldOf(page).fill('Reply to Lea');
  await rowOf(page, 'Eva Stone').getByText('Draft').waitFor();
  await page.reload();
  await expect.poll(() => fieldOf(page).inputValue()).toBe('Reply to Lea');
  for (const name of ['Eva Stone', 'Lea Wood']) await rowOf(page, name).getByText('Draft').waitFor();
  await rowOf(page, 'Eva Stone').click();
  await page.waitForURL(`**/conversations/${one.id}?**`);
  await expect.poll(() => fieldOf(page).inputValue()).toBe('Note on Eva');
  await page.keyboard.press('Alt+l');
  await expect.poll(() => fieldOf(page).inputValue()).toBe('Reply to Eva');
  // What was sent or erased is no draft any more.
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Alt+p');
  await fieldOf(page).fill('');
  await rowOf(page, 'Eva Stone').getByText('Draft').waitFor({ state: 'detached' });
  expect(await rowOf(page, 'Lea Wood').getByText('Draft').count()).toBe(1);
  await close();
});

/** What the desk has of what agents began, a line for each. */
async function atDesk({ id }: { id: number }): Promise<string[]> {
  const { rows } = await stage.desk.desk.services.database.pool.query<{ mode: string; message: string }>(
    'select mode, message from own_drafts where conversation_id = $1 order by mode desc',
    [id],
  );
  return rows.map(({ mode, message }) => `${mode}: ${message}`);
}

/** Somebody comes back to the page. */
const comeTo = (page: Page) => page.evaluate(() => void dispatchEvent(new Event('focus')));

async function chooseMode(page: Page, mode: 'reply' | 'note') {
  await page.keyboard.press(mode === 'note' ? 'Alt+p' : 'Alt+l');
  await expect.poll(() => page.locator('[data-composer]').getAttribute('data-composer')).toBe(mode);
}

test('13: what was begun follows the agent to another browser, in both modes, and nobody else', async () => {
  const { id, conversation } = await makeThread(stage.desk, undefined, { name: 'Ida North' });
  const colleague = await makeUser(stage.desk.desk, stage.desk.account, 'administrator', 'Ben Brown');
  const office = await openThread(stage.browser, stage.desk, { id, search: SEARCH });
  await fieldOf(office.page).fill('For the customer');
  await chooseMode(office.page, 'note');
  await fieldOf(office.page).fill('For us');
  await expect.poll(() => atDesk(conversation)).toEqual(['reply: For the customer', 'note: For us']);
  const home = await openThread(stage.browser, stage.desk, { id, search: SEARCH });
  const others = await openThread(stage.browser, stage.desk, { id, search: SEARCH, user: colleague });
  await expect.poll(() => fieldOf(home.page).inputValue()).toBe('For the customer');
  await rowOf(home.page, 'Ida North').getByText('Draft').waitFor();
  await chooseMode(home.page, 'note');
  expect(await fieldOf(home.page).inputValue()).toBe('For us');
  // The newest wins, wherever it was written.
  await fieldOf(home.page).fill('For us alone');
  await expect.poll(() => atDesk(conversation)).toContain('note: For us alone');
  await comeTo(office.page);
  await expect.poll(() => fieldOf(office.page).inputValue()).toBe('For us alone');
  // What was sent is no draft any more, anywhere.
  await office.page.keyboard.press('Control+Enter');
  await expect.poll(() => atDesk(conversation)).toEqual(['reply: For the customer']);
  await comeTo(home.page);
  await expect.poll(() => fieldOf(home.page).inputValue()).toBe('');
  expect(await fieldOf(others.page).inputValue()).toBe('');
  expect(await rowOf(others.page, 'Ida North').getByText('Draft').count()).toBe(0);
  for (const { close } of [office, home, others]) await close();
});

test('13: of two texts that were written without a connection neither is lost', async () => {
  const { id, conversation } = await makeThread(stage.desk);
  const office = await openThread(stage.browser, stage.desk, { id });
  await fieldOf(office.page).fill('Dear ');
  await expect.poll(() => atDesk(conversation)).toEqual(['reply: Dear ']);
  const home = await openThread(stage.browser, stage.desk, { id });
  await expect.poll(() => fieldOf(home.page).inputValue()).toBe('Dear ');
  await office.context.setOffline(true);
  await fieldOf(office.page).fill('Dear Rui');
  await fieldOf(home.page).fill('Dear Mr Costa');
  await expect.poll(() => atDesk(conversation)).toEqual(['reply: Dear Mr Costa']);
  await office.context.setOffline(false);
  const both = 'Dear Mr Costa\n\nDear Rui';
  await expect.poll(() => fieldOf(office.page).inputValue()).toBe(both);
  await expect.poll(() => atDesk(conversation)).toEqual([`reply: ${both}`]);
  await comeTo(home.page);
  await expect.poll(() => fieldOf(home.page).inputValue()).toBe(both);
  for (const { close } of [office, home]) await close();
});

test('13: the last letters before a tab is closed are at the desk too', async () => {
  const { id, conversation } = await makeThread(stage.desk);
  const { page, close } = await openThread(stage.browser, stage.desk, { id });
  await fieldOf(page).fill('Just');
  await expect.poll(() => atDesk(conversation)).toEqual(['reply: Just']);
  await fieldOf(page).fill('Just in time');
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => atDesk(conversation)).toEqual(['reply: Just in time']);
  await close();
});

test('13: what was sent while its draft was on the way to the desk is no draft afterwards', async () => {
  const { id, conversation } = await makeThread(stage.desk);
  const { page, context, close } = await openThread(stage.browser, stage.desk, { id });
  let told = 0;
  await page.route(/\/own_draft$/, async (route) => {
    told += 1;
    // It arrives, and the answer is on the way for ever.
    if (told === 1) await route.fetch();
    else await route.continue();
  });
  await fieldOf(page).fill('Sent at once');
  await expect.poll(() => atDesk(conversation)).toEqual(['reply: Sent at once']);
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => saidIn(stage.desk, conversation)).toEqual(['reply: Sent at once']);
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
  const next = await context.newPage();
  const looked = next.waitForResponse(/\/own_drafts$/);
  await next.goto(`${stage.desk.url}/app/accounts/${stage.desk.account.account.id}/conversations/${id}`);
  await looked;
  await expect.poll(() => atDesk(conversation)).toEqual([]);
  expect(await fieldOf(next).inputValue()).toBe('');
  await close();
});
