import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { openDashboard } from './agents.ts';
import { openBrowser } from './chromium.ts';
import { type DemoDesk, openDemoDesk } from './demo.ts';
import { watchDrawing } from './drawn.ts';
import type { Visit } from './visit.ts';

/** What the tests of a file on a desk full of demo data work with. */
export interface DemoStage {
  browser: Browser;
  desk: DemoDesk;
  /** Opens a page of the account, by its address below that of the account, as the administrator. */
  open(
    path: string,
    options?: Omit<NonNullable<Parameters<typeof openDashboard>[3]>, 'path'>,
  ): Promise<Visit>;
}

const PATIENCE_MS = 300_000;

/** Opens a browser and a desk full of demo data for the tests of a file; its visits are closed after each test. */
export function openDemoStage(): DemoStage {
  const visits: Visit[] = [];
  const stage = {
    async open(path, { prepare, ...options } = {}) {
      const visit = await openDashboard(stage.browser, stage.desk, stage.desk.administrator, {
        ...options,
        path: `/accounts/${stage.desk.account.account.id}${path}`,
        async prepare(opened) {
          visits.push(opened);
          await watchDrawing(opened);
          await prepare?.(opened);
        },
      });
      return visit;
    },
  } as DemoStage;
  beforeAll(async () => {
    const [browser, desk] = await Promise.all([openBrowser(), openDemoDesk()]);
    Object.assign(stage, { browser, desk });
  }, PATIENCE_MS);
  afterEach(async () => {
    for (const opened of visits.splice(0)) await opened.close();
  });
  afterAll(async () => {
    await stage.browser?.close();
    await stage.desk?.close();
  });
  return stage;
}
