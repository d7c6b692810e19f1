import { DraftDialog } from '../settings/draft-dialog.tsx';
import { useDraft } from '../settings/use-draft.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { TextField } from '../ui/input.tsx';
import { Notice } from '../ui/notice.tsx';
import { t } from '../words/words.ts';

interface Proof {
  otp_code: string;
  password: string;
}

interface CodeDialogProps {
  title: string;
  hint: string;
  asksPassword?: boolean;
  onClose(): void;
  run(proof: Proof): Promise<unknown>;
}

/** Asks for a code, and for the password where it matters more, before something is done. */
export function CodeDialog({ title, hint, asksPassword = false, onClose, run }: CodeDialogProps) {
  const draft = useDraft({ otp_code: '', password: '' }, run, { fields: ['otp_code', 'password'] });
  const { values, set, problem } = draft;
  return (
    <DraftDialog draft={draft} title={title} hint={hint} submit={title} onClose={onClose}>
      {asksPassword && (
        <TextField
          label={t('profile.currentPassword')}
          type="password"
          name="password"
          autoComplete="current-password"
          problem={problem('password')}
          value={values.password}
          onChange={(event) => set('password', event.target.value)}
        />
      )}
      <TextField
        label={t('profile.code')}
        name="otp_code"
        inputMode="numeric"
        autoComplete="one-time-code"
        dir="ltr"
        problem={problem('otp_code')}
        value={values.otp_code}
        onChange={(event) => set('otp_code', event.target.value)}
      />
    </DraftDialog>
  );
}

/** The codes that stand in for the app, shown this once. */
export function BackupCodes({ codes }: { codes: readonly string[] }) {
  return (
    <div className="grid justify-items-start gap-3">
      <Notice tone="good">{t('profile.backupCodes')}</Notice>
      <ul dir="ltr" className="grid grid-cols-2 gap-x-6 gap-y-1 font-mono">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <CopyButton text={codes.join('\n')} what={t('profile.backupCodesWhat')} />
    </div>
  );
}
