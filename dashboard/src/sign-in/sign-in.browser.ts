import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeSsoUrl } from '../../../server/src/features/accounts/sso.ts';
import { PASSWORD } from '../../../server/test/harness.ts';
import { openDashboard, violationsOn } from '../../../tools/browser/agents.ts';
import { openBrowser } from '../../../tools/browser/chromium.ts';
import { type BrowserDesk, openBrowserDesk } from '../../../tools/browser/desk.ts';
import { visit } from '../../../tools/browser/visit.ts';

let browser: Browser;
let desk: BrowserDesk;

beforeAll(async () => {
  browser = await openBrowser();
  desk = await openBrowserDesk({ environment: { ENABLE_SIGNUP: 'true' } });
});

afterAll(async () => {
  await browser.close();
  await desk.close();
});

const headingOf = (page: Page) => page.getByRole('heading', { level: 1 });

/** Waits for what stands around every page of an account. */
const arrival = (page: Page) => page.getByRole('navigation', { name: 'Main' }).waitFor();

test('an agent signs in by keys alone and is led to where the link pointed', async () => {
  const { page, complaints, close } = await visit(
    browser,
    `${desk.url}/app/accounts/${desk.account.account.id}/profile/settings`,
  );
  await page.getByLabel('E-mail').waitFor();
  expect(new URL(page.url()).pathname).toBe('/app/login');
  await page.keyboard.type(desk.agent.email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await headingOf(page).filter({ hasText: 'Profile' }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/app/accounts/${desk.account.account.id}/profile/settings`);
  expect(complaints).toEqual([]);
  await close();
});

test('what is missing is said beside its field, which gets the focus', async () => {
  const { page, close } = await visit(browser, `${desk.url}/app/login`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  const email = page.getByLabel('E-mail');
  expect(await email.getAttribute('aria-invalid')).toBe('true');
  expect(await email.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.getByText('Enter your password.').waitFor();
  await close();
});

test('a wrong password is refused in the words of the desk, and what was typed stays', async () => {
  const { page, close } = await visit(browser, `${desk.url}/app/login`);
  await page.getByLabel('E-mail').fill(desk.agent.email);
  await page.getByLabel('Password').fill('Wrong-Horse-1');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  expect(await page.getByLabel('E-mail').inputValue()).toBe(desk.agent.email);
  await close();
});

test('a link of a platform app signs in once; used again it says so and leaves no token behind', async () => {
  const link = await makeSsoUrl(desk.account, desk.agent);
  const first = await visit(browser, link);
  await arrival(first.page);
  expect(first.page.url()).not.toContain('sso_auth_token');
  await first.close();
  const second = await visit(browser, link);
  await second.page.getByRole('alert').filter({ hasText: 'This link has been used' }).waitFor();
  await expect.poll(() => second.page.url()).not.toContain('sso_auth_token');
  await second.close();
});

test('an address of another site is not led to after signing in', async () => {
  const { page, close } = await visit(
    browser,
    `${desk.url}/app/login?next=${encodeURIComponent('//elsewhere.example')}`,
  );
  await page.getByLabel('E-mail').fill(desk.agent.email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await arrival(page);
  expect(page.url().startsWith(desk.url)).toBe(true);
  await close();
});

test('a session that the desk ended leads to signing in, and says why', async () => {
  const { page, close } = await openDashboard(browser, desk, desk.agent);
  await arrival(page);
  const kept = await page.evaluate(() => localStorage.getItem('porchlight.session'));
  // Away from the dashboard, so that it hears of the end only when it comes back.
  await page.goto(`${desk.url}/api`);
  await desk.desk.app.inject({ method: 'DELETE', url: '/auth/sign_out', headers: JSON.parse(kept ?? '{}') });
  // Whatever the page asks next is refused: here who is signed in, behind what was kept of it.
  await page.goto(`${desk.url}/app`);
  await page.getByText('Your session has ended. Sign in again to go on.').waitFor();
  expect(new URL(page.url()).pathname).toBe('/app/login');
  await close();
});

test('a new account is made where the desk lets people, and opens', async () => {
  const { page, close } = await visit(browser, `${desk.url}/app/login`);
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByLabel('Your name').fill('Eva Duarte');
  await page.getByLabel('Name of your organisation').fill('Globex');
  await page.getByLabel('E-mail').fill('eva@example.com');
  await page.getByLabel('Password').fill('weak');
  await page.keyboard.press('Enter');
  await page.getByText('This password does not meet the rules above.').waitFor();
  await page.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await arrival(page);
  await page.getByRole('button', { name: /Eva Duarte/ }).waitFor();
  await close();
});

const PAGES = [
  'login',
  'auth/reset/password',
  'auth/password/edit?reset_password_token=x',
  'auth/confirmation?confirmation_token=x',
  'auth/signup',
];

test.each(PAGES.flatMap((path) => (['light', 'dark', 'rtl'] as const).map((look) => ({ path, look }))))(
  'axe finds nothing wrong on /app/$path, $look, and it fits 320 px',
  async ({ path, look }) => {
    const address = new URL(`/app/${path}`, desk.url);
    if (look === 'rtl') address.searchParams.set('locale', 'he');
    const { page, complaints, close } = await visit(browser, address.href, {
      colorScheme: look === 'dark' ? 'dark' : 'light',
      viewport: { width: 320, height: 640 },
    });
    await headingOf(page).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await page.evaluate(() => document.documentElement.dir)).toBe(look === 'rtl' ? 'rtl' : 'ltr');
    expect(complaints).toEqual([]);
    await close();
  },
);
