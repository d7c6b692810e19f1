import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import { useLive } from '../../app/live/use-live.ts';
import { Page } from '../../ui/page.tsx';
import { formatNumber } from '../../words/format.ts';
import { t } from '../../words/words.ts';
import { Answer } from '../answer.tsx';
import { channelForms } from './channel-fields.ts';
import { ChannelStep } from './channel-step.tsx';
import { DoneStep } from './done-step.tsx';
import type { GuideSearch } from './guide.ts';
import { inboxQuery } from './inbox-queries.ts';
import { MembersStep } from './members-step.tsx';
import { SettingsStep } from './settings-step.tsx';

const NAMES = [
  'inboxes.stepChannel',
  'inboxes.stepSettings',
  'inboxes.stepMembers',
  'inboxes.stepDone',
] as const;

const route = getRouteApi('/accounts/$account_id/settings/inboxes/new');

/** Leads from a channel to an inbox that works; where it stands is in the address. */
export function NewInboxPage() {
  const { channel, inbox_id, is_done } = route.useSearch();
  const form = channelForms.find(({ wire_type }) => wire_type === channel);
  const go = useGuide();
  if (inbox_id !== undefined) return <MadeInbox inbox_id={inbox_id} isDone={is_done === true} />;
  return (
    <Page title={t('inboxes.newHeading')}>
      <Steps at={form ? 1 : 0} />
      {form ? (
        <SettingsStep form={form} onBack={() => go({})} onMade={(id) => go({ inbox_id: id }, 'replace')} />
      ) : (
        <ChannelStep onChoose={({ wire_type }) => go({ channel: wire_type })} />
      )}
    </Page>
  );
}

interface MadeInboxProps {
  inbox_id: number;
  isDone: boolean;
}

/** The steps once the inbox is there. */
function MadeInbox({ inbox_id, isDone }: MadeInboxProps) {
  const { account_id } = useLive();
  const go = useGuide();
  const query = useQuery(inboxQuery(account_id, inbox_id));
  return (
    <Page title={t('inboxes.newHeading')}>
      <Steps at={isDone ? 3 : 2} />
      <Answer query={query}>
        {(inbox) =>
          isDone ? (
            <DoneStep account_id={account_id} inbox={inbox} />
          ) : (
            <MembersStep
              account_id={account_id}
              inbox={inbox}
              onDone={() => go({ inbox_id, is_done: true })}
            />
          )
        }
      </Answer>
    </Page>
  );
}

/** Goes to a step. Nothing leads back to the form of an inbox that was made with it. */
function useGuide() {
  const { account_id } = useLive();
  const navigate = useNavigate();
  return (search: GuideSearch, how?: 'replace') =>
    void navigate({
      to: '/accounts/$account_id/settings/inboxes/new',
      params: { account_id },
      search,
      replace: how === 'replace',
      ignoreBlocker: how === 'replace',
    });
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
          <span className={index === at ? undefined : 'max-sm:unseen'}>{t(name)}</span>
        </li>
      ))}
    </ol>
  );
}
