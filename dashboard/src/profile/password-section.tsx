import { ask } from '../app/ask.ts';
import { takeUser } from '../app/queries.ts';
import { DraftForm } from '../settings/draft-form.tsx';
import { useDraft } from '../settings/use-draft.ts';
import { TextField } from '../ui/input.tsx';
import { Section } from '../ui/page.tsx';
import { t } from '../words/words.ts';

/** A new password, for whoever knows the old one. */
export function PasswordSection() {
  const draft = useDraft(
    { current_password: '', password: '' },
    async (values) =>
      takeUser(
        await ask((desk) => desk.profile.update({ ...values, password_confirmation: values.password })),
      ),
    { fields: ['current_password', 'password'], saved: t('profile.passwordChanged') },
  );
  const { values, set, problem } = draft;
  return (
    <DraftForm draft={draft} submit={t('profile.changePassword')}>
      <Section title={t('profile.password')} hint={t('profile.passwordHint')}>
        <TextField
          label={t('profile.currentPassword')}
          type="password"
          name="current_password"
          autoComplete="current-password"
          problem={problem('current_password')}
          value={values.current_password}
          onChange={(event) => set('current_password', event.target.value)}
        />
        <TextField
          label={t('profile.newPassword')}
          hint={t('profile.passwordRules')}
          type="password"
          name="password"
          autoComplete="new-password"
          problem={problem('password')}
          value={values.password}
          onChange={(event) => set('password', event.target.value)}
        />
      </Section>
    </DraftForm>
  );
}
