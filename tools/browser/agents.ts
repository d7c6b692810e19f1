import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { PASSWORD, type TestUser } from '../../server/test/harness.ts';
import type { BrowserDesk } from './desk.ts';
import { type Visit, visit } from './visit.ts';

interface DashboardOptions extends BrowserContextOptions {
  /** Below `/app`. */
  path?: string;
  /** Called before anything is loaded. */
  prepare?(visit: Visit): Promise<unknown>;
}

/** Opens the dashboard as this user, signed in without the form. */
export async function openDashboard(
  browser: Browser,
  { desk, url }: Pick<BrowserDesk, 'desk' | 'url'>,
  user: TestUser,
  { path = '', prepare, ...options }: DashboardOptions = {},
): Promise<Visit> {
  // A page asks for what has happened since the time that answers name, which is not that of a test's clock.
  const behind_ms = Date.now() - desk.clock.now().getTime();
  if (behind_ms > 0) desk.clock.advance(behind_ms);
  const answer = await desk.app.inject({
    method: 'POST',
    url: '/auth/sign_in',
    payload: { email: user.email, password: PASSWORD },
  });
  const session = Object.fromEntries(
    ['access-token', 'client', 'uid'].map((name) => [name, String(answer.headers[name])]),
  );
  const before = async (opened: Visit) => {
    await opened.context.addInitScript((kept) => {
      if (!sessionStorage.getItem('was-here')) localStorage.setItem('porchlight.session', kept);
      sessionStorage.setItem('was-here', 'yes');
    }, JSON.stringify(session));
    await prepare?.(opened);
  };
  return await visit(browser, `${url}/app${path}`, {
    viewport: { width: 1280, height: 800 },
    ...options,
    before,
  });
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds wrong with the page as it is shown now, by WCAG 2.2 A and AA: a line for each element. */
export async function violationsOn(page: Page): Promise<string[]> {
  // What is still appearing has not the colours yet that it will have.
  await page.evaluate(async () => {
    const isPassing = ({ effect }: Animation) =>
      effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY;
    await Promise.allSettled(
      document
        .getAnimations()
        .filter(isPassing)
        .map(({ finished }) => finished),
    );
  });
  const session = await page.context().newCDPSession(page);
  // By the debugger: the policy of the page allows no code from elsewhere.
  await session.send('Runtime.evaluate', { expression: axe.source });
  const { result } = await session.send('Runtime.evaluate', {
    expression: `axe.run(document, { runOnly: ${JSON.stringify(RULES)} }).then(({ violations, passes }) =>
      JSON.stringify({ passed: passes.length, lines: violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html }) => id + ': ' + html.slice(0, 200))) }))`,
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  const { passed, lines } = JSON.parse(String(result.value));
  if (passed === 0) throw new Error('axe found nothing to look at');
  return lines;
}
