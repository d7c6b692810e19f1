import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useLive } from '../app/live/use-live.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Section } from '../ui/page.tsx';
import { Loading } from '../ui/placeholders.tsx';
import { formatTime } from '../words/format.ts';
import { t } from '../words/words.ts';
import { conditionsOf, type Narrowing } from './narrowing.ts';
import type { SeenAgent } from './presence.ts';
import { loadsQuery } from './reading.ts';

/** Fewer than these are shown whether they are there or not. */
const FEW_MAX = 8;
/** Counted are no more: it is a question for each. */
const COUNTED_MAX = 24;

interface AgentListProps {
  seen: readonly SeenAgent[] | undefined;
  narrowing: Narrowing;
}

/** Who is there to answer, and how many open conversations each of them has. */
export function AgentList({ seen, narrowing }: AgentListProps) {
  const { account_id } = useLive();
  const [isAllWanted, setAllWanted] = useState(false);
  const present = seen?.filter(({ availability }) => availability !== 'offline') ?? [];
  const absent_count = (seen?.length ?? 0) - present.length;
  const isLong = absent_count > 0 && present.length + absent_count > FEW_MAX;
  const shown = isLong && !isAllWanted ? present : seen;
  // In the order of ids, so that somebody who comes or goes is no new question.
  const counted = (shown ?? [])
    .slice(0, COUNTED_MAX)
    .map(({ agent }) => agent.id)
    .sort((one, other) => one - other);
  const loads = useQuery({ ...loadsQuery(account_id, narrowing, counted), enabled: counted.length > 0 });
  const hint =
    loads.data && !loads.isPlaceholderData
      ? t('overview.agentsHint', { time: formatTime(loads.dataUpdatedAt / 1000) })
      : undefined;
  const list = useId();
  return (
    <Section title={t('overview.agents')} hint={hint}>
      {shown ? (
        <div className="-mx-4 -mb-4 grid border-t border-line *:min-w-0 sm:-mx-5 sm:-mb-5">
          <ul id={list} className="divide-y divide-line">
            {shown.map((each) => (
              <AgentRow
                key={each.agent.id}
                {...each}
                narrowing={narrowing}
                load={loads.data?.get(each.agent.id)}
              />
            ))}
          </ul>
          {isLong && (
            <Button
              look="quiet"
              size="small"
              aria-expanded={isAllWanted}
              aria-controls={list}
              onClick={() => setAllWanted(!isAllWanted)}
              className="m-2 justify-self-start"
            >
              {isAllWanted ? t('overview.hideOffline') : t('overview.showOffline', { count: absent_count })}
            </Button>
          )}
        </div>
      ) : (
        <Loading />
      )}
    </Section>
  );
}

type AgentRowProps = SeenAgent & { narrowing: Narrowing; load: number | undefined };

function AgentRow({ agent, availability, narrowing, load }: AgentRowProps) {
  const { account_id } = useLive();
  return (
    <li data-agent={agent.id} className="flex items-center gap-3 px-4 py-2 sm:px-5">
      <Avatar name={agent.available_name} picture={agent.thumbnail} presence={availability} />
      <span className="grid min-w-0 grow">
        <bdi className="truncate font-medium">{agent.available_name}</bdi>
        <span className="text-small text-ink-soft">{t(`ui.${availability}`)}</span>
      </span>
      {load !== undefined && (
        <Link
          to="/accounts/$account_id/conversations"
          params={{ account_id }}
          search={{ filter: conditionsOf(agent.id, narrowing) }}
          preload={false}
          className="-mx-1 flex min-h-6 shrink-0 items-center rounded-base px-1 text-small text-ink-soft tabular-nums hover:text-ink hover:underline"
        >
          {t('overview.openCount', { count: load })}
        </Link>
      )}
    </li>
  );
}
