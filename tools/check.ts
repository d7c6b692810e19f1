import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Outcome, Step } from './check/step.ts';
import { steps } from './check/steps.ts';

const USAGE = `node tools/check.ts [step …] [--except step] [--list]

Runs the steps named, or all of them, and ends with "N passed, N failed".`;

interface Wish {
  named: string[];
  excepted: string[];
  isListWanted: boolean;
}

function readWish(): Wish {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      except: { type: 'string', multiple: true, default: [] },
      list: { type: 'boolean', default: false },
    },
  });
  const wish = { named: positionals, excepted: values.except, isListWanted: values.list };
  for (const name of [...wish.named, ...wish.excepted]) {
    if (!steps.some((step) => step.name === name)) throw new Error(`there is no step named ${name}`);
  }
  return wish;
}

function chosenSteps({ named, excepted }: Wish): Step[] {
  const chosen = steps.filter(({ name }) => named.length === 0 || named.includes(name));
  return chosen.filter(({ name }) => !excepted.includes(name));
}

async function runStep(step: Step, root: string): Promise<Outcome> {
  try {
    return await step.run(root);
  } catch (error) {
    const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { status: 'failed', counted: 'the step itself broke', details };
  }
}

function report({ name, title }: Step, outcome: Outcome, seconds: string): void {
  const head = `${outcome.status.padEnd(7)}  ${name.padEnd(12)}  `;
  if (outcome.status === 'skipped') console.log(`${head}${title}: skipped: ${outcome.reason}`);
  else console.log(`${head}${title}: ${outcome.counted} (${seconds} s)`);
  if (outcome.status === 'failed') console.log(outcome.details.replace(/^/gm, '    '));
}

async function check(chosen: Step[], root: string): Promise<number> {
  const tally = { passed: 0, failed: 0, skipped: 0 };
  for (const step of chosen) {
    const start = performance.now();
    const outcome = await runStep(step, root);
    tally[outcome.status] += 1;
    report(step, outcome, ((performance.now() - start) / 1000).toFixed(1));
  }
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  return tally.failed === 0 && tally.passed > 0 ? 0 : 1;
}

function readWishOrExplain(): Wish {
  try {
    return readWish();
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    process.exit(2);
  }
}

const wish = readWishOrExplain();
const chosen = chosenSteps(wish);
if (wish.isListWanted) for (const { name, title } of chosen) console.log(`${name.padEnd(12)}  ${title}`);
else process.exitCode = await check(chosen, resolve(import.meta.dirname, '..'));
