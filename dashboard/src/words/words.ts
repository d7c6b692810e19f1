import { i18n, type Messages } from '@lingui/core';
import { useSyncExternalStore } from 'react';
import type { LaterArea, WordKey } from './areas.ts';
import { chooseLanguage, type Language, tagOf } from './locales.ts';

export type { WordKey };

type Load<Module> = () => Promise<Module>;

/** For each language what loads its first sentences, which bring what loads the others. */
export type Catalogues = Readonly<
  Record<string, Load<{ messages: Messages; later: Readonly<Record<string, Load<{ messages: Messages }>>> }>>
>;

const KEY = 'porchlight.locale';

let catalogues: Catalogues = {};
let language: Language = chooseLanguage([]);
/** The one that is on its way, else the same. */
let coming = language;
/** By the address of the page. */
let asked: string | null = null;
/** The areas that are loaded besides the first ones, in whatever language. */
const parts = new Map<string, Promise<unknown>>();
const listeners = new Set<() => void>();

/**
 * The sentence of that name in the reader's language, with the values that it names. Call it while rendering: all is
 * rendered anew when the language changes.
 */
export function t(key: WordKey, values?: Readonly<Record<string, string | number>>): string {
  return i18n._(key, values);
}

/** Loads what every page says, in the language kept in this browser or wanted by it. */
export async function startWords(from: Catalogues) {
  catalogues = from;
  asked = new URLSearchParams(location.search).get('locale');
  language = chooseLanguage([asked, readKept(), ...navigator.languages]);
  await speak(language);
}

/** Loads the sentences of an area, for the loader of a route that needs them. */
export function loadWords(area: LaterArea): Promise<unknown> {
  const loading =
    parts.get(area) ?? Promise.all([...new Set([language, coming])].map((each) => loadPart(area, each)));
  parts.set(area, loading);
  // Without them the page would show names of sentences; whoever goes there again tries again.
  loading.catch(() => parts.delete(area));
  return loading;
}

/** Changes the language of all that is shown, without loading the page again. */
export async function changeLanguage(locale: string) {
  const wanted = chooseLanguage([locale]);
  if (wanted.locale === language.locale) return;
  writeKept(wanted.locale);
  await speak(wanted);
}

/** Speaks the language that the user chose on another device, as long as none was chosen on this one. */
export async function followLanguage(chosen: unknown) {
  if (typeof chosen !== 'string' || readKept() !== null || asked !== null) return;
  const wanted = chooseLanguage([chosen]);
  if (wanted.locale !== language.locale) await speak(wanted);
}

async function speak(wanted: Language) {
  coming = wanted;
  await Promise.all([loadFirst(wanted), ...[...parts.keys()].map((part) => loadPart(part, wanted))]);
  if (coming !== wanted) return;
  language = wanted;
  i18n.activate(wanted.locale, tagOf(wanted.locale));
  document.documentElement.lang = tagOf(wanted.locale);
  document.documentElement.dir = wanted.dir;
  for (const listener of listeners) listener();
}

async function loadPart(part: string, { locale }: Language) {
  const first = await catalogues[locale]?.();
  const load = first?.later[part];
  if (load) i18n.load(locale, (await load()).messages);
}

async function loadFirst({ locale }: Language) {
  const first = await catalogues[locale]?.();
  if (first) i18n.load(locale, first.messages);
}

/** The language of the moment. */
export const currentLanguage = (): Language => language;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The language of the moment; renders again when it changes. */
export const useLanguage = (): Language => useSyncExternalStore(subscribe, currentLanguage);

function readKept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function writeKept(locale: string) {
  try {
    localStorage.setItem(KEY, locale);
  } catch {
    // Without storage the language lasts as long as the page.
  }
}
