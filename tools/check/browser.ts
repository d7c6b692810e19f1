import { findChromium } from '../browser/chromium.ts';
import type { Step } from './step.ts';
import { runTests } from './suite.ts';

const runIn = (script: string): Step['run'] =>
  async function run(root) {
    if (!findChromium())
      return { status: 'skipped', reason: 'no Chromium was found, and CHROMIUM names none' };
    return await runTests(root, ['npm', 'run', script]);
  };

export const browser: Step = {
  name: 'browser',
  title: 'the tests that drive Chromium',
  run: runIn('test:browser'),
};

export const timed: Step = {
  name: 'timed',
  title: 'the times that people have, by the pace of the machine',
  run: runIn('test:timed'),
};
