import { ask, sentenceOf } from '../app/ask.ts';
import type { Membership, User } from '../app/people.ts';
import { takeUser } from '../app/queries.ts';
import { DraftForm } from '../settings/draft-form.tsx';
import { PictureField } from '../settings/picture-field.tsx';
import { useDraft } from '../settings/use-draft.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/input.tsx';
import { Section } from '../ui/page.tsx';
import { toast } from '../ui/toast.tsx';
import { t } from '../words/words.ts';

interface YouSectionProps {
  user: User;
  account: Membership;
}

/** Picture, names and e-mail address, and the role in the open account. */
export function YouSection({ user, account }: YouSectionProps) {
  const draft = useDraft(
    { name: user.name, display_name: user.display_name ?? '', email: user.email },
    async ({ email, ...names }) => {
      const isNew = email.trim() !== user.email;
      takeUser(await ask((desk) => desk.profile.update({ ...names, ...(isNew ? { email } : {}) })));
      toast(isNew ? t('profile.emailSent', { email }) : t('ui.saved'), { tone: 'good' });
    },
    { fields: ['name', 'display_name', 'email'], saved: null },
  );
  const { values, set, problem } = draft;
  return (
    <DraftForm draft={draft}>
      <Section
        title={t('profile.you')}
        hint={`${t('profile.role', { account: account.name })}: ${t(`profile.${account.role}`)}`}
      >
        <PictureField
          name={user.name}
          picture={user.avatar_url}
          onPick={async (avatar) => takeUser(await ask((desk) => desk.profile.update({ avatar })))}
          onRemove={async () => takeUser(await ask((desk) => desk.profile.removeAvatar({})))}
        />
        <TextField
          label={t('profile.name')}
          name="name"
          autoComplete="name"
          required
          problem={problem('name')}
          value={values.name}
          onChange={(event) => set('name', event.target.value)}
        />
        <TextField
          label={t('profile.displayName')}
          hint={t('profile.displayNameHint')}
          optional
          name="display_name"
          autoComplete="nickname"
          problem={problem('display_name')}
          value={values.display_name}
          onChange={(event) => set('display_name', event.target.value)}
        />
        <TextField
          label={t('profile.email')}
          hint={t('profile.emailHint')}
          type="email"
          name="email"
          autoComplete="email"
          required
          problem={problem('email')}
          value={values.email}
          onChange={(event) => set('email', event.target.value)}
        />
        {!user.confirmed && <Resend />}
      </Section>
    </DraftForm>
  );
}

function Resend() {
  const resend = async () => {
    try {
      await ask((desk) => desk.profile.resendConfirmation({}));
      toast(t('profile.confirmationSent'));
    } catch (error) {
      toast(sentenceOf(error), { tone: 'bad' });
    }
  };
  return (
    <div>
      <Button size="small" onClick={() => void resend()}>
        {t('profile.resendConfirmation')}
      </Button>
    </div>
  );
}
