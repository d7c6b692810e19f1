import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command.ts';
import { complaintsAbout, type PlantedCase, readPlantedCases } from './planted.ts';
import { outcomeOf, plural, type Step } from './step.ts';
import { withFolder, writeTexts } from './temporary.ts';

interface Diagnostic {
  category: string;
  location: { path: string };
}

/** One run over all planted cases, each in a folder named by its place in the list, under the rules of the project. */
async function lintPlanted(root: string, cases: PlantedCase[]): Promise<Diagnostic[]> {
  return await withFolder(async (folder) => {
    const rules = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
    writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...rules, vcs: { enabled: false } }));
    for (const [index, { texts }] of cases.entries()) writeTexts(join(folder, `${index}`), texts);
    const command = [
      join(root, 'node_modules/.bin/biome'),
      'lint',
      '--reporter=json',
      '--max-diagnostics=none',
      '.',
    ];
    const { answer } = await runCommand(folder, command);
    return JSON.parse(answer).diagnostics;
  });
}

async function plantedComplaints(root: string, cases: PlantedCase[]): Promise<string[]> {
  const diagnostics = await lintPlanted(root, cases);
  const rules = [...new Set(cases.map(({ rule }) => rule))];
  return complaintsAbout(cases, rules, (planted) => {
    const folder = `${cases.indexOf(planted)}/`;
    const own = diagnostics.filter(({ location }) => location.path.startsWith(folder));
    return {
      looked: planted.texts.size,
      refused: own.filter(({ category }) => category.endsWith(planted.rule)).length,
    };
  });
}

export const lint: Step = {
  name: 'lint',
  title: 'format and lint',
  async run(root) {
    const { code, output } = await runCommand(root, [
      'biome',
      'ci',
      '--error-on-warnings',
      '--colors=off',
      '.',
    ]);
    const cases = readPlantedCases(root, 'lint');
    const files = Number(/Checked (\d+) files?/.exec(output)?.[1] ?? 0);
    const complaints = await plantedComplaints(root, cases);
    if (code !== 0) complaints.unshift(output.trim());
    if (files === 0) complaints.push('biome looked at no file');
    if (cases.length === 0) complaints.push('no planted case was found');
    return outcomeOf(`${plural(files, 'file')}, ${plural(cases.length, 'planted case')}`, complaints);
  },
};
