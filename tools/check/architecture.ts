import { numbersOf } from './architecture/numbers.ts';
import { architectureRules } from './architecture/rules.ts';
import { complaintsAbout, type Judged, type PlantedCase, readPlantedCases } from './planted.ts';
import { outcomeOf, plural, renderFinding, type Step } from './step.ts';
import { parseTree, readTree } from './tree.ts';

function judgePlanted(planted: PlantedCase): Judged {
  const rule = architectureRules.find(({ name }) => name === planted.rule);
  const { looked, findings } = rule?.judge(parseTree(planted.texts)) ?? { looked: 0, findings: [] };
  return { looked, refused: findings.length };
}

export const architecture: Step = {
  name: 'architecture',
  title: 'architecture tests',
  async run(root) {
    const tree = readTree(root);
    const judgements = architectureRules.map((rule) => rule.judge(tree));
    const looked = judgements.reduce((total, judgement) => total + judgement.looked, 0);
    const cases = readPlantedCases(root, 'architecture');
    const names = architectureRules.map(({ name }) => name);
    const complaints = [
      ...tree.unreadable,
      ...(tree.sources.length === 0 ? ['no source file was found'] : []),
      ...judgements.flatMap(({ findings }) => findings.map(renderFinding)),
      ...complaintsAbout(cases, names, judgePlanted),
    ];
    const counted = `${plural(tree.sources.length, 'file')}, ${looked} places, ${plural(names.length, 'rule')}, ${plural(cases.length, 'planted case')}; ${numbersOf(tree)}`;
    return outcomeOf(counted, complaints);
  },
};
