import { Link } from '@tanstack/react-router';
import { useLive } from '../app/live/use-live.ts';
import type { ConversationsSearch } from '../conversations/search.ts';
import { Skeleton } from '../ui/placeholders.tsx';
import { formatNumber } from '../words/format.ts';
import { t, type WordKey } from '../words/words.ts';
import type { Narrowing } from './narrowing.ts';
import type { SeenAgent } from './presence.ts';
import type { Reading } from './reading.ts';

interface TilesProps {
  reading: Reading | undefined;
  narrowing: Narrowing;
  seen: readonly SeenAgent[] | undefined;
}

interface TileOf {
  name: 'open' | 'unattended' | 'unassigned' | 'pending' | 'snoozed';
  label: WordKey;
  hint: WordKey;
  /** The list that it counts. */
  search: ConversationsSearch;
}

const TILES: readonly TileOf[] = [
  {
    name: 'open',
    label: 'conversations.statusOpen',
    hint: 'overview.openHint',
    search: { assignee_type: 'all' },
  },
  {
    name: 'unattended',
    label: 'overview.unattended',
    hint: 'overview.unattendedHint',
    search: { assignee_type: 'all', conversation_type: 'unattended' },
  },
  {
    name: 'unassigned',
    label: 'conversations.tabUnassigned',
    hint: 'overview.unassignedHint',
    search: { assignee_type: 'unassigned' },
  },
  {
    name: 'pending',
    label: 'conversations.statusPending',
    hint: 'overview.pendingHint',
    search: { assignee_type: 'all', status: 'pending' },
  },
  {
    name: 'snoozed',
    label: 'conversations.statusSnoozed',
    hint: 'overview.snoozedHint',
    search: { assignee_type: 'all', status: 'snoozed' },
  },
];

/** The numbers of the desk, each a link to what it counts. */
export function Tiles({ reading, narrowing, seen }: TilesProps) {
  const { account_id } = useLive();
  return (
    <ul
      aria-label={t('overview.numbers')}
      className="grid grid-cols-2 gap-3 *:min-w-0 sm:grid-cols-3 lg:grid-cols-6"
    >
      {TILES.map(({ name, label, hint, search }) => (
        <li key={name}>
          <Link
            to="/accounts/$account_id/conversations"
            params={{ account_id }}
            search={{ ...search, ...narrowing }}
            preload={false}
            data-tile={name}
            className={`${TILE} hover:border-line-strong hover:bg-hover`}
          >
            <TileContent label={t(label)} hint={t(hint)} value={reading && formatNumber(reading[name])} />
          </Link>
        </li>
      ))}
      <li data-tile="online" className={TILE}>
        <TileContent
          label={t('overview.online')}
          hint={seen && t('overview.ofAgents', { count: seen.length })}
          value={seen && formatNumber(seen.filter(({ availability }) => availability === 'online').length)}
        />
      </li>
    </ul>
  );
}

const TILE =
  'grid h-full content-start gap-0.5 rounded-large border border-line bg-surface px-4 py-3 shadow-small';

interface TileContentProps {
  label: string;
  hint: string | undefined;
  value: string | undefined;
}

function TileContent({ label, hint, value }: TileContentProps) {
  return (
    <>
      <span className="truncate font-medium text-ink-soft">{label}</span>
      {value === undefined ? (
        <Skeleton className="my-1.5 h-6 w-12" />
      ) : (
        <span className="text-[1.75rem]/9 font-semibold tabular-nums">{value}</span>
      )}
      <span className="text-tiny text-ink-soft">{hint}</span>
    </>
  );
}
