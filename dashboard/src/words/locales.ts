/** A language that the dashboard speaks. */
export interface Language {
  /** As the wire and the catalogues name it, such as `pt_BR`. */
  locale: string;
  /** Its name in itself. */
  name: string;
  dir: 'ltr' | 'rtl';
}

export const languages: readonly Language[] = [
  { locale: 'en', name: 'English', dir: 'ltr' },
  { locale: 'zh_CN', name: '简体中文', dir: 'ltr' },
  { locale: 'de', name: 'Deutsch', dir: 'ltr' },
  { locale: 'fr', name: 'Français', dir: 'ltr' },
  { locale: 'es', name: 'Español', dir: 'ltr' },
  { locale: 'pt_BR', name: 'Português (Brasil)', dir: 'ltr' },
  { locale: 'ar', name: 'العربية', dir: 'rtl' },
  { locale: 'he', name: 'עברית', dir: 'rtl' },
];

/** For tests: every word is disguised, so that what is still readable is in no catalogue. */
const PSEUDO: Language = { locale: 'en-XA', name: 'Pseudo', dir: 'ltr' };

const SOURCE: Language = { locale: 'en', name: 'English', dir: 'ltr' };

/** The language of that name, or the one nearest to it; nothing when there is none. */
function findLanguage(wanted: string): Language | undefined {
  const name = wanted.replace('-', '_').toLowerCase();
  if (name === 'en_xa') return PSEUDO;
  const [tongue] = name.split('_');
  return (
    languages.find(({ locale }) => locale.toLowerCase() === name) ??
    languages.find(({ locale }) => locale.toLowerCase().split('_')[0] === tongue)
  );
}

/** The first of these languages that is spoken here, else English. */
export function chooseLanguage(wanted: readonly (string | null | undefined)[]): Language {
  for (const each of wanted) {
    const found = each ? findLanguage(each) : undefined;
    if (found) return found;
  }
  return SOURCE;
}

/** The name of a language as browsers write it, such as `pt-BR`. */
export const tagOf = (locale: string) => (locale === 'en-XA' ? 'en' : locale.replace('_', '-'));
