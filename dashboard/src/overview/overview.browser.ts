import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  bringOnline,
  makeContact,
  makeConversation,
  makeMessage,
  makeTeam,
} from '../../../server/test/factories.ts';
import { makeInbox, makeUser } from '../../../server/test/harness.ts';
import { openDashboard, violationsOn } from '../../../tools/browser/agents.ts';
import { openBrowser } from '../../../tools/browser/chromium.ts';
import { type BrowserDesk, openBrowserDesk } from '../../../tools/browser/desk.ts';
import type { Visit } from '../../../tools/browser/visit.ts';

let browser: Browser;
let desk: BrowserDesk;
let root: string;
const visits: Visit[] = [];

beforeAll(async () => {
  browser = await openBrowser();
});
beforeEach(async () => {
  // Who comes is to wait for somebody to take them.
  desk = await openBrowserDesk({ inbox: { enable_auto_assignment: false } });
  root = `/accounts/${desk.account.account.id}`;
});
afterEach(async () => {
  for (const visit of visits.splice(0)) await visit.close();
  await desk.close();
});
afterAll(() => browser?.close());

/** A customer who wrote, and waits since. */
async function ask(name: string, fields: object = {}, inbox = desk.inbox) {
  const { id: contact_id } = await makeContact(desk.account, { name });
  const conversation = await makeConversation(desk.account, inbox, { contact_id, ...fields });
  // The desk's clock stands still, and the order is by the second.
  desk.desk.clock.advance(60_000);
  return conversation;
}

async function furnish() {
  const ben = await makeUser(desk.desk, desk.account, 'agent', 'Ben Brown');
  await makeUser(desk.desk, desk.account, 'agent', 'Cleo Costa');
  await bringOnline(desk.account, ben);
  const other = await makeInbox(desk.account, { name: 'Wholesale', members: [desk.agent] });
  const team = await makeTeam(desk.account, 'billing');
  const eva = await ask('Eva Lindqvist');
  await ask('Rui Costa', { assignee_id: ben.id });
  await ask('Ida Berg', { team_id: team.id }, other);
  await ask('Lea Klein', { status: 'pending' });
  await ask('Noa Levi', { status: 'snoozed' });
  const answered = await ask('Tom Hale', { assignee_id: ben.id });
  await makeMessage(desk.agent.ctx, answered, { content: 'It is on its way.' });
  return { ben, eva, other, team };
}

async function open(search = '', options: Parameters<typeof openDashboard>[3] = {}) {
  const path = `${root}/reports/overview${search}`;
  const visit = await openDashboard(browser, desk, desk.agent, { ...options, path });
  visits.push(visit);
  await visit.page.locator('[data-tile=open]').waitFor();
  return visit;
}

const TILES = ['open', 'unattended', 'unassigned', 'pending', 'snoozed', 'online'];

/** The numbers of the tiles, in their order. */
const numbersOn = (page: Page) =>
  Promise.all(
    TILES.map(async (name) =>
      Number(await page.locator(`[data-tile=${name}] > :nth-child(2)`).textContent()),
    ),
  );
const waitingOn = (page: Page) => page.locator('[data-waiting] bdi.font-medium').allTextContents();

