import { baseName, type Tree } from '../tree.ts';
import type { ArchitectureRule, Judgement } from './rule.ts';

/** Names that say "anything may go in here", whole or as the last word of a longer name. */
const ANYTHING = /^(lib|common|shared|types)$|(^|[-.])(utils?|helpers?|misc)$/;

const says =
  'name a file for its role and a folder for its noun: utils, helpers, common, shared, misc, lib, types say nothing';

export const names: ArchitectureRule = {
  name: 'names',
  says,
  judge: ({ texts }: Tree): Judgement => {
    const paths = [...texts.keys()];
    const findings = paths
      .filter((path) => partsOf(path).some((part) => ANYTHING.test(part)))
      .map((path) => ({ path, line: 1, rule: 'names', says }));
    return { looked: paths.length, findings };
  },
};

function partsOf(path: string): string[] {
  const name = baseName(path).replace(/\.(test|d|config)$/, '');
  return [...path.split('/').slice(0, -1), name];
}
