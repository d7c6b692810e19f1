import { runCommand } from './command.ts';
import { type Outcome, outcomeOf, type Step } from './step.ts';

/** Runs tests and reads vitest's own sum: no tests at all, or only skipped ones, is a failure too. */
export async function runTests(
  root: string,
  command: string[],
  environment: Record<string, string> = {},
): Promise<Outcome> {
  const { code, output, answer } = await runCommand(root, command, environment);
  const sum = /^\s*Tests\s+(.*)$/m.exec(answer)?.[1]?.trim() ?? 'no tests';
  const files = /^\s*Test Files\s+(.*)$/m.exec(answer)?.[1]?.trim() ?? 'none';
  const passed = Number(/(\d+) passed/.exec(sum)?.[1] ?? 0);
  const complaints: string[] = [];
  if (code !== 0) complaints.push(output.trim());
  if (passed === 0) complaints.push(`${command.join(' ')} ran no test that passed`);
  return outcomeOf(`tests: ${sum}; files: ${files}`, complaints);
}

export const suite: Step = {
  name: 'suite',
  title: 'the suite on the embedded database',
  run: (root) => runTests(root, ['npm', 'test']),
};
