import type { Words } from './catalogue.ts';

/** Loads a catalogue; each is a file of its own, and a visitor loads one. */
type Load = () => Promise<{ words: Words }>;

export const LANGUAGES: Readonly<Record<string, Load>> = {
  ar: () => import('./ar.ts'),
  bg: () => import('./bg.ts'),
  bn: () => import('./bn.ts'),
  ca: () => import('./ca.ts'),
  cs: () => import('./cs.ts'),
  da: () => import('./da.ts'),
  de: () => import('./de.ts'),
  el: () => import('./el.ts'),
  en: () => import('./en.ts'),
  es: () => import('./es.ts'),
  et: () => import('./et.ts'),
  fa: () => import('./fa.ts'),
  fi: () => import('./fi.ts'),
  fr: () => import('./fr.ts'),
  he: () => import('./he.ts'),
  hi: () => import('./hi.ts'),
  hr: () => import('./hr.ts'),
  hu: () => import('./hu.ts'),
  id: () => import('./id.ts'),
  is: () => import('./is.ts'),
  it: () => import('./it.ts'),
  ja: () => import('./ja.ts'),
  ko: () => import('./ko.ts'),
  lt: () => import('./lt.ts'),
  lv: () => import('./lv.ts'),
  ml: () => import('./ml.ts'),
  ms: () => import('./ms.ts'),
  nl: () => import('./nl.ts'),
  no: () => import('./no.ts'),
  pl: () => import('./pl.ts'),
  pt: () => import('./pt.ts'),
  'pt-br': () => import('./pt-br.ts'),
  ro: () => import('./ro.ts'),
  ru: () => import('./ru.ts'),
  sk: () => import('./sk.ts'),
  sl: () => import('./sl.ts'),
  sq: () => import('./sq.ts'),
  sr: () => import('./sr.ts'),
  sv: () => import('./sv.ts'),
  ta: () => import('./ta.ts'),
  th: () => import('./th.ts'),
  tr: () => import('./tr.ts'),
  uk: () => import('./uk.ts'),
  ur: () => import('./ur.ts'),
  vi: () => import('./vi.ts'),
  'zh-cn': () => import('./zh-cn.ts'),
  'zh-tw': () => import('./zh-tw.ts'),
};

/** Other names of the same languages, and the nearest of those that are not here. */
const ALIASES: Readonly<Record<string, string>> = {
  nb: 'no',
  nn: 'no',
  iw: 'he',
  in: 'id',
  zh: 'zh-cn',
  'zh-hk': 'zh-tw',
  'zh-mo': 'zh-tw',
  'zh-hant': 'zh-tw',
};

/** The language of ours that a locale such as `pt_BR` or `de-AT` means; English for those that are not here. */
export function languageOf(locale: string): string {
  const name = locale.toLowerCase().replaceAll('_', '-');
  for (let rest = name; rest; rest = rest.slice(0, Math.max(rest.lastIndexOf('-'), 0))) {
    const language = ALIASES[rest] ?? rest;
    if (Object.hasOwn(LANGUAGES, language)) return language;
  }
  return 'en';
}
