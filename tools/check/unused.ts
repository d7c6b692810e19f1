import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command.ts';
import { complaintsAbout, type Judged, type PlantedCase, readPlantedCases } from './planted.ts';
import { outcomeOf, plural, type Step } from './step.ts';
import { withFolder, writeTexts } from './temporary.ts';

type Counts = Record<string, number>;

interface Report {
  code: number;
  counts: Counts;
  words: string;
}

async function runKnip(root: string, folder: string): Promise<Report> {
  const report = join(root, 'tools/check/unused-report.ts');
  const command = [
    'knip',
    '--directory',
    folder,
    '--no-progress',
    '--reporter',
    report,
    '--reporter',
    'compact',
  ];
  const { code, output, answer } = await runCommand(root, command);
  const counts: Counts = JSON.parse(/^counted (.*)$/m.exec(answer)?.[1] ?? '{}');
  return { code, counts, words: output.replace(/^counted .*\n/m, '').trim() };
}

/** Under the project's own knip.json, because that file decides what counts as used. */
async function judgePlanted(root: string, { rule, texts }: PlantedCase): Promise<Judged> {
  return await withFolder(async (folder) => {
    writeTexts(folder, texts);
    copyFileSync(join(root, 'knip.json'), join(folder, 'knip.json'));
    const { counts } = await runKnip(root, folder);
    return { looked: counts.total ?? 0, refused: counts[rule] ?? 0 };
  });
}

async function plantedComplaints(root: string, cases: PlantedCase[]): Promise<string[]> {
  const answers = await Promise.all(cases.map((planted) => judgePlanted(root, planted)));
  const rules = [...new Set(cases.map(({ rule }) => rule))];
  return complaintsAbout(
    cases,
    rules,
    (planted) => answers[cases.indexOf(planted)] ?? { looked: 0, refused: 0 },
  );
}

export const unused: Step = {
  name: 'unused',
  title: 'unused files, exports and dependencies',
  async run(root) {
    const { code, counts, words } = await runKnip(root, root);
    const cases = readPlantedCases(root, 'unused');
    const complaints = await plantedComplaints(root, cases);
    const files = counts.total ?? 0;
    if (code !== 0) complaints.unshift(words);
    if (files === 0) complaints.push('knip looked at no file');
    if (cases.length === 0) complaints.push('no planted case was found');
    return outcomeOf(`${plural(files, 'file')}, ${plural(cases.length, 'planted case')}`, complaints);
  },
};
