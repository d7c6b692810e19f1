import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileContentRules } from './files/rules.ts';
import { complaintsAbout, type PlantedCase, readPlantedCases } from './planted.ts';
import { outcomeOf, plural, renderFinding, type Step } from './step.ts';
import { isPlanted, pathsOf, type Texts } from './tree.ts';

function judgePlanted({ rule, texts }: PlantedCase) {
  const { looked, findings } = fileContentRules.find(({ name }) => name === rule)?.judge(texts) ?? {
    looked: 0,
    findings: [],
  };
  return { looked, refused: findings.length };
}

/** Latin-1 keeps one character for each byte, so that a picture can be measured like a text. */
function readAll(root: string): Texts {
  const paths = pathsOf(root).filter((path) => !isPlanted(path));
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'latin1')]));
}

export const files: Step = {
  name: 'files',
  title: 'machine paths, registries, secrets and sizes',
  async run(root) {
    const texts = readAll(root);
    const cases = readPlantedCases(root, 'files');
    const names = fileContentRules.map(({ name }) => name);
    const complaints = [
      ...fileContentRules.flatMap((rule) => rule.judge(texts).findings.map(renderFinding)),
      ...complaintsAbout(cases, names, judgePlanted),
    ];
    if (texts.size === 0) complaints.push('no file was found');
    const counted = `${plural(texts.size, 'file')}, ${plural(names.length, 'rule')}, ${plural(cases.length, 'planted case')}`;
    return outcomeOf(counted, complaints);
  },
};
