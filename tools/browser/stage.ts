import type { Browser, BrowserContextOptions, Frame } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { openBrowser } from './chromium.ts';
import { type BrowserDesk, openBrowserDesk } from './desk.ts';
import { frameOf, standInForChat } from './frame.ts';
import { openSite, type Site, type SitePage } from './site.ts';
import { type Visit, visit } from './visit.ts';

/*
 * A file of browser tests begins with `const stage = openStage()`. Its tests then say
 *
 *     const { page } = await stage.visit({ settings: { position: 'left' } });
 *
 * and have a new visitor on a page of another site, with the documented snippet on it, the real desk behind it and the
 * chat as it is built. `visit(…, { chat: 'stand-in' })` puts a page in the frame that writes down what it hears.
 */

interface VisitOptions extends BrowserContextOptions {
  chat?: 'real' | 'stand-in';
  /** Where the page lies, and at which name of the site. */
  path?: string;
  host?: string;
  before?: (visit: Visit) => Promise<unknown>;
}

/** What a file of browser tests works with. */
export interface Stage {
  browser: Browser;
  desk: BrowserDesk;
  site: Site;
  /** Opens a page of the site with the snippet as a new visitor, who is gone after the test. */
  visit(page?: SitePage, options?: VisitOptions): Promise<Visit>;
  /** The same with the stand-in for the chat, opened. */
  visitOpened(page?: SitePage, options?: VisitOptions): Promise<Visit & { frame: Frame }>;
}

/** Opens a browser, a desk and a site for the tests of a file. */
export function openStage(options: Parameters<typeof openBrowserDesk>[0] = {}): Stage {
  const visits: Visit[] = [];
  const stage = {
    async visit(page: SitePage = {}, { chat, path = '/', host = 'localhost', ...rest }: VisitOptions = {}) {
      const address = stage.site.lay(path, { widget: stage.desk, ...page });
      const before = async (opened: Visit) => {
        visits.push(opened);
        if (chat === 'stand-in') await standInForChat(opened, stage.desk);
        await rest.before?.(opened);
      };
      return await visit(stage.browser, address.replace('localhost', host), { ...rest, before });
    },
    async visitOpened(page?: SitePage, visitOptions?: VisitOptions) {
      const opened = await stage.visit(page, { ...visitOptions, chat: 'stand-in' });
      await isReady(opened);
      await opened.page.evaluate(() => window.$chatwoot?.toggle('open'));
      return { ...opened, frame: await frameOf(opened.page) };
    },
  } as Stage;
  beforeAll(async () => {
    const [browser, desk, site] = await Promise.all([openBrowser(), openBrowserDesk(options), openSite()]);
    Object.assign(stage, { browser, desk, site });
  });
  afterEach(async () => {
    for (const opened of visits.splice(0)) await opened.close();
  });
  afterAll(async () => {
    await stage.browser?.close();
    await stage.site?.close();
    await stage.desk?.close();
  });
  return stage;
}

/** Waits until the launcher is there. */
export async function isReady({ page }: Visit) {
  await page.waitForFunction(() => window.$chatwoot?.hasLoaded);
}
