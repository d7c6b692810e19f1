import type { Frame, Page } from 'playwright-core';
import { test } from 'vitest';
import { openWebsite } from '../browser/desk.ts';
import { frameOf } from '../browser/frame.ts';
import { openStage, type Stage } from '../browser/stage.ts';
import type { Visit } from '../browser/visit.ts';
import { type Figures, PROFILES, type Profile, printFigures, slowDown } from './profiles.ts';

/*
 * Times of the widget as a visitor has them, printed and not judged: they differ by a third from one run to the next
 * on a machine that does something else.
 */

const stage: Stage = openStage();

const REPEATS = 7;
const bubble = '.woot-widget-bubble:not(.woot--close)';

const WITH_FORM = {
  pre_chat_form_enabled: true,
  pre_chat_form_options: {
    pre_chat_fields: [
      {
        name: 'emailAddress',
        type: 'email',
        label: 'E-mail',
        field_type: 'standard',
        enabled: true,
        required: true,
        placeholder: '',
      },
    ],
  },
};

/** Notes in the page and in the chat when something was first drawn, in milliseconds since 1970. */
const watch = ({ context }: Visit) =>
  context.addInitScript(() => {
    const seen = { tasks: [] as number[], lcp: 0, launcher: 0, drawn: {} as Record<string, number> };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.tasks.push(duration);
    }).observe({ type: 'longtask', buffered: true });
    new PerformanceObserver((list) => {
      for (const { startTime } of list.getEntries()) seen.lcp = startTime;
    }).observe({ type: 'largest-contentful-paint', buffered: true });
    addEventListener('chatwoot:ready', () =>
      requestAnimationFrame(() => (seen.launcher = performance.now())),
    );
    const now = () => performance.timeOrigin + performance.now();
    const awaited = {
      panel: '#cw-widget-holder:not(.woot--hide)',
      chat: '#app button',
      own: '.mine .bubble',
    };
    const look = () => {
      for (const [name, selector] of Object.entries(awaited))
        if (!(name in seen.drawn) && document.querySelector(selector)) {
          seen.drawn[name] = Number.POSITIVE_INFINITY;
          requestAnimationFrame(() => (seen.drawn[name] = now()));
        }
    };
    const options = { subtree: true, childList: true, attributes: true };
    new MutationObserver(look).observe(document, options);
    const begin = () => (seen.drawn.asked = now());
    addEventListener('click', begin, true);
    addEventListener('keydown', ({ key }) => key === 'Enter' && begin(), true);
  });

async function visitUnder(profile: Profile, page: Parameters<Stage['visit']>[0] = {}): Promise<Visit> {
  return await stage.visit(page, {
    // Of the same site as the desk: what slows the page down would leave the frame of a stranger as fast as it is.
    host: '127.0.0.1',
    before: async (visit) => {
      await slowDown(await visit.context.newCDPSession(visit.page), profile);
      await watch(visit);
    },
  });
}

interface Seen {
  tasks: number[];
  lcp: number;
  launcher: number;
  drawn: Record<string, number>;
}

const seenOn = (place: Page | Frame): Promise<Seen> => place.evaluate(() => Object(window).seen);

/** When this was drawn for the first time. */
async function drawn(place: Page | Frame, what: string): Promise<number> {
  const isThere = (name: string) => Number.isFinite(Object(window).seen.drawn[name]);
  await place.waitForFunction(isThere, what, { polling: 20 });
  return (await seenOn(place)).drawn[what] ?? Number.NaN;
}

async function measureOpening({ page }: Visit, hover_ms: number): Promise<{ frame: Frame; opening: number }> {
  const target = page.locator(bubble);
  if (hover_ms > 0) {
    await target.hover();
    await page.waitForTimeout(hover_ms);
  }
  await target.click();
  const frame = await frameOf(page);
  const last = Math.max(await drawn(frame, 'chat'), await drawn(page, 'panel'));
  return { frame, opening: last - (await drawn(page, 'asked')) };
}

async function measureSending(frame: Frame): Promise<number> {
  await frame.click('.start .primary');
  await frame.fill('.composer textarea', 'Hello');
  await frame.press('.composer textarea', 'Enter');
  return (await drawn(frame, 'own')) - (await drawn(frame, 'asked'));
}

async function measureForm(profile: Profile): Promise<number> {
  const { website_token } = await openWebsite(stage.desk, { channel: WITH_FORM });
  const asking = await visitUnder(profile, { widget: { url: stage.desk.url, website_token } });
  await drawnLauncher(asking);
  const { frame } = await measureOpening(asking, 0);
  await frame.click('.start .primary');
  await frame.getByLabel('Email address').fill('rui@example.com');
  await frame.getByLabel('Message').fill('Hello');
  await frame.click('.questions > .primary');
  const submitted = (await drawn(frame, 'own')) - (await drawn(frame, 'asked'));
  await asking.close();
  return submitted;
}

const drawnLauncher = ({ page }: Visit) => page.waitForFunction(() => Object(window).seen.launcher > 0);

/** What the page and the chat in it hold together, before anything is collected. */
const heapOf = (page: Page): Promise<number> =>
  page.evaluate(() => Object(performance).memory.usedJSHeapSize / 1024);

async function measure(profile: Profile): Promise<Figures> {
  const bare = await visitUnder(profile, { widget: undefined });
  await bare.page.waitForTimeout(500);
  const without = await seenOn(bare.page);
  await bare.close();

  const cold = await visitUnder(profile);
  await drawnLauncher(cold);
  const { tasks, lcp, launcher } = await seenOn(cold.page);
  const { frame, opening } = await measureOpening(cold, 0);
  const sending = await measureSending(frame);
  await cold.page.evaluate(() => window.$chatwoot?.toggle('close'));
  const heap = await heapOf(cold.page);
  await cold.close();

  const warm = await visitUnder(profile);
  await drawnLauncher(warm);
  const { opening: hovered } = await measureOpening(warm, 300);
  await warm.close();
  return {
    'launcher visible, ms': launcher,
    'longest task before interest, ms': Math.max(0, ...tasks),
    'largest paint of the page, later by ms': lcp - without.lcp,
    'click to chat, cold, ms': opening,
    'click to chat after a hover of 300 ms, ms': hovered,
    'sending to own bubble, ms': sending,
    'form before the chat to the chat, ms': await measureForm(profile),
    'heap of the page and the chat, KB': heap,
  };
}

test.each(Object.entries(PROFILES))(
  'figures under %s',
  async (name, profile) => {
    const runs: Figures[] = [];
    for (let run = 0; run < REPEATS; run += 1) runs.push(await measure(profile));
    printFigures(name, runs);
  },
  600_000,
);
