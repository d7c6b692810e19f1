import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WITH_MAIL } from '../../../server/test/mails.ts';
import { openDashboard, violationsOn } from '../../../tools/browser/agents.ts';
import { openBrowser } from '../../../tools/browser/chromium.ts';
import { rawTextsOn } from '../../../tools/browser/texts.ts';
import {
  type FurnishedDesk,
  GIVEN_NAMES,
  openFurnishedDesk,
  SAID,
} from '../../../tools/browser/walk/furnish.ts';
import {
  cutOff,
  smallTargets,
  unmirrored,
  unsaidShortcuts,
  withoutFocusMark,
} from '../../../tools/browser/walk/measures.ts';
import { sayIn } from '../../../tools/browser/walk/saying.ts';
import type { Screen } from '../../../tools/browser/walk/screens.ts';
import { nameOf, WIDE, walk } from '../../../tools/browser/walk/walk.ts';
import { languages } from '../words/locales.ts';

/* The requirements about quality, each test named by the number of its own, over all screens that there are. */

let browser: Browser;
let furnished: FurnishedDesk;

beforeAll(async () => {
  [browser, furnished] = await Promise.all([openBrowser(), openFurnishedDesk(WITH_MAIL)]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await furnished?.desk.close();
});

/** What was found wrong on each screen. */
type Findings = Record<string, readonly string[]>;

/** Does it when it is asked for first, and answers the same from then on. */
function once<Result>(make: () => Promise<Result>): () => Promise<Result> {
  let made: Promise<Result> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** A place for each of these, where screens with findings are written down. */
function places<Name extends string>(...names: readonly Name[]) {
  const all = Object.fromEntries(names.map((name) => [name, {}])) as Readonly<Record<Name, Findings>>;
  const note = (name: Name, screen: Screen, lines: readonly string[]) => {
    const findings: Findings = all[name];
    if (lines.length > 0) findings[nameOf(screen)] = lines;
  };
  return { all, note };
}

const NARROW = { width: 320, height: 640 };
/** What is left of the usual window when everything in it is twice as large. */
const TWICE = { width: WIDE.width / 2, height: WIDE.height / 2 };

/** Ends once what lies over the page has found its place in the new window. */
async function resize(page: Page, size: { width: number; height: number }) {
  await page.setViewportSize(size);
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

async function shoot(page: Page, look: string, screen: Screen) {
  const { SHOTS } = process.env;
  const name = `${look} ${nameOf(screen)}`.replaceAll(/\W+/g, '-').slice(0, 100);
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, caret: 'initial' });
}

/** Buttons that are not called as their command is in the list of shortcuts. */
const ALSO_CALLED: Readonly<Record<string, string>> = {
  Conversations: 'Go to conversations',
  Contacts: 'Go to contacts',
  Overview: 'Go to the overview',
  Settings: 'Go to settings',
  'Show names beside the icons': 'Show or hide names in the navigation',
  Reply: 'Write a reply',
  'Private note': 'Write a private note',
  'Send reply': 'Send',
};

/** The shortcuts as the list of them shows them, by the names of buttons. */
async function readShortcuts(page: Page): Promise<Record<string, readonly string[]>> {
  const rows = await page
    .getByRole('dialog')
    .locator('li')
    .evaluateAll((all) =>
      all.map((row): [string, string[]] => [
        row.querySelector('span')?.textContent ?? '',
        [...row.querySelectorAll('kbd')].map((kbd) => kbd.textContent ?? ''),
      ]),
    );
  const listed = Object.fromEntries(rows.filter(([, keys]) => keys.length > 0));
  const others = Object.entries(ALSO_CALLED).map(([name, command]) => [name, listed[command] ?? []]);
  return { ...listed, ...Object.fromEntries(others) };
}

/** What is wrong with the focus of the window that is open: it begins within, stays, and goes back. */
async function focusFaults(page: Page, { opener }: Screen): Promise<string[]> {
  if (!opener) return [];
  const say = sayIn('en');
  const focused = () =>
    page.evaluate(() => {
      const { activeElement: element } = document;
      const name = element?.getAttribute('aria-label') ?? element?.textContent ?? '';
      return { isWithin: element?.closest('[role=dialog]') != null, name, id: element?.id ?? '' };
    });
  const faults: string[] = [];
  const begins = await focused();
  if (!begins.isWithin || begins.name === say('ui.close')) faults.push(`begins at ${begins.name}`);
  const edges = ['Tab', 'Shift+Tab'] as const;
  for (const key of edges) {
    await page.evaluate((isForward) => {
      const all = [
        ...document.querySelectorAll<HTMLElement>('[role=dialog] :is(button,a[href],input,select,textarea)'),
      ];
      const controls = all.filter((each) => !each.matches(':disabled') && each.checkVisibility());
      controls.at(isForward ? -1 : 0)?.focus();
    }, key === 'Tab');
    await page.keyboard.press(key);
    if (!(await focused()).isWithin) faults.push(`leaves by ${key}`);
  }
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const wanted = opener(say);
  const isBack = async () => {
    const { name, id } = await focused();
    return wanted === '#content' ? id === 'content' : name.startsWith(wanted);
  };
  await expect
    .poll(isBack, { timeout: 2000 })
    .toBe(true)
    .catch(async () => {
      faults.push(`goes back to ${(await focused()).name.slice(0, 40)} and not to ${wanted}`);
    });
  return faults;
}

/** All that is looked for in English: a window for each screen once, and everything measured in it. */
const inEnglish = once(async () => {
  const { all, note } = places(
    'light',
    'dark',
    'targets',
    'wide',
    'narrow',
    'twice',
    'marks',
    'focus',
    'unsaid',
  );
  let shortcuts: Record<string, readonly string[]> | undefined;
  const complaints = await walk(browser, furnished, { language: 'en' }, async (page, screen) => {
    if (screen.over === 'shortcuts') shortcuts = await readShortcuts(page);
    note('light', screen, await violationsOn(page));
    await shoot(page, 'light', screen);
    await page.emulateMedia({ colorScheme: 'dark' });
    note('dark', screen, await violationsOn(page));
    await shoot(page, 'dark', screen);
    await page.emulateMedia({ colorScheme: 'light' });
    note('wide', screen, await page.evaluate(cutOff));
    note('targets', screen, await page.evaluate(smallTargets));
    // The list of shortcuts comes early in the walk; the few screens before it have buttons that others have too.
    if (shortcuts) note('unsaid', screen, await page.evaluate(unsaidShortcuts, shortcuts));
    await resize(page, NARROW);
    note('narrow', screen, [...(await page.evaluate(cutOff)), ...(await page.evaluate(smallTargets))]);
    await shoot(page, '320', screen);
    await resize(page, TWICE);
    note('twice', screen, await page.evaluate(cutOff));
    await shoot(page, 'twice', screen);
    await resize(page, WIDE);
    if (screen.over === undefined) note('marks', screen, await page.evaluate(withoutFocusMark));
    note('focus', screen, await focusFaults(page, screen));
  });
  return { ...all, complaints, shortcuts };
});

test('24 axe finds nothing wrong on any screen in the light', { timeout: 600_000 }, async () => {
  expect((await inEnglish()).light).toEqual({});
});

test('24 axe finds nothing wrong on any screen in the dark', async () => {
  expect((await inEnglish()).dark).toEqual({});
});

test('24 every target is at least 24 px on every screen', async () => {
  expect((await inEnglish()).targets).toEqual({});
});

test('24 at 320 px nothing is cut off, too small, or scrolls sideways', async () => {
  expect((await inEnglish()).narrow).toEqual({});
});

test('24 nothing is cut off or scrolls sideways in a usual window', async () => {
  expect((await inEnglish()).wide).toEqual({});
});

test('24 at 200 % nothing is cut off or scrolls sideways', async () => {
  expect((await inEnglish()).twice).toEqual({});
});

test('24 what has the focus is marked', async () => {
  expect((await inEnglish()).marks).toEqual({});
});

test('24 every window takes the focus, keeps it, and gives it back', async () => {
  expect((await inEnglish()).focus).toEqual({});
});

test('17 every button of a command that has a shortcut shows it, and says it to screen readers', async () => {
  const { shortcuts, unsaid } = await inEnglish();
  expect(Object.keys(shortcuts ?? {}).length).toBeGreaterThan(35);
  expect(unsaid).toEqual({});
});

test('24 no screen writes an error on the console', async () => {
  expect((await inEnglish()).complaints).toEqual([]);
});

const inArabic = once(async () => {
  const { all, note } = places('axe', 'mirror', 'narrow');
  await walk(browser, furnished, { language: 'ar' }, async (page, screen) => {
    note('axe', screen, await violationsOn(page));
    await shoot(page, 'ar', screen);
    note('mirror', screen, await page.evaluate(unmirrored));
    await resize(page, NARROW);
    note('narrow', screen, await page.evaluate(cutOff));
    await shoot(page, 'ar-320', screen);
    await resize(page, WIDE);
  });
  return all;
});

test('24 axe finds nothing wrong on any screen from right to left', { timeout: 600_000 }, async () => {
  expect((await inArabic()).axe).toEqual({});
});

test('25 Arabic is mirrored throughout', async () => {
  expect((await inArabic()).mirror).toEqual({});
});

test('24 at 320 px nothing is cut off from right to left', async () => {
  expect((await inArabic()).narrow).toEqual({});
});

test('25 no words are loaded but those of the language that is spoken', async () => {
  const { desk, admin } = furnished;
  const path = `/accounts/${desk.account.account.id}/settings/inboxes/new?locale=ar`;
  const { page, requests, close } = await openDashboard(browser, desk, admin, { path });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  const names = languages.map(({ locale }) => locale).join('|');
  const spoken = requests.flatMap(
    (address) => new RegExp(`/app-assets/(${names}|en-XA)-[^/]*\\.js$`).exec(address)?.[1] ?? [],
  );
  expect(spoken.length).toBeGreaterThan(1);
  expect([...new Set(spoken)]).toEqual(['ar']);
  await close();
});

test('25 Hebrew is mirrored throughout', { timeout: 300_000 }, async () => {
  const { all, note } = places('mirror');
  const only = ({ over }: Screen) => over === undefined;
  await walk(browser, furnished, { language: 'he', only }, async (page, screen) => {
    note('mirror', screen, await page.evaluate(unmirrored));
  });
  expect(all.mirror).toEqual({});
});

const named = (moments: readonly number[], options: Intl.DateTimeFormatOptions) =>
  moments.map((moment) => new Intl.DateTimeFormat('en', { timeZone: 'UTC', ...options }).format(moment));
const WEEK = [...Array(7).keys()].map((day) => Date.UTC(2023, 0, day + 1));
const YEAR = [...Array(12).keys()].map((month) => Date.UTC(2023, month, 1));

/** What stands outside of any catalogue: names, what was said, times, and what is the same in every language. */
const VALUES = [
  ...GIVEN_NAMES,
  ...SAID,
  ...[
    'Porchlight',
    'E-mail',
    'Name',
    'Phone',
    'UTC',
    'https://example.com/hook',
    'example.com, *.example.com',
  ],
  ...['webwidget_triggered', 'webhook_test', 'AM', 'PM', 'm ago', 'h ago', ' min', 'today', 'now'],
  ...[
    named(WEEK, { weekday: 'long' }),
    named(WEEK, { weekday: 'short' }),
    named(YEAR, { month: 'short' }),
  ].flat(),
  ...languages.map(({ name }) => name),
];

test('25 in the pseudo-language nothing readable is left on any screen', { timeout: 600_000 }, async () => {
  const { all, note } = places('raw');
  await walk(browser, furnished, { language: 'en-XA' }, async (page, screen) => {
    note('raw', screen, await rawTextsOn(page, VALUES, 3));
    await shoot(page, 'pseudo', screen);
  });
  expect(all.raw).toEqual({});
});
