import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDashboard } from '../../../tools/browser/agents.ts';
import { openBrowser } from '../../../tools/browser/chromium.ts';
import { type BrowserDesk, openBrowserDesk } from '../../../tools/browser/desk.ts';

let browser: Browser;
let desk: BrowserDesk;

beforeAll(async () => {
  browser = await openBrowser();
  desk = await openBrowserDesk();
});
afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

test.each([
  ['inbox/1/conversations', '/conversations', { inbox_id: '1' }],
  ['label/f%C3%BCr-sp%C3%A4ter', '/conversations', { label: 'für-später' }],
  ['mentions/conversations', '/conversations', { conversation_type: 'mention' }],
  ['settings/agents/list', '/settings/agents', {}],
])('the bookmark %s from Chatwoot leads to its page', async (bookmark, address, query) => {
  const { account } = desk.account;
  const { page, close } = await openDashboard(browser, desk, desk.agent, {
    path: `/accounts/${account.id}/${bookmark}`,
  });
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  const { pathname, searchParams } = new URL(page.url());
  expect(pathname).toBe(`/app/accounts/${account.id}${address}`);
  expect(Object.fromEntries(searchParams)).toEqual(query);
  await close();
});

test('an address that leads nowhere says so and leads back', async () => {
  const { page, close } = await openDashboard(browser, desk, desk.agent, {
    path: `/accounts/${desk.account.account.id}/nowhere`,
  });
  await page.getByText('There is no such page, or you may not see it.').waitFor();
  await page.getByRole('link', { name: 'Go to the start' }).click();
  await page.waitForURL(/\/conversations/);
  await close();
});
