import type { Client } from '@porchlight/client/sdk';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../app/ask.ts';
import { queryClient } from '../app/query-client.ts';
import { Answer } from '../settings/answer.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Section } from '../ui/page.tsx';
import { t } from '../words/words.ts';
import { BackupCodes, CodeDialog } from './code-dialog.tsx';
import { SetUpDialog } from './set-up-dialog.tsx';

const mfaQuery = queryOptions({
  queryKey: ['profile', 'mfa'],
  queryFn: ({ signal }) => ask((desk) => desk.mfa.show({}, { signal })),
});

const forget = () => queryClient.invalidateQueries({ queryKey: mfaQuery.queryKey });

type Mfa = Awaited<ReturnType<Client['mfa']['show']>>;
type Step = 'set-up' | 'codes' | 'off';

/** Codes of an app as a second proof of who signs in. */
export function TwoFactorSection() {
  const query = useQuery(mfaQuery);
  const [step, setStep] = useState<Step>();
  const [codes, setCodes] = useState<readonly string[]>();
  const close = () => setStep(undefined);
  const finish = async (fresh?: readonly string[]) => {
    await forget();
    setCodes(fresh);
    close();
  };
  return (
    <Section title={t('profile.twoFactor')} hint={t('profile.twoFactorHint')}>
      <Answer query={query}>
        {(mfa) => (
          <>
            {codes && <BackupCodes codes={codes} />}
            <Standing mfa={mfa} onStep={setStep} />
          </>
        )}
      </Answer>
      {step && <StepDialog step={step} onClose={close} onDone={finish} />}
    </Section>
  );
}

/** Whether it is on, and what can be done about that. */
function Standing({ mfa: { enabled, feature_available }, onStep }: { mfa: Mfa; onStep(step: Step): void }) {
  return (
    <>
      {!feature_available && !enabled && <Notice tone="plain">{t('profile.twoFactorMissing')}</Notice>}
      <div className="flex flex-wrap items-center gap-2">
        <Badge tone={enabled ? 'good' : 'plain'}>{t(enabled ? 'profile.isOn' : 'profile.isOff')}</Badge>
        {enabled && (
          <>
            <Button size="small" onClick={() => onStep('codes')}>
              {t('profile.newCodes')}
            </Button>
            <Button size="small" onClick={() => onStep('off')}>
              {t('profile.turnOff')}
            </Button>
          </>
        )}
        {!enabled && feature_available && (
          <Button size="small" look="primary" onClick={() => onStep('set-up')}>
            {t('profile.setUp')}
          </Button>
        )}
      </div>
    </>
  );
}

interface StepDialogProps {
  step: Step;
  onClose(): void;
  onDone(codes?: readonly string[]): Promise<void>;
}

function StepDialog({ step, onClose, onDone }: StepDialogProps) {
  if (step === 'set-up') return <SetUpDialog onClose={onClose} onDone={onDone} />;
  if (step === 'codes')
    return (
      <CodeDialog
        title={t('profile.newCodes')}
        hint={t('profile.newCodesHint')}
        onClose={onClose}
        run={async ({ otp_code }) =>
          await onDone((await ask((desk) => desk.mfa.makeBackupCodes({ otp_code }))).backup_codes)
        }
      />
    );
  return (
    <CodeDialog
      title={t('profile.turnOff')}
      hint={t('profile.turnOffHint')}
      asksPassword
      onClose={onClose}
      run={async (proof) => {
        await ask((desk) => desk.mfa.disable(proof));
        await onDone();
      }}
    />
  );
}
