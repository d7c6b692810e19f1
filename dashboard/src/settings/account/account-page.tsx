import { useQuery } from '@tanstack/react-query';
import { useLive } from '../../app/live/use-live.ts';
import { accountQuery } from '../../app/queries.ts';
import { TextField } from '../../ui/input.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { SelectField } from '../../ui/select.tsx';
import { languages } from '../../words/locales.ts';
import { t } from '../../words/words.ts';
import { Answer } from '../answer.tsx';
import { DraftForm } from '../draft-form.tsx';
import { ValueLine } from '../secret-line.tsx';
import { useDraft } from '../use-draft.ts';
import { ResolveForm } from './resolve-form.tsx';
import { type Account, saveAccount } from './save-account.ts';

/** What holds for the whole account. */
export function AccountPage() {
  const { account_id } = useLive();
  const query = useQuery(accountQuery(account_id));
  return (
    <Page title={t('settings.navAccount')}>
      <Answer query={query}>{(account) => <AccountForms account={account} />}</Answer>
    </Page>
  );
}

function AccountForms({ account }: { account: Account }) {
  return (
    <>
      <GeneralForm account={account} />
      <ResolveForm account={account} />
      <Section title={t('settings.accountForPrograms')}>
        <ValueLine label={t('settings.accountId')} value={String(account.id)} />
      </Section>
    </>
  );
}

function GeneralForm({ account }: { account: Account }) {
  const draft = useDraft(
    {
      name: account.name,
      locale: account.locale,
      domain: account.domain ?? '',
      support_email: account.support_email ?? '',
    },
    (values) => saveAccount(account, values),
    { fields: ['name', 'domain', 'support_email'] },
  );
  const { values, set, problem } = draft;
  return (
    <DraftForm draft={draft}>
      <Section title={t('settings.accountGeneral')}>
        <TextField
          label={t('settings.name')}
          name="name"
          required
          problem={problem('name')}
          value={values.name}
          onChange={(event) => set('name', event.target.value)}
        />
        <SelectField
          label={t('settings.accountLocale')}
          hint={t('settings.accountLocaleHint')}
          value={values.locale}
          options={localesWith(values.locale)}
          onChange={(locale) => set('locale', locale)}
        />
        <TextField
          label={t('settings.accountDomain')}
          hint={t('settings.accountDomainHint')}
          optional
          dir="ltr"
          name="domain"
          problem={problem('domain')}
          value={values.domain}
          onChange={(event) => set('domain', event.target.value)}
        />
        <TextField
          label={t('settings.accountEmail')}
          hint={t('settings.accountEmailHint')}
          optional
          type="email"
          dir="ltr"
          name="support_email"
          problem={problem('support_email')}
          value={values.support_email}
          onChange={(event) => set('support_email', event.target.value)}
        />
      </Section>
    </DraftForm>
  );
}

const LOCALES = languages.map(({ locale, name }) => ({ value: locale, label: name }));

/** The languages of the desk, with the one that is set though the desk does not speak it. */
const localesWith = (locale: string) =>
  LOCALES.some(({ value }) => value === locale) ? LOCALES : [{ value: locale, label: locale }, ...LOCALES];
