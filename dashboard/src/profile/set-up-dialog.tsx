import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { ask } from '../app/ask.ts';
import { Answer } from '../settings/answer.tsx';
import { DraftDialog } from '../settings/draft-dialog.tsx';
import { SecretLine } from '../settings/secret-line.tsx';
import { useDraft } from '../settings/use-draft.ts';
import { TextField } from '../ui/input.tsx';
import { Loading } from '../ui/placeholders.tsx';
import { t } from '../words/words.ts';

const QrCode = lazy(async () => ({ default: (await import('./qr-code.tsx')).QrCode }));

interface SetUpDialogProps {
  onClose(): void;
  /** It is on; these codes are shown this once. */
  onDone(codes: readonly string[]): Promise<void>;
}

/** Gives an app the secret, and asks for a first code of it. */
export function SetUpDialog({ onClose, onDone }: SetUpDialogProps) {
  // A secret counts for one opening of the window: each asks for a new one.
  const query = useQuery({
    queryKey: ['profile', 'mfa', 'secret'],
    queryFn: () => ask((desk) => desk.mfa.begin({})),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const draft = useDraft(
    { otp_code: '' },
    async ({ otp_code }) =>
      await onDone((await ask((desk) => desk.mfa.verify({ otp_code }))).backup_codes ?? []),
    { fields: ['otp_code'], saved: t('profile.twoFactorOn') },
  );
  return (
    <DraftDialog
      draft={draft}
      title={t('profile.twoFactor')}
      hint={t('profile.setUpHint')}
      submit={t('profile.turnOn')}
      onClose={onClose}
    >
      <Answer query={query}>
        {({ provisioning_url, secret }) => (
          <>
            <Suspense fallback={<QrPlace />}>
              <QrCode text={provisioning_url} label={t('profile.qrCode')} />
            </Suspense>
            <SecretLine label={t('profile.setUpKey')} hint={t('profile.setUpKeyHint')} value={secret} />
          </>
        )}
      </Answer>
      <TextField
        label={t('profile.code')}
        name="otp_code"
        inputMode="numeric"
        autoComplete="one-time-code"
        dir="ltr"
        problem={draft.problem('otp_code')}
        value={draft.values.otp_code}
        onChange={(event) => draft.set('otp_code', event.target.value)}
      />
    </DraftDialog>
  );
}

/** As large as the code, so that nothing moves when it comes. */
function QrPlace() {
  return (
    <div className="size-48">
      <Loading />
    </div>
  );
}
