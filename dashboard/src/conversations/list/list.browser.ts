import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeContact, makeConversation, makeMessage } from '../../../../server/test/factories.ts';
import { openDashboard, violationsOn } from '../../../../tools/browser/agents.ts';
import { openBrowser } from '../../../../tools/browser/chromium.ts';
import { type BrowserDesk, openBrowserDesk } from '../../../../tools/browser/desk.ts';
import type { Visit } from '../../../../tools/browser/visit.ts';

let browser: Browser;
let desk: BrowserDesk;
const visits: Visit[] = [];

beforeAll(async () => {
  browser = await openBrowser();
});
beforeEach(async () => {
  desk = await openBrowserDesk();
});
afterEach(async () => {
  for (const visit of visits.splice(0)) await visit.close();
  await desk.close();
});
afterAll(() => browser.close());

/** Conversations of contacts of these names, the last one active last. */
async function furnish(names: readonly string[], fields: Parameters<typeof makeConversation>[2] = {}) {
  const made = [];
  for (const name of names) {
    const { id: contact_id } = await makeContact(desk.account, { name });
    const conversation = await makeConversation(desk.account, desk.inbox, { contact_id, ...fields });
    await makeMessage(desk.agent.ctx, conversation, { content: `Hello ${name}` });
    // The desk's clock stands still, and the order is by the second.
    desk.desk.clock.advance(1000);
    made.push(conversation);
  }
  return made;
}

async function open(search = '?assignee_type=all', options = {}) {
  const path = `/accounts/${desk.account.account.id}/conversations${search}`;
  const visit = await openDashboard(browser, desk, desk.agent, { path, ...options });
  visits.push(visit);
  await visit.page.locator('[data-row]').first().waitFor();
  return visit.page;
}

const namesOn = (page: Page) =>
  page
    .locator('[data-row]')
    .evaluateAll((rows) => rows.map((row) => row.querySelector('a bdi')?.textContent));
const rowOf = (page: Page, name: string) => page.locator('[data-row]', { hasText: name });
const statusOf = async (display_id: number) =>
  (
    await desk.desk.services.database.pool.query('select status from conversations where display_id = $1', [
      display_id,
    ])
  ).rows[0]?.status;

test('J opens the next conversation, Alt+K the one before, and the address says which', async () => {
  const made = await furnish(['Eva', 'Rui', 'Lea']);
  const page = await open();
  await page.keyboard.press('j');
  await page.waitForURL(`**/conversations/${made[2]?.display_id}?**`);
  await page.keyboard.press('j');
  await page.waitForURL(`**/conversations/${made[1]?.display_id}?**`);
  await expect.poll(() => rowOf(page, 'Rui').locator('a').getAttribute('aria-current')).toBe('page');
  await page.keyboard.press('Alt+k');
  await page.waitForURL(`**/conversations/${made[2]?.display_id}?**`);
  await page.goBack();
  await page.waitForURL(`**/conversations/${made[1]?.display_id}?**`);
});

test('keys pressed quickly one after the other go as many rows down, and each row is marked at once', async () => {
  const made = await furnish(['Eva', 'Rui', 'Lea', 'Ida', 'Max']);
  const page = await open();
  const marked = await page.evaluate(async () => {
    const names: (string | null | undefined)[] = [];
    for (let press = 0; press < 4; press += 1) {
      const key = { key: 'j', code: 'KeyJ', bubbles: true, cancelable: true };
      document.body.dispatchEvent(new KeyboardEvent('keydown', key));
      await new Promise(requestAnimationFrame);
      names.push(document.querySelector('[data-row] a[aria-current] bdi')?.textContent);
    }
    return names;
  });
  expect(marked).toEqual(['Max', 'Ida', 'Lea', 'Rui']);
  await page.waitForURL(`**/conversations/${made[1]?.display_id}?**`);
});

