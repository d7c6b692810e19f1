import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { RotateCw } from 'lucide-react';
import { sentenceOf } from '../app/ask.ts';
import { useDesk, useLive } from '../app/live/use-live.ts';
import { agentsQuery } from '../app/queries.ts';
import { useMe } from '../app/use-me.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Failure } from '../ui/placeholders.tsx';
import { formatTime } from '../words/format.ts';
import { t } from '../words/words.ts';
import { AgentList } from './agent-list.tsx';
import { NarrowingBar } from './narrowing-bar.tsx';
import { seenAgents } from './presence.ts';
import { Tiles } from './tiles.tsx';
import { useLiveReading } from './use-live-reading.ts';
import { WaitingList } from './waiting-list.tsx';

const route = getRouteApi('/accounts/$account_id/reports/overview');

/** How the desk stands now: in numbers, by who waits, and by who is there to answer. */
export function OverviewPage() {
  const narrowing = route.useSearch();
  const { account_id } = useLive();
  const navigate = useNavigate();
  const { account } = useMe();
  const { data, error, dataUpdatedAt, isFetching, refetch } = useLiveReading(narrowing);
  const agents = useQuery(agentsQuery(account_id)).data;
  const users = useDesk(({ presence }) => presence.users);
  const seen = agents && seenAgents(agents, users);
  return (
    <Page
      title={t('overview.title')}
      width="wide"
      hint={account.role === 'administrator' ? undefined : t('overview.ownInboxes')}
      actions={
        <NarrowingBar
          narrowing={narrowing}
          onNarrow={(search) =>
            void navigate({
              to: '/accounts/$account_id/reports/overview',
              params: { account_id },
              search,
              replace: true,
            })
          }
        />
      }
    >
      {error && data && (
        <Notice tone="warn">{t('overview.notReadAgain', { reason: sentenceOf(error) })}</Notice>
      )}
      {error && !data ? (
        <Failure sentence={sentenceOf(error)} onRetry={() => void refetch()} />
      ) : (
        <>
          <Tiles reading={data} narrowing={narrowing} seen={seen} />
          <ReadAt at_ms={dataUpdatedAt} isReading={isFetching} onRead={() => void refetch()} />
          <div className="grid items-start gap-5 *:min-w-0 lg:grid-cols-[1fr_22rem]">
            <WaitingList reading={data} narrowing={narrowing} />
            <AgentList seen={seen} narrowing={narrowing} />
          </div>
        </>
      )}
    </Page>
  );
}

interface ReadAtProps {
  /** 0 before anything was read. */
  at_ms: number;
  isReading: boolean;
  onRead(): void;
}

/** When the numbers were read, and the way to read them now. */
function ReadAt({ at_ms, isReading, onRead }: ReadAtProps) {
  return (
    <p className="-mt-3 flex min-h-6 items-center gap-1 text-small text-ink-soft">
      {at_ms > 0 && (
        <time dateTime={new Date(at_ms).toISOString()}>
          {t('overview.readAt', { time: formatTime(at_ms / 1000) })}
        </time>
      )}
      <IconButton
        icon={RotateCw}
        size="small"
        label={t('overview.readAgain')}
        aria-disabled={isReading || undefined}
        onClick={() => isReading || onRead()}
      />
    </p>
  );
}
