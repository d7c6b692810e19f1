import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  Braces,
  ChevronRight,
  Code,
  Inbox as InboxIcon,
  type LucideIcon,
  Send,
  UserPlus,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { ask } from '../app/ask.ts';
import { useLive } from '../app/live/use-live.ts';
import { type Inbox, inboxesQuery } from '../app/queries.ts';
import { t, type WordKey } from '../words/words.ts';

interface FirstStepsProps {
  /** What stands here once the desk has conversations, and until that is known. */
  children: ReactNode;
}

/** What a new desk needs before its first conversation, for whoever sets it up. */
export function FirstSteps({ children }: FirstStepsProps) {
  const { account_id } = useLive();
  const inboxes = useQuery(inboxesQuery(account_id)).data;
  const { data: isNew } = useQuery({
    queryKey: ['account', account_id, 'is-new'],
    queryFn: async ({ signal }) => {
      const { meta } = await ask((desk) =>
        desk.conversations.meta({ account_id, status: 'all' }, { signal }),
      );
      return meta.all_count === 0;
    },
  });
  if (!isNew || !inboxes) return children;
  return (
    <section aria-labelledby="first-steps" className="grid w-full max-w-xl content-center gap-4 p-6">
      <div className="grid gap-1">
        <h2 id="first-steps" className="text-title font-semibold">
          {t('welcome.title')}
        </h2>
        <p className="text-ink-soft">{t('welcome.text')}</p>
      </div>
      <ul className="divide-y divide-line overflow-hidden rounded-large border border-line bg-surface">
        <InboxSteps website={inboxes.find(({ website_token }) => website_token !== null)} />
        <Step icon={UserPlus} title="welcome.invite" text="welcome.inviteText">
          {(className, title) => (
            <Link to="/accounts/$account_id/settings/agents" params={{ account_id }} className={className}>
              {title}
            </Link>
          )}
        </Step>
        <Step icon={Braces} title="welcome.program" text="welcome.programText">
          {(className, title) => (
            <a href="/docs" target="_blank" rel="noreferrer" className={className}>
              {title}
            </a>
          )}
        </Step>
      </ul>
    </section>
  );
}

/** The way to a chat that customers find, or to an inbox where there is none yet. */
function InboxSteps({ website }: { website: Inbox | undefined }) {
  const { account_id } = useLive();
  if (!website)
    return (
      <Step icon={InboxIcon} title="welcome.inbox" text="welcome.inboxText">
        {(className, title) => (
          <Link to="/accounts/$account_id/settings/inboxes/new" params={{ account_id }} className={className}>
            {title}
          </Link>
        )}
      </Step>
    );
  return (
    <>
      <Step icon={Send} title="welcome.tryChat" text="welcome.tryChatText">
        {(className, title) => (
          <a
            href={`/widget?website_token=${website.website_token}`}
            target="_blank"
            rel="noreferrer"
            className={className}
          >
            {title}
          </a>
        )}
      </Step>
      <Step icon={Code} title="welcome.website" text="welcome.websiteText">
        {(className, title) => (
          <Link
            to="/accounts/$account_id/settings/inboxes/$inbox_id"
            params={{ account_id, inbox_id: website.id }}
            search={{ tab: 'configuration' }}
            className={className}
          >
            {title}
          </Link>
        )}
      </Step>
    </>
  );
}

interface StepProps {
  icon: LucideIcon;
  title: WordKey;
  text: WordKey;
  /** The link, which is as large as the step. */
  children(className: string, title: string): ReactNode;
}

function Step({ icon: Icon, title, text, children }: StepProps) {
  return (
    <li className="relative flex items-center gap-3 p-4 hover:bg-hover">
      <span className="inline-flex size-9 shrink-0 items-center justify-center rounded-base bg-accent-ground text-accent">
        <Icon size={20} strokeWidth={1.75} aria-hidden="true" />
      </span>
      <span className="grid grow gap-0.5">
        {children('inline-flex min-h-6 items-center font-medium after:absolute after:inset-0', t(title))}
        <span className="text-small text-ink-soft">{t(text)}</span>
      </span>
      <ChevronRight size={18} aria-hidden="true" className="shrink-0 text-ink-soft rtl:-scale-x-100" />
    </li>
  );
}
