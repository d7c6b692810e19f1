import { Check } from 'lucide-react';
import { useState } from 'react';
import { useLive } from '../../app/live/use-live.ts';
import type { Inbox } from '../../app/queries.ts';
import { Page } from '../../ui/page.tsx';
import { formatNumber } from '../../words/format.ts';
import { t } from '../../words/words.ts';
import type { ChannelForm } from './channel-fields.ts';
import { ChannelStep } from './channel-step.tsx';
import { DoneStep } from './done-step.tsx';
import { MembersStep } from './members-step.tsx';
import { SettingsStep } from './settings-step.tsx';

type Step =
  | { is: 'channel' }
  | { is: 'settings'; form: ChannelForm }
  | { is: 'members'; inbox: Inbox }
  | { is: 'done'; inbox: Inbox };

const NAMES = [
  'inboxes.stepChannel',
  'inboxes.stepSettings',
  'inboxes.stepMembers',
  'inboxes.stepDone',
] as const;
const ORDER: readonly Step['is'][] = ['channel', 'settings', 'members', 'done'];

/** Leads from a channel to an inbox that works. */
export function NewInboxPage() {
  const { account_id } = useLive();
  const [step, setStep] = useState<Step>({ is: 'channel' });
  return (
    <Page title={t('inboxes.newHeading')}>
      <Steps at={ORDER.indexOf(step.is)} />
      {step.is === 'channel' && <ChannelStep onChoose={(form) => setStep({ is: 'settings', form })} />}
      {step.is === 'settings' && (
        <SettingsStep
          account_id={account_id}
          form={step.form}
          onBack={() => setStep({ is: 'channel' })}
          onMade={(inbox) => setStep({ is: 'members', inbox })}
        />
      )}
      {step.is === 'members' && (
        <MembersStep
          account_id={account_id}
          inbox={step.inbox}
          onDone={() => setStep({ is: 'done', inbox: step.inbox })}
        />
      )}
      {step.is === 'done' && <DoneStep account_id={account_id} inbox={step.inbox} />}
    </Page>
  );
}

function Steps({ at }: { at: number }) {
  return (
    <ol className="flex flex-wrap items-center gap-x-5 gap-y-2">
      {NAMES.map((name, index) => (
        <li
          key={name}
          aria-current={index === at ? 'step' : undefined}
          className="group flex items-center gap-2 text-ink-soft aria-[current=step]:font-semibold aria-[current=step]:text-ink"
        >
          <span className="inline-flex size-6 items-center justify-center rounded-full border border-line-strong text-small group-aria-[current=step]:border-accent group-aria-[current=step]:bg-accent group-aria-[current=step]:text-on-accent">
            {index < at ? <Check size={14} aria-hidden="true" /> : formatNumber(index + 1)}
          </span>
          {t(name)}
        </li>
      ))}
    </ol>
  );
}
