import { overlay } from '../actions/overlays.ts';
import { chooseLocale } from '../app/choose-locale.ts';
import { Button } from '../ui/button.tsx';
import { Section } from '../ui/page.tsx';
import { SelectField } from '../ui/select.tsx';
import { languages } from '../words/locales.ts';
import { t, useLanguage } from '../words/words.ts';

/** The language of the pages, and the keys that work on them. */
export function PagesSection() {
  const { locale } = useLanguage();
  return (
    <Section title={t('profile.pages')}>
      <SelectField
        label={t('shell.language')}
        value={locale}
        options={languages.map((language) => ({ value: language.locale, label: language.name }))}
        onChange={(chosen) => void chooseLocale(chosen)}
      />
      <div className="grid justify-items-start gap-2">
        <p className="text-small text-ink-soft">{t('profile.keysHint')}</p>
        <Button onClick={() => overlay.set('keys')}>{t('shell.keys')}</Button>
      </div>
    </Section>
  );
}
