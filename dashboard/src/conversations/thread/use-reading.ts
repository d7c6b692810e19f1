import type { MessageState } from '@porchlight/client/state/desk';
import { loadConversations } from '@porchlight/client/state/load';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { ask } from '../../app/ask.ts';
import type { Live } from '../../app/live/live.ts';
import { useDesk, useLive } from '../../app/live/use-live.ts';
import { INCOMING } from './thread-rows.ts';

const isIncoming = ({ message_type }: MessageState) => message_type === INCOMING;

/**
 * Marks the conversation as read while somebody looks at it. Answers until when it was read before, in Unix seconds;
 * nothing when there was nothing new.
 */
export function useReading(id: number): number | undefined {
  const live = useLive();
  const conversation = useDesk((state) => state.conversations.get(id));
  const newest = useDesk((state) => state.threads.get(id)?.messages.findLast(isIncoming)?.id);
  const isLooking = useSyncExternalStore(onLooking, looks);
  const isKnown = conversation !== undefined;
  const [first, setFirst] = useState<{ seen_at: number | undefined }>();
  if (conversation && !first)
    setFirst({
      seen_at: conversation.unread_count > 0 ? conversation.agent_last_seen_at : undefined,
    });
  // Whoever marks it as unread while it is open means it: only what is new, or coming back, reads it again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a newer message is read as well.
  useEffect(() => {
    if (isLooking && isKnown) void markRead(live, id);
  }, [live, id, newest, isLooking, isKnown]);
  return first?.seen_at;
}

async function markRead({ account_id, store }: Live, id: number) {
  if ((store.get().conversations.get(id)?.unread_count ?? 0) === 0) return;
  const asked_at = store.get().version;
  try {
    const read = await ask((desk) => desk.conversations.updateLastSeen({ account_id, id }));
    store.change((state) => loadConversations(state, [read], asked_at));
  } catch {
    // It counts as unread until it is looked at once more.
  }
}

const looks = () => document.visibilityState === 'visible' && document.hasFocus();

function onLooking(listener: () => void) {
  const names = ['focus', 'blur'] as const;
  for (const name of names) addEventListener(name, listener);
  document.addEventListener('visibilitychange', listener);
  return () => {
    for (const name of names) removeEventListener(name, listener);
    document.removeEventListener('visibilitychange', listener);
  };
}
