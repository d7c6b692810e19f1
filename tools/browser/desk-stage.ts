import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { openBrowser } from './chromium.ts';
import { type BrowserDesk, openBrowserDesk } from './desk.ts';

/** What the tests of a file on one desk work with; there from the first test on. */
export interface DeskStage {
  browser: Browser;
  desk: BrowserDesk;
}

interface DeskStageOptions extends NonNullable<Parameters<typeof openBrowserDesk>[0]> {
  /** Furnishes the desk before the first test. */
  prepare?(desk: BrowserDesk): Promise<unknown>;
}

/** Opens a browser and a desk for the tests of a file, and closes them after the last one. */
export function openDeskStage({ prepare, ...options }: DeskStageOptions = {}): DeskStage {
  const stage = {} as DeskStage;
  beforeAll(async () => {
    stage.browser = await openBrowser();
    stage.desk = await openBrowserDesk(options);
    await prepare?.(stage.desk);
  });
  afterAll(async () => {
    await stage.browser?.close();
    await stage.desk?.close();
  });
  return stage;
}
