import { defineConfig } from 'vitest/config';

/**
 * Tests that drive Chromium on pages of strangers, against a real server with the widget as it is built; with
 * `--mode figures` the times that a visitor has, which are printed and not judged.
 */
export default defineConfig(({ mode }) => ({
  test: {
    include: mode === 'figures' ? ['tools/bench/*.figures.ts'] : ['{dashboard,widget,tools}/**/*.browser.ts'],
    globalSetup: ['server/test/database.ts', 'tools/browser/setup.ts'],
    maxWorkers: mode === 'figures' ? 1 : 2,
    // Each test is a visitor with a fresh profile, and the machine may have other things to do.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
  },
}));
