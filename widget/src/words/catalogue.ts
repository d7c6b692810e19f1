import type { words } from './en.ts';

/** The forms of a sentence by number; each language has those that it needs. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

export type WordKey = Exclude<keyof typeof words, 'newMessages'>;

/** All words of the window in one language. `ratings` are five, from worst to best, with bars between them. */
export type Words = Readonly<Record<WordKey, string>> & { readonly newMessages: Plural };
