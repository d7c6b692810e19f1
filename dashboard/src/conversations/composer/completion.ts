import type { Mode } from './draft.ts';

/** What is being typed that can be completed: a name behind `@`, a variable behind `{{`. */
export interface Wanted {
  kind: 'mention' | 'variable';
  query: string;
  /** Where it begins in the text, with its sign. */
  start: number;
}

const VARIABLE = /\{\{\s*([\w.]{0,40})$/;
const MENTION = /(?:^|[\s(])@([^\s@][^@\n]{0,30}|)$/;

/** What stands before the caret and can be completed. Customers are not named, and notes have no variables. */
export function wantedAt(text: string, caret: number, mode: Mode): Wanted | undefined {
  const before = text.slice(Math.max(0, caret - 60), caret);
  const match = (mode === 'note' ? MENTION : VARIABLE).exec(before);
  if (!match) return undefined;
  const query = match[1] ?? '';
  const sign = mode === 'note' ? 1 + query.length : match[0].length;
  return { kind: mode === 'note' ? 'mention' : 'variable', query, start: caret - sign };
}

/** What the desk fills in when a message goes out. */
export const VARIABLES = [
  'contact.name',
  'contact.first_name',
  'contact.last_name',
  'contact.email',
  'contact.phone_number',
  'contact.id',
  'conversation.display_id',
  'agent.name',
  'agent.first_name',
  'agent.last_name',
  'inbox.name',
  'account.name',
] as const;

const LISTED_MAX = 8;

/** The candidates whose words begin with what was typed, or that have it within, the former first. */
export function rank<Candidate>(
  candidates: readonly Candidate[],
  query: string,
  nameOf: (candidate: Candidate) => string,
): Candidate[] {
  const wanted = query.toLocaleLowerCase();
  const scored = candidates.flatMap((candidate) => {
    const name = nameOf(candidate).toLocaleLowerCase();
    const at = name.indexOf(wanted);
    if (at < 0) return [];
    const isAtWord = at === 0 || /[\s._]/.test(name[at - 1] ?? '');
    return [{ candidate, score: isAtWord ? 0 : 1 }];
  });
  return scored
    .sort((one, other) => one.score - other.score)
    .slice(0, LISTED_MAX)
    .map(({ candidate }) => candidate);
}
