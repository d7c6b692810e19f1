import { generate } from 'otplib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, makeUser, PASSWORD, type TestUser } from '../../../server/test/harness.ts';
import { readToken, WITH_MAIL } from '../../../server/test/mails.ts';
import { openDashboard, violationsOn } from '../../../tools/browser/agents.ts';
import { openBrowser } from '../../../tools/browser/chromium.ts';
import { type BrowserDesk, openBrowserDesk } from '../../../tools/browser/desk.ts';
import { visit } from '../../../tools/browser/visit.ts';

let browser: Browser;
let desk: BrowserDesk;

beforeAll(async () => {
  browser = await openBrowser();
  desk = await openBrowserDesk({ environment: WITH_MAIL });
});

afterAll(async () => {
  await browser?.close();
  await desk?.close();
});

const STEP_MS = 30_000;
const NEW_PASSWORD = 'Correct-Horse-2';

/** Waits for what stands around every page of an account. */
const arrival = (page: Page) => page.getByRole('navigation', { name: 'Main' }).waitFor();

async function shoot(page: Page, name: string) {
  const { SHOTS } = process.env;
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png` });
}

/** The code that an app shows now; each counts once, so the clock of the desk goes on. */
async function codeOf(secret: string): Promise<string> {
  desk.desk.clock.advance(STEP_MS);
  return await generate({ secret, epoch: Math.floor(desk.desk.clock.now().getTime() / 1000) });
}

/** Somebody who has a second factor. */
async function withFactor(): Promise<TestUser> {
  const user = await makeUser(desk.desk, desk.account, 'agent', 'Eva Duarte');
  const { token } = user;
  const { body } = await ask(desk.desk, 'POST', '/api/v1/profile/mfa', { token });
  const otp_code = await codeOf(body.secret);
  await ask(desk.desk, 'POST', '/api/v1/profile/mfa/verify', { token, body: { otp_code } });
  return user;
}

async function signInAs(page: Page, email: string) {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
}

test('whoever set up a second factor signs in with a code of the app, or a backup code once', async () => {
  const user = await makeUser(desk.desk, desk.account, 'agent', 'Eva Duarte');
  const path = `/accounts/${desk.account.account.id}/profile/settings`;
  const profile = await openDashboard(browser, desk, user, { path });
  const window = profile.page.getByRole('dialog');
  await profile.page.getByRole('button', { name: 'Set up' }).click();
  await window.getByRole('button', { name: 'Show: Key' }).click();
  await window.getByRole('button', { name: 'Hide: Key' }).waitFor();
  const secret = (await window.locator('code').textContent()) ?? '';
  await window.getByLabel('Code', { exact: true }).fill('000000');
  await profile.page.keyboard.press('Enter');
  await expect
    .poll(() => window.getByRole('alert').or(window.locator('[aria-invalid=true]')).count())
    .toBe(1);
  await window.getByLabel('Code', { exact: true }).fill(await codeOf(secret));
  await profile.page.keyboard.press('Enter');
  await profile.page.getByText('Keep these backup codes').waitFor();
  expect(await violationsOn(profile.page)).toEqual([]);
  await shoot(profile.page, 'backup-codes');
  const [backup_code = ''] = await profile.page.locator('ul.font-mono li').allTextContents();
  await profile.close();

  for (const [code, isRight] of [
    ['000000', false],
    [await codeOf(secret), true],
    [backup_code, true],
    [backup_code, false],
  ] as const) {
    const { page, close } = await visit(browser, `${desk.url}/app/login`);
    await signInAs(page, user.email);
    await page.getByLabel('Code').fill(code);
    await page.keyboard.press('Enter');
    await (isRight ? arrival(page) : page.getByRole('alert').waitFor());
    await close();
  }
});

test.each(['light', 'dark', 'rtl'] as const)(
  'axe finds nothing wrong where a code is asked for, %s',
  async (look) => {
    const { page, complaints, close } = await visit(
      browser,
      `${desk.url}/app/login${look === 'rtl' ? '?locale=ar' : ''}`,
      { colorScheme: look === 'dark' ? 'dark' : 'light', viewport: { width: 390, height: 844 } },
    );
    const { email } = await withFactor();
    await page.locator('[name=email]').fill(email);
    await page.locator('[name=password]').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.locator('[name=code]').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await shoot(page, `code-${look}`);
    expect(complaints).toEqual([]);
    await close();
  },
);

test('a forgotten password is replaced by the link in the mail, which works once', async () => {
  const { email } = await makeUser(desk.desk, desk.account, 'agent', 'Rui Costa');
  const { page, complaints, close } = await visit(browser, `${desk.url}/app/login`);
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await page.getByLabel('E-mail').fill(email);
  await page.keyboard.press('Enter');
  await page.getByText('a mail with the link is on its way').waitFor();
  const link = `${desk.url}/app/auth/password/edit?reset_password_token=${await readToken(desk.desk, email)}`;
  await page.goto(link);
  await page.getByLabel('New password').fill(NEW_PASSWORD);
  await page.getByLabel('The same once more').fill('Correct-Horse-3');
  await page.keyboard.press('Enter');
  await page.getByText('The two do not match.').waitFor();
  await page.getByLabel('The same once more').fill(NEW_PASSWORD);
  await page.keyboard.press('Enter');
  await arrival(page);
  expect(complaints).toEqual([]);
  await close();
  const again = await visit(browser, link);
  await again.page.getByLabel('New password').fill(NEW_PASSWORD);
  await again.page.getByLabel('The same once more').fill(NEW_PASSWORD);
  await again.page.keyboard.press('Enter');
  await again.page.getByRole('alert').waitFor();
  await again.close();
});