test('the row that a key opens is in sight, however far down it is', async () => {
  await furnish(Array.from({ length: 16 }, (_, number) => `Customer ${number}`));
  const page = await open();
  for (let place = 15; place >= 0; place -= 1) {
    await page.keyboard.press('j');
    await page.locator('[data-thread] article', { hasText: `Hello Customer ${place}` }).waitFor();
    const isInSight = () =>
      page.locator('[data-row]:has([aria-current])').evaluate((row) => {
        const list = row.closest('.overflow-y-auto')?.getBoundingClientRect();
        const { top, bottom } = row.getBoundingClientRect();
        return list !== undefined && top >= list.top - 1 && bottom <= list.bottom + 1;
      });
    await expect.poll(isInSight).toBe(true);
  }
});

test('a window that is higher than a page of rows reads on without being scrolled', async () => {
  await furnish(Array.from({ length: 40 }, (_, number) => `Customer ${number}`));
  const page = await open(undefined, { viewport: { width: 1280, height: 4000 } });
  await expect.poll(async () => (await namesOn(page)).length).toBe(40);
});

test('a page of which every row is there already does not end the list', async () => {
  await furnish(Array.from({ length: 60 }, (_, number) => `Customer ${number}`));
  let first: unknown;
  const page = await open(undefined, {
    prepare: ({ page: opened }: Visit) =>
      opened.route(/\/conversations\?.*page=[12]\b/, async (route) => {
        if (route.request().url().includes('page=2') && first) return await route.fulfill({ json: first });
        const response = await route.fetch();
        first ??= await response.json();
        await route.fulfill({ response });
      }),
  });
  await page.getByRole('link', { name: /Customer 59/ }).focus();
  await expect
    .poll(async () => {
      await page.keyboard.press('End');
      return (await namesOn(page)).at(-1);
    })
    .toBe('Customer 0');
});

test('what is resolved leaves the list of open ones at once, and undo brings it back', async () => {
  const [first] = await furnish(['Eva', 'Rui']);
  const page = await open();
  await rowOf(page, 'Eva').locator('a').click();
  await page.locator('[data-composer]').waitFor();
  await page.keyboard.press('Alt+e');
  await expect.poll(() => rowOf(page, 'Eva').count()).toBe(0);
  await expect.poll(() => statusOf(first?.display_id ?? 0)).toBe('resolved');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => rowOf(page, 'Eva').count()).toBe(1);
  await expect.poll(() => statusOf(first?.display_id ?? 0)).toBe('open');
});

test('what can be done is judged anew with each change: the button that resolved reopens', async () => {
  const [first] = await furnish(['Eva', 'Rui']);
  const page = await open('?assignee_type=all&status=all');
  await rowOf(page, 'Eva').locator('a').click();
  const conversation = page.getByRole('region', { name: 'Conversation', exact: true });
  await conversation.getByRole('button', { name: 'Resolve' }).click();
  await conversation.getByRole('button', { name: 'Reopen' }).click();
  await expect.poll(() => statusOf(first?.display_id ?? 0)).toBe('open');
  await conversation.getByRole('button', { name: 'Resolve' }).click();
  await expect.poll(() => statusOf(first?.display_id ?? 0)).toBe('resolved');
  // Another one is open, of which the same is asked again.
  await rowOf(page, 'Rui').locator('a').click();
  await conversation.getByRole('button', { name: 'Resolve' }).click();
  await conversation.getByRole('button', { name: 'Reopen' }).waitFor();
});

