import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { openDashboard } from '../agents.ts';
import type { Visit } from '../visit.ts';
import type { FurnishedDesk } from './furnish.ts';
import { sayIn } from './saying.ts';
import { allScreens, type Here, type Screen } from './screens.ts';

export const WIDE = { width: 1280, height: 800 };

interface WalkOptions extends BrowserContextOptions {
  /** The language of the pages. */
  language: string;
  /** Which screens; all of them when it is left out. */
  only?(screen: Screen): boolean;
}

/** What is done on each screen. */
type Look = (page: Page, screen: Screen) => Promise<void>;

export const nameOf = ({ path, over }: Screen) => (over === undefined ? path : `${path} ${over}`);

/**
 * Goes over all screens in one window, as an administrator does who follows links, and calls `look` on each once
 * nothing is on its way any more. Answers what the pages wrote on the console as errors.
 */
export async function walk(
  browser: Browser,
  furnished: FurnishedDesk,
  { language, only = () => true, ...options }: WalkOptions,
  look: Look,
): Promise<string[]> {
  const { desk, admin } = furnished;
  const root = `/accounts/${desk.account.account.id}`;
  const opened = await openDashboard(browser, desk, admin, {
    viewport: WIDE,
    reducedMotion: 'reduce',
    ...options,
    path: `${root}/conversations?assignee_type=all&locale=${language}`,
  });
  await isAtRest(opened.page);
  const here = hereIn(opened.page, language);
  const isQuiet = watchRequests(opened);
  for (const screen of allScreens(furnished).filter(only)) {
    await goTo(opened.page, `/app${root}${screen.path}`);
    await isQuiet();
    await screen.open?.(here);
    if (screen.open) await isOpen(opened.page, screen);
    await isQuiet();
    await look(opened.page, screen);
    await closeLayers(opened.page);
  }
  await opened.close();
  // Some of the screens are about what there is not, which browsers write down as an error.
  return opened.complaints.filter((line) => !line.includes('404'));
}

function hereIn(page: Page, language: string): Here {
  const say = sayIn(language);
  return {
    page,
    say,
    press: (key, values) =>
      page
        .getByRole('button', { name: say(key, values), exact: true })
        .first()
        .click(),
    choose: (key) =>
      page
        .getByRole('menuitem', { name: say(key) })
        .first()
        .click(),
  };
}

const LAYERS = '[role=dialog],[role=alertdialog],[role=menu]';

async function isOpen(page: Page, { opener, over }: Screen) {
  if (opener) await page.getByRole('dialog').first().waitFor();
  else if (over?.includes('.')) await page.locator(LAYERS).first().waitFor();
}

/** As following a link does it: nothing is loaded anew. Ends when the pages have come to rest there. */
async function goTo(page: Page, address: string) {
  await page.evaluate((to) => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    if (location.pathname + location.search !== to) history.pushState({}, '', to);
  }, address);
  await isAtRest(page);
}

/** Ends when the page of the address is the one that is shown. */
const isAtRest = (page: Page) =>
  page.waitForFunction(() => {
    const { state, latestLocation } = (window as unknown as WithRouter).__TSR_ROUTER__ ?? {};
    return (
      state?.status === 'idle' &&
      state.resolvedLocation?.href === latestLocation?.href &&
      location.pathname === `/app${latestLocation?.pathname}`
    );
  });

/** The router of the pages, as it shows itself to tools. */
interface WithRouter {
  __TSR_ROUTER__?: {
    state: { status: string; resolvedLocation?: { href: string } };
    latestLocation: { href: string; pathname: string };
  };
}

async function closeLayers(page: Page) {
  for (let left = 3; left > 0 && (await page.locator(LAYERS).count()) > 0; left -= 1) {
    await page.keyboard.press('Escape');
    await page.waitForTimeout(50);
  }
  await page.locator(LAYERS).first().waitFor({ state: 'detached' });
}

const QUIET_MS = 60;

/** Answers what waits until nothing is asked for any more, nothing moves, and all is drawn. */
function watchRequests({ context, page }: Visit): () => Promise<void> {
  const asked = new Set<unknown>();
  let changed_at = performance.now();
  const note = (change: () => void) => {
    change();
    changed_at = performance.now();
  };
  context.on('request', (request) => note(() => asked.add(request)));
  context.on('requestfinished', (request) => note(() => asked.delete(request)));
  context.on('requestfailed', (request) => note(() => asked.delete(request)));
  return async () => {
    await expect
      .poll(() => asked.size === 0 && performance.now() - changed_at > QUIET_MS, { interval: 20 })
      .toBe(true);
    await page.evaluate(async () => {
      const moving = document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations === 1);
      await Promise.allSettled(moving.map(({ finished }) => finished));
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    });
  };
}
