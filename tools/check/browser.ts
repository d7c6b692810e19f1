import { findChromium } from '../browser/chromium.ts';
import type { Step } from './step.ts';
import { runTests } from './suite.ts';

export const browser: Step = {
  name: 'browser',
  title: 'the tests that drive Chromium',
  async run(root) {
    if (!findChromium())
      return { status: 'skipped', reason: 'no Chromium was found, and CHROMIUM names none' };
    return await runTests(root, ['npm', 'run', 'test:browser']);
  },
};
