import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Circles, circlesOfFeatures, circlesOfModules } from './imports/circles.ts';
import { type Graph, graphOf } from './imports/graph.ts';
import type { EdgeRule } from './imports/rule.ts';
import { edgeRules } from './imports/rules.ts';
import { complaintsAbout, type Judged, type PlantedCase, readPlantedCases } from './planted.ts';
import { type Finding, outcomeOf, plural, renderFinding, type Step } from './step.ts';
import { parseTree, readTree, WORKSPACES } from './tree.ts';

/** A rule over the whole graph: the rules for one import each, and the two about circles. */
interface GraphRule {
  name: string;
  judge(graph: Graph): { looked: number; findings: Finding[] };
}

const graphRules: GraphRule[] = [
  ...edgeRules.map(overEdges),
  { name: 'no-circles', judge: (graph) => findCircles('no-circles', circlesOfModules(graph)) },
  {
    name: 'no-feature-circles',
    judge: (graph) => findCircles('no-feature-circles', circlesOfFeatures(graph)),
  },
];

function overEdges({ name, says, concerns, allows }: EdgeRule): GraphRule {
  const judge = ({ edges }: Graph) => {
    const concerned = edges.filter(concerns);
    const findings = concerned
      .filter((edge) => !allows(edge))
      .map(({ from, line, specifier }) => ({
        path: from,
        line,
        rule: name,
        says: `'${specifier}' – ${says}`,
      }));
    return { looked: concerned.length, findings };
  };
  return { name, judge };
}

function findCircles(rule: string, { looked, ways }: Circles): { looked: number; findings: Finding[] } {
  const findings = ways.map((way) => ({ path: way[0] ?? '', line: 1, rule, says: way.join(' -> ') }));
  return { looked, findings };
}

function judgePlanted(planted: PlantedCase): Judged {
  const graph = graphOf(parseTree(planted.texts));
  const rule = graphRules.find(({ name }) => name === planted.rule);
  const { looked, findings } = rule?.judge(graph) ?? { looked: 0, findings: [] };
  return { looked, refused: findings.length };
}

/** Counts the files a second way: a parser that sees nothing must not report success. */
function unseenWorkspaces(root: string, { modules }: Graph): string[] {
  return WORKSPACES.flatMap((workspace) => {
    const onDisk = globSync(`${workspace}/src/**/*.{ts,tsx}`, { cwd: root }).length;
    const seen = modules.filter((path) => path.startsWith(`${workspace}/src/`)).length;
    return seen >= onDisk ? [] : [`${workspace}: saw ${plural(seen, 'module')} of ${onDisk}`];
  });
}

/** A workspace that the rules do not know would go round all of them. */
function unknownWorkspaces(root: string): string[] {
  const { workspaces = [] } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const names: string[] = workspaces;
  return names
    .filter((name) => !WORKSPACES.includes(name))
    .map((name) => `package.json: no rule says what the workspace ${name} may import`);
}

export const imports: Step = {
  name: 'imports',
  title: 'import rules and circles',
  async run(root) {
    const tree = readTree(root);
    const graph = graphOf(tree);
    const findings = graphRules.flatMap((rule) => rule.judge(graph).findings);
    const cases = readPlantedCases(root, 'imports');
    const names = graphRules.map(({ name }) => name);
    const complaints = [
      ...tree.unreadable,
      ...unknownWorkspaces(root),
      ...unseenWorkspaces(root, graph),
      ...findings.map(renderFinding),
      ...complaintsAbout(cases, names, judgePlanted),
    ];
    return outcomeOf(countedIn(graph, names.length, cases.length), complaints);
  },
};

function countedIn({ modules, edges }: Graph, rules: number, cases: number): string {
  const typeOnly = edges.filter(({ isTypeOnly }) => isTypeOnly).length;
  return `${plural(modules.length, 'module')}, ${plural(edges.length, 'import')} (${typeOnly} of types), ${plural(rules, 'rule')}, ${plural(cases, 'planted case')}`;
}
