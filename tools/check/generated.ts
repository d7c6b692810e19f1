import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command.ts';
import { outcomeOf, type Step } from './step.ts';

/** The generator's last line says how many files it compared, as in `12 files up to date`. */
export const generated: Step = {
  name: 'generated',
  title: 'generated files up to date',
  async run(root) {
    if (!existsSync(join(root, 'tools/generate.ts'))) {
      return outcomeOf('nothing', [
        'tools/generate.ts is missing: nothing says whether generated files are up to date',
      ]);
    }
    const { code, output, answer } = await runCommand(root, ['node', 'tools/generate.ts', '--check']);
    const last = answer.trim().split('\n').at(-1) ?? '';
    const files = Number(/\d+/.exec(last)?.[0] ?? 0);
    if (code !== 0) return outcomeOf('out of date', [output.trim()]);
    return outcomeOf(last, files > 0 ? [] : ['the last line of tools/generate.ts --check counts no file']);
  },
};
