import { architecture } from './architecture.ts';
import { browser, timed } from './browser.ts';
import { budgets } from './budgets.ts';
import { types } from './compile.ts';
import { files } from './files.ts';
import { generated } from './generated.ts';
import { imports } from './imports.ts';
import { lint } from './lint.ts';
import { outside } from './outside.ts';
import type { Step } from './step.ts';
import { suite } from './suite.ts';
import { unused } from './unused.ts';

/** The whole of the check, quick steps first. */
export const steps: Step[] = [
  lint,
  types,
  imports,
  architecture,
  unused,
  generated,
  files,
  budgets,
  suite,
  outside,
  browser,
  timed,
];
