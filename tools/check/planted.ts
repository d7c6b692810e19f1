import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { baseName, type Texts } from './tree.ts';

/**
 * One small tree that a rule must refuse or accept. A file of planted cases reads:
 *
 *     === refused: one subscriber imports another
 *     --- server/src/subscribers/webhooks/send.ts
 *     import '../delivery/deliver.ts';
 *     === accepted: …
 *
 * `@repeat 401 text` stands for 401 lines of that text.
 */
export interface PlantedCase {
  rule: string;
  title: string;
  isRefused: boolean;
  texts: Texts;
}

export function readPlantedCases(root: string, step: string): PlantedCase[] {
  const folder = join(root, 'tools', 'planted', step);
  return readdirSync(folder).flatMap((name) =>
    parsePlantedCases(baseName(name), readFileSync(join(folder, name), 'utf8')),
  );
}

export function parsePlantedCases(rule: string, text: string): PlantedCase[] {
  return text
    .split(/^=== /m)
    .slice(1)
    .map((section) => parseCase(rule, section));
}

function parseCase(rule: string, section: string): PlantedCase {
  const [head = '', ...files] = section.split(/^--- /m);
  const [verdict, title = ''] = head.trim().split(': ');
  if (verdict !== 'refused' && verdict !== 'accepted') throw new Error(`${rule}: "${head}" is no verdict`);
  const texts = new Map(files.map((file) => parseFile(file)));
  return { rule, title, isRefused: verdict === 'refused', texts };
}

function parseFile(file: string): [string, string] {
  const end = file.indexOf('\n');
  const text = file
    .slice(end + 1)
    .replace(/^@repeat (\d+) (.*)$/gm, (_, times: string, line: string) =>
      Array(Number(times)).fill(line).join('\n'),
    );
  return [file.slice(0, end).trim(), text];
}

/** What a rule answers for one tree: how many places it looked at, and how many of them it refused. */
export interface Judged {
  looked: number;
  refused: number;
}

/** Complains about each case that was judged wrongly, and about each rule without a case of both kinds. */
export function complaintsAbout(
  cases: PlantedCase[],
  rules: string[],
  judge: (planted: PlantedCase) => Judged,
): string[] {
  const known = new Set(rules);
  const strays = cases
    .filter(({ rule }) => !known.has(rule))
    .map(({ rule }) => `planted: no rule named ${rule}`);
  return [
    ...strays,
    ...rules.flatMap((rule) => missingKinds(rule, cases)),
    ...wronglyJudged(cases, known, judge),
  ];
}

function missingKinds(rule: string, cases: PlantedCase[]): string[] {
  const own = cases.filter((planted) => planted.rule === rule);
  const complaints: string[] = [];
  if (!own.some(({ isRefused }) => isRefused)) complaints.push(`planted: ${rule} has no case to refuse`);
  if (own.every(({ isRefused }) => isRefused)) complaints.push(`planted: ${rule} has no case to accept`);
  return complaints;
}

function wronglyJudged(
  cases: PlantedCase[],
  known: Set<string>,
  judge: (planted: PlantedCase) => Judged,
): string[] {
  return cases.flatMap((planted) => {
    if (!known.has(planted.rule)) return [];
    const { looked, refused } = judge(planted);
    const place = `planted: ${planted.rule}, "${planted.title}"`;
    if (looked === 0) return [`${place}: the rule looked at nothing`];
    if (planted.isRefused && refused === 0) return [`${place}: should have been refused`];
    if (!planted.isRefused && refused > 0) return [`${place}: should have been accepted`];
    return [];
  });
}
