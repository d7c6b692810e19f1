/** What a step has to say: `counted` names how much it looked at, so that an empty look cannot pass for a good one. */
export type Outcome =
  | { status: 'passed'; counted: string }
  | { status: 'failed'; counted: string; details: string }
  | { status: 'skipped'; reason: string };

/** One step of the check: a file in this folder and a line in `steps.ts`. */
export interface Step {
  name: string;
  title: string;
  run(root: string): Promise<Outcome>;
}

/** One thing that is wrong, said so that the reader knows where to go. */
export interface Finding {
  path: string;
  line: number;
  rule: string;
  says: string;
}

export function outcomeOf(counted: string, complaints: string[]): Outcome {
  if (complaints.length === 0) return { status: 'passed', counted };
  return { status: 'failed', counted, details: complaints.join('\n') };
}

export function renderFinding(finding: Finding): string {
  return `${finding.path}:${finding.line}  ${finding.rule}: ${finding.says}`;
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
