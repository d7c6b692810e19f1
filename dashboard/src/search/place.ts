export type Group = 'contacts' | 'conversations' | 'messages';

/** Everything at once, or one group alone. */
export type Tab = 'all' | Group;

export const groups: readonly Group[] = ['contacts', 'conversations', 'messages'];

/** The group of that name in an address. */
export const findGroup = (name: string): Group | undefined => groups.find((each) => each === name);

/** What is searched for, as the address has it. */
export interface SearchedFor {
  q?: string;
}

const LETTERS_MAX = 255;

/** What is searched for: without the blanks around it, and no longer than the desk takes. */
export const cleanQuery = (text: string): string => text.trim().slice(0, LETTERS_MAX).trim();

/** Reads what stands in the address. */
export function readSearch({ q }: Readonly<Record<string, unknown>>): SearchedFor {
  // What looks like a number is read as one.
  const text = typeof q === 'string' || typeof q === 'number' ? cleanQuery(String(q)) : '';
  return text === '' ? {} : { q: text };
}

const ASCII = /^[ -~]*$/;

/** Whether it is worth asking: a single letter is in everything, but a single sign of Chinese is a word. */
export const isEnough = (q: string): boolean => [...q].length > 1 || !ASCII.test(q) || /^\d$/.test(q);

/** The number of a conversation, where that may be meant. */
export function numberIn(q: string): number | undefined {
  const [, digits] = /^#?([1-9]\d{0,8})$/.exec(q) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
