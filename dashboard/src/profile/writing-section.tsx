import { ask } from '../app/ask.ts';
import type { User } from '../app/people.ts';
import { takeUser } from '../app/queries.ts';
import { isSigning, UNDO_SECONDS, undoSeconds } from '../conversations/composer/settings.ts';
import { Markdown } from '../conversations/thread/markdown.tsx';
import { DraftForm } from '../settings/draft-form.tsx';
import { useDraft } from '../settings/use-draft.ts';
import { Switch } from '../ui/choices.tsx';
import { TextAreaField } from '../ui/input.tsx';
import { Section } from '../ui/page.tsx';
import { SelectField } from '../ui/select.tsx';
import { t } from '../words/words.ts';

/** How replies go out: the signature below them, and how long they can be taken back. */
export function WritingSection({ user }: { user: User }) {
  const draft = useDraft(
    {
      message_signature: user.message_signature ?? '',
      send_with_signature: isSigning(user.ui_settings),
      undo_send_seconds: String(undoSeconds(user.ui_settings)),
    },
    async ({ message_signature, send_with_signature, undo_send_seconds }) => {
      const ui_settings = {
        ...user.ui_settings,
        send_with_signature,
        undo_send_seconds: Number(undo_send_seconds),
      };
      takeUser(await ask((desk) => desk.profile.update({ message_signature, ui_settings })));
    },
    { fields: ['message_signature'] },
  );
  const { values, set, problem } = draft;
  return (
    <DraftForm draft={draft}>
      <Section title={t('profile.writing')}>
        <SelectField
          label={t('profile.undoSend')}
          hint={t('profile.undoSendHint')}
          value={values.undo_send_seconds}
          options={UNDO_SECONDS.map((seconds) => ({
            value: String(seconds),
            label: seconds === 0 ? t('profile.undoNever') : t('profile.undoSeconds', { seconds }),
          }))}
          onChange={(seconds) => set('undo_send_seconds', seconds)}
        />
        <Switch
          label={t('profile.sign')}
          checked={values.send_with_signature}
          onChange={(isOn) => set('send_with_signature', isOn)}
        />
        <TextAreaField
          label={t('profile.signature')}
          hint={t('profile.signatureHint')}
          optional
          name="message_signature"
          problem={problem('message_signature')}
          value={values.message_signature}
          onChange={(event) => set('message_signature', event.target.value)}
        />
        {values.message_signature.trim() !== '' && (
          <div className="grid gap-1">
            <p className="text-small text-ink-soft">{t('profile.preview')}</p>
            <div dir="auto" className="rounded-base border border-line bg-sunken px-3 py-2">
              <Markdown source={values.message_signature} />
            </div>
          </div>
        )}
      </Section>
    </DraftForm>
  );
}
