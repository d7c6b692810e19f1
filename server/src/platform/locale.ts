/** Something in several languages, English among them; the keys are locales such as `pt_BR`. */
export type Catalogue<Words> = Readonly<Record<string, Words>> & { readonly en: Words };

/** What the catalogue has for a locale: under its very name, else for its language, else in English. */
export function inLocale<Words>(catalogue: Catalogue<Words>, locale: string): Words {
  return catalogue[localeOf(catalogue, locale)] ?? catalogue.en;
}

/** The name under which the catalogue has it. */
export function localeOf(catalogue: Catalogue<unknown>, locale: string): string {
  const names = Object.keys(catalogue);
  const wanted = locale.replaceAll('-', '_').toLowerCase();
  const language = languageOf(wanted);
  return (
    names.find((name) => name.toLowerCase() === wanted) ??
    names.find((name) => name === language) ??
    names.find((name) => languageOf(name.toLowerCase()) === language) ??
    'en'
  );
}

const languageOf = (locale: string) => locale.split('_', 1)[0] ?? '';
