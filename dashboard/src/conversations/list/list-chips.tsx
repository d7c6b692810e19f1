import { X } from 'lucide-react';
import { useLive } from '../../app/live/use-live.ts';
import { useInboxes, useTeams } from '../../app/queries.ts';
import { t } from '../../words/words.ts';
import type { ConversationsSearch } from '../search.ts';
import { KIND_LABELS } from './list-menus.tsx';

interface ListChipsProps {
  search: ConversationsSearch;
  show(change: ConversationsSearch): void;
}

/** What narrows the list, each with the way to take it away. */
export function ListChips({ search, show }: ListChipsProps) {
  const { account_id } = useLive();
  const inbox = useInboxes(account_id).find(({ id }) => id === search.inbox_id);
  const team = useTeams(account_id).find(({ id }) => id === search.team_id);
  const { inbox_id, team_id, label, conversation_type, filter } = search;
  const chips: { name: keyof ConversationsSearch; text: string }[] = [];
  if (conversation_type) chips.push({ name: 'conversation_type', text: t(KIND_LABELS[conversation_type]) });
  if (inbox_id !== undefined) chips.push({ name: 'inbox_id', text: inbox?.name ?? `${inbox_id}` });
  if (team_id !== undefined) chips.push({ name: 'team_id', text: team?.name ?? `${team_id}` });
  if (label !== undefined) chips.push({ name: 'label', text: label });
  if (filter) chips.push({ name: 'filter', text: t('conversations.conditions', { count: filter.length }) });
  if (chips.length === 0) return null;
  const without = (name: keyof ConversationsSearch) =>
    show({ ...search, [name]: undefined } as ConversationsSearch);
  return (
    <ul aria-label={t('conversations.narrowed')} className="flex flex-wrap gap-1.5 px-3 pt-2">
      {chips.map(({ name, text }) => (
        <li key={name}>
          <button
            type="button"
            aria-label={t('conversations.without', { what: text })}
            onClick={() => without(name)}
            className="inline-flex min-h-6 max-w-48 items-center gap-1 rounded-full border border-line bg-accent-ground px-2 text-tiny font-medium text-accent hover:bg-hover"
          >
            <bdi className="truncate">{text}</bdi>
            <X size={12} aria-hidden="true" className="shrink-0" />
          </button>
        </li>
      ))}
    </ul>
  );
}
