import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Live } from '../../app/live/live.ts';
import { useGaps, useLive } from '../../app/live/use-live.ts';
import { useMe } from '../../app/use-me.ts';
import { ConversationList, type Shown } from './conversation-list.ts';
import { type ListFilter, nameOf } from './membership.ts';

/** Lists that were shown of late keep their rows and their place, for going back to them. */
const KEPT_MAX = 12;

const opened = new WeakMap<Live, Map<string, ConversationList>>();

function listOf(live: Live, filter: ListFilter, user_id: number): ConversationList {
  const lists = opened.get(live) ?? new Map<string, ConversationList>();
  opened.set(live, lists);
  const name = nameOf(filter);
  const list = lists.get(name) ?? new ConversationList(live, filter, user_id);
  lists.delete(name);
  lists.set(name, list);
  const [oldest] = lists.keys();
  if (lists.size > KEPT_MAX && oldest !== undefined) lists.delete(oldest);
  return list;
}

function useList(filter: ListFilter): ConversationList {
  const live = useLive();
  const { user } = useMe();
  const name = nameOf(filter);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the name says all of the filter.
  return useMemo(() => listOf(live, filter, user.id), [live, name, user.id]);
}

/** Whether the desk has told what is in the list of that filter, which is shown elsewhere. */
export function useIsListRead(filter: ListFilter): boolean {
  const { shown } = useList(filter);
  return useSyncExternalStore(shown.subscribe, () => shown.get().isRead);
}

/** The list of that filter, which follows what happens while it is shown. */
export function useConversationList(filter: ListFilter): { list: ConversationList; shown: Shown } {
  const list = useList(filter);
  useEffect(() => list.start(), [list]);
  const gaps = useGaps();
  useEffect(() => {
    if (gaps > 0) void list.again();
  }, [gaps, list]);
  return { list, shown: useSyncExternalStore(list.shown.subscribe, list.shown.get) };
}