async function shoot(page: Page, name: string) {
  const { SHOTS } = process.env;
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/overview-${name}.png`, fullPage: true });
}

test('it counts what the desk counts, and lists who waits longest and who is there', async () => {
  const { ben, eva } = await furnish();
  const { page, complaints } = await open();
  await expect.poll(() => numbersOn(page)).toEqual([4, 3, 2, 1, 1, 2]);
  const rows = page.locator('[data-waiting]');
  await expect.poll(() => rows.count()).toBe(3);
  expect(await rows.first().textContent()).toContain('Eva Lindqvist');
  expect(await rows.first().textContent()).toContain('Shop');
  expect(await rows.first().textContent()).toContain('Unassigned');
  expect(await rows.nth(1).textContent()).toContain('Ben Brown');
  const agent = page.locator(`[data-agent="${ben.id}"]`);
  await agent.getByText('2 open').waitFor();
  expect(await agent.textContent()).toContain('Online');
  await page.getByText(/^As of /).waitFor();
  await rows.first().click();
  await page.waitForURL(`**/conversations/${eva.display_id}?**`);
  expect(complaints).toEqual([]);
});

test('it follows what happens: who is answered leaves, who comes is counted', async () => {
  const { eva } = await furnish();
  const { page } = await open();
  await expect.poll(() => numbersOn(page)).toEqual([4, 3, 2, 1, 1, 2]);
  await page.waitForTimeout(500);
  await makeMessage(desk.agent.ctx, eva, { content: 'Here I am.' });
  await expect.poll(() => page.locator('[data-waiting]').first().textContent()).toContain('Rui Costa');
  await ask('New Customer');
  await expect.poll(() => numbersOn(page), { timeout: 30_000 }).toEqual([4 + 1, 3, 3, 1, 1, 2]);
  await expect.poll(() => waitingOn(page)).toContain('New Customer');
});

test('much that happens is no reason to ask all the time', async () => {
  await furnish();
  const { page } = await open();
  await expect.poll(() => numbersOn(page)).toEqual([4, 3, 2, 1, 1, 2]);
  let asked = 0;
  page.on('request', (request) => {
    if (request.url().includes('sort_by=waiting_since_asc')) asked += 1;
  });
  for (let at = 0; at < 5; at += 1) {
    await ask(`Customer ${at}`);
    await page.waitForTimeout(1500);
  }
  expect(asked).toBeLessThanOrEqual(1);
});

test('an inbox and a team narrow it, and stand in the address', async () => {
  const { other, team } = await furnish();
  const { page } = await open();
  await page.getByRole('combobox', { name: 'Inbox' }).selectOption(String(other.id));
  await expect.poll(() => numbersOn(page)).toEqual([1, 1, 1, 0, 0, 2]);
  expect(await waitingOn(page)).toEqual(['Ida Berg']);
  expect(new URL(page.url()).searchParams.get('inbox_id')).toBe(String(other.id));
  await page.getByRole('combobox', { name: 'Inbox' }).selectOption('');
  await page.getByRole('combobox', { name: 'Team' }).selectOption(String(team.id));
  await expect.poll(() => numbersOn(page)).toEqual([1, 1, 1, 0, 0, 2]);
  await page.reload();
  await expect.poll(() => numbersOn(page)).toEqual([1, 1, 1, 0, 0, 2]);
  await page.locator('[data-tile=unassigned]').click();
  await page.waitForURL(`**/conversations?**team_id=${team.id}**`);
});

test('keys lead here, and what cannot be read is said with the way to try again', async () => {
  await furnish();
  const { page } = await open();
  await page.waitForLoadState('networkidle');
  await page.route(/conversations\/meta/, (route) =>
    route.fulfill({ status: 422, json: { error: 'Not now.' } }),
  );
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.getByText('These numbers could not be refreshed: Not now.').waitFor();
  expect(await numbersOn(page)).toEqual([4, 3, 2, 1, 1, 2]);
  await page.reload();
  await page.getByText('Not now.').waitFor();
  await page.unroute(/conversations\/meta/);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => numbersOn(page)).toEqual([4, 3, 2, 1, 1, 2]);
  await page.keyboard.press('Alt+c');
  await page.waitForURL('**/conversations**');
  await page.keyboard.press('Alt+r');
  await page.waitForURL('**/reports/overview');
});

test('a desk without anything to do says so', async () => {
  const { page } = await open();
  await page.getByText('Nobody is waiting').waitFor();
  expect((await numbersOn(page)).slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
  expect(await violationsOn(page)).toEqual([]);
});

test.each(['light', 'dark', 'rtl', 'narrow'] as const)('axe finds nothing wrong, %s', async (look) => {
  await furnish();
  const { page, complaints } = await open(look === 'rtl' ? '?locale=ar' : '', {
    colorScheme: look === 'dark' ? 'dark' : 'light',
    viewport: look === 'narrow' ? { width: 390, height: 844 } : { width: 1440, height: 900 },
  });
  await expect.poll(() => page.locator('[data-waiting]').count()).toBe(3);
  await page.waitForLoadState('networkidle');
  await shoot(page, look);
  expect(await violationsOn(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(
    look === 'narrow' ? 390 : 1440,
  );
  expect(complaints).toEqual([]);
});
