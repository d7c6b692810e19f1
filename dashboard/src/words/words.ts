import { profile } from './en/profile.ts';
import { signIn } from './en/sign-in.ts';
import { ui } from './en/ui.ts';

const catalogue = { ui, signIn, profile } as const;

type Catalogue = typeof catalogue;

/** The name of a sentence: its area, a point, its own name. */
export type WordKey = {
  [Area in keyof Catalogue]: `${Area}.${keyof Catalogue[Area] & string}`;
}[keyof Catalogue];

/** The sentence of that name in the reader's language; `{name}` in it stands for the value of that name. */
export function t(key: WordKey, values: Readonly<Record<string, string | number>> = {}): string {
  const [area = '', name = ''] = key.split('.');
  const areas: Readonly<Record<string, Readonly<Record<string, string>>>> = catalogue;
  const sentence = areas[area]?.[name] ?? key;
  return sentence.replaceAll(/\{(\w+)\}/g, (brace, value: string) => String(values[value] ?? brace));
}
