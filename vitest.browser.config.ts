import { defineConfig } from 'vitest/config';

const TIMED = '{dashboard,widget}/**/*.timed.browser.ts';

const FILES: Readonly<Record<string, { include: string[]; exclude?: string[] }>> = {
  test: { include: ['{dashboard,widget,tools}/**/*.browser.ts'], exclude: [TIMED] },
  timed: { include: [TIMED] },
  figures: { include: ['tools/bench/*.figures.ts'] },
};

/**
 * Tests that drive Chromium on pages of strangers, against a real server with the widget as it is built. With
 * `--mode timed` those that judge times, one file after the other so that none slows another down; with
 * `--mode figures` the times that people have, which are printed and not judged.
 */
export default defineConfig(({ mode }) => ({
  test: {
    ...(FILES[mode] ?? FILES.test),
    globalSetup: ['server/test/database.ts', 'tools/browser/setup.ts'],
    maxWorkers: mode === 'timed' || mode === 'figures' ? 1 : 2,
    // Each test is a visitor with a fresh profile, and the machine may have other things to do.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
  },
}));
