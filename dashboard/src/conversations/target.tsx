import { useMemo, useSyncExternalStore } from 'react';
import { useJudgedAgain, useScope } from '../actions/scope.ts';
import { hasSameItems, useDesk, useLive } from '../app/live/use-live.ts';
import { conversationScope, type Target } from './actions/scopes.ts';
import { selection } from './store/selection.ts';

/** Makes commands on conversations be about those that are selected, else about the open one or that in turn. */
export function HoldTarget({ single_id }: { single_id: number | undefined }) {
  const live = useLive();
  const { ids } = useSyncExternalStore(selection.subscribe, selection.get);
  const isSelection = ids.size > 0;
  const conversations = useDesk((state) => {
    const wanted = isSelection ? [...ids] : [single_id];
    return wanted.flatMap((id) => (id === undefined ? [] : (state.conversations.get(id) ?? [])));
  }, hasSameItems);
  const target = useMemo(() => ({ live, conversations, isSelection }), [live, conversations, isSelection]);
  return conversations.length === 0 ? null : <Held target={target} />;
}

function Held({ target }: { target: Target }) {
  useScope(conversationScope, target);
  useJudgedAgain(target);
  return null;
}
