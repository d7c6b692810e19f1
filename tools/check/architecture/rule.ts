import type { Finding } from '../step.ts';
import { lineAt, type SourceFile, type Tree } from '../tree.ts';

export interface Judgement {
  looked: number;
  findings: Finding[];
}

/** A rule about the shape of files. `judge` also says how many places it looked at. */
export interface ArchitectureRule {
  name: string;
  says: string;
  judge(tree: Tree): Judgement;
}

/** Where in a file something is wrong, and what: the rule's own words when nothing is added. */
interface Spot {
  offset: number;
  says?: string;
}

/** What one file holds for a rule. */
interface FileJudgement {
  looked: number;
  spots: Spot[];
}

interface FileRule {
  name: string;
  says: string;
  concerns(source: SourceFile): boolean;
  look(source: SourceFile): FileJudgement;
}

/** Most rules judge each file alone: which files concern them, and where those are wrong. */
export function fileRule({ name, says, concerns, look }: FileRule): ArchitectureRule {
  const judge = ({ sources }: Tree): Judgement => {
    const judgement: Judgement = { looked: 0, findings: [] };
    for (const source of sources.filter(concerns)) {
      const { looked, spots } = look(source);
      judgement.looked += looked;
      for (const spot of spots) {
        const line = lineAt(source.text, spot.offset);
        judgement.findings.push({ path: source.path, line, rule: name, says: spot.says ?? says });
      }
    }
    return judgement;
  };
  return { name, says, judge };
}