test('of two changes close together the desk has the last one, however slow the first one is', async () => {
  const [first] = await furnish(['Eva']);
  const page = await open('?assignee_type=all&status=all');
  await rowOf(page, 'Eva').locator('a').click();
  let asked = 0;
  const answered: string[] = [];
  await page.route('**/toggle_status', async (route) => {
    asked += 1;
    if (asked === 1) await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  page.on('requestfinished', (request) => {
    if (request.url().endsWith('/toggle_status')) answered.push(request.postData() ?? '');
  });
  const conversation = page.getByRole('region', { name: 'Conversation', exact: true });
  await conversation.getByRole('button', { name: 'Resolve' }).click();
  await conversation.getByRole('button', { name: 'Reopen' }).click();
  await expect.poll(() => answered.length).toBe(2);
  expect(answered.map((body) => JSON.parse(body).status)).toEqual(['resolved', 'open']);
  expect(await statusOf(first?.display_id ?? 0)).toBe('open');
});

test('several are resolved together, with one undo for all of them', async () => {
  const made = await furnish(['Eva', 'Rui', 'Lea', 'Ida']);
  const page = await open();
  await rowOf(page, 'Ida').hover();
  await rowOf(page, 'Ida').getByRole('checkbox').click();
  await page.keyboard.press('Shift+j');
  await page.keyboard.press('Shift+j');
  await expect.poll(() => page.getByRole('checkbox', { checked: true }).count()).toBe(3);
  await page.keyboard.press('e');
  await expect.poll(() => page.locator('[data-row]').count()).toBe(1);
  const statuses = () => Promise.all(made.map(({ display_id }) => statusOf(display_id)));
  await expect.poll(statuses).toEqual(['open', 'resolved', 'resolved', 'resolved']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => page.locator('[data-row]').count()).toBe(4);
  await expect.poll(statuses).toEqual(['open', 'open', 'open', 'open']);
});

test('a row that comes to life moves up, but not from under the pointer', async () => {
  const made = await furnish(['Eva', 'Rui', 'Lea']);
  const page = await open();
  await expect.poll(() => namesOn(page)).toEqual(['Lea', 'Rui', 'Eva']);
  await rowOf(page, 'Rui').hover();
  const [eva] = made;
  if (eva) await makeMessage(desk.agent.ctx, eva, { content: 'Once more' });
  await rowOf(page, 'Once more').waitFor();
  expect(await namesOn(page)).toEqual(['Eva', 'Rui', 'Lea']);
  await page.mouse.move(900, 300);
  await expect.poll(() => namesOn(page)).toEqual(['Eva', 'Lea', 'Rui']);
});

test('filters stand in the address, and Back takes them away', async () => {
  await furnish(['Eva']);
  await furnish(['Rui'], { status: 'pending' });
  const page = await open();
  await page.getByRole('button', { name: 'Status: Open' }).click();
  await page.getByRole('menuitemradio', { name: 'Pending' }).click();
  await page.waitForURL('**status=pending**');
  await expect.poll(() => namesOn(page)).toEqual(['Rui']);
  await page.goBack();
  await expect.poll(() => namesOn(page)).toEqual(['Eva']);
});

test('it is snoozed until a moment in plain words', async () => {
  const [eva] = await furnish(['Eva']);
  const page = await open();
  await page.keyboard.press('j');
  await page.locator('[data-composer]').waitFor();
  await page.locator('main').focus();
  await page.keyboard.press('s');
  await page.getByRole('dialog').getByRole('combobox').fill('in 3 hours');
  await page.keyboard.press('Enter');
  await expect.poll(() => statusOf(eva?.display_id ?? 0)).toBe('snoozed');
});

test.each(['light', 'dark'] as const)('nothing is wrong with the list in %s', async (colorScheme) => {
  await furnish(['Eva', 'Rui']);
  const page = await open('?assignee_type=all', { colorScheme });
  await page.keyboard.press('Shift+x');
  expect(await violationsOn(page)).toEqual([]);
});

test('one column at a time fits in 320 pixels, and leads back', async () => {
  await furnish(['Eva']);
  const page = await open('?assignee_type=all', { viewport: { width: 320, height: 640 } });
  await rowOf(page, 'Eva').locator('a').click();
  await page.locator('[data-composer]').waitFor();
  expect(await rowOf(page, 'Eva').isVisible()).toBe(false);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await page.goBack();
  await rowOf(page, 'Eva').waitFor();
});
