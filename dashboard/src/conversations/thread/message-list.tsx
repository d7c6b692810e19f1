import { ArrowDown } from 'lucide-react';
import { type Ref, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Virtualizer } from 'virtua';
import { hasSameItems, useDesk, useLive, useOutbox } from '../../app/live/use-live.ts';
import { useMe } from '../../app/use-me.ts';
import { Button } from '../../ui/button.tsx';
import { t } from '../../words/words.ts';
import { ThreadContext } from './thread-context.ts';
import { ThreadLine } from './thread-line.tsx';
import { readOlder } from './thread-loading.ts';
import { isPrepended, rowsOf } from './thread-rows.ts';
import { TypingLine } from './typing-line.tsx';
import { useEnd, useKnownHeights } from './use-end.ts';

export interface MessageListHandle {
  /** Scrolls to a message that is here and marks it for a moment. */
  show(message_id: number): void;
  toEnd(): void;
}

interface MessageListProps {
  ref: Ref<MessageListHandle>;
  conversation_id: number;
  seen_at: number | undefined;
  /** A message is to be shown rather than the end. */
  isAnchored: boolean;
  onShow(message_id: number): Promise<void>;
}

const NEAR_START_PX = 600;
const MARKED_MS = 2500;
const NOTHING: never[] = [];

/** What was said, the newest at the bottom. The page holds only what is seen of it. */
export function MessageList({ ref, conversation_id, seen_at, isAnchored, onShow }: MessageListProps) {
  const rows = useRows(conversation_id, seen_at);
  const { scroller, virtualizer, ...end } = useEnd(conversation_id, rows, isAnchored);
  const heights = useKnownHeights(conversation_id, rows);
  const [marked, setMarked] = useState<number>();
  const loadOlder = useOlder(conversation_id, scroller);
  const before = useRef(rows);
  const isShifting = isPrepended(before.current, rows);
  useLayoutEffect(() => {
    before.current = rows;
  });
  useImperativeHandle(ref, () => ({
    toEnd: end.toEnd,
    show: (message_id) => {
      end.leave();
      const index = rows.findIndex((row) => row.kind === 'message' && row.message.id === message_id);
      if (index < 0) return;
      virtualizer.current?.scrollToIndex(index, { align: 'center' });
      setMarked(message_id);
      setTimeout(() => setMarked(undefined), MARKED_MS);
    },
  }));
  const context = useMemo(
    () => ({ conversation_id, marked, show: (id: number) => void onShow(id) }),
    [conversation_id, marked, onShow],
  );
  return (
    <ThreadContext value={context}>
      <div className="relative flex min-h-0 grow flex-col">
        <section
          ref={scroller}
          aria-label={t('thread.messages')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrolled by the keyboard as well.
          tabIndex={0}
          data-thread={conversation_id}
          className="flex min-h-0 grow flex-col overflow-y-auto px-3 [overflow-anchor:none]"
          onScroll={loadOlder}
        >
          <div className="grow" />
          <Virtualizer
            ref={virtualizer}
            scrollRef={scroller}
            shift={isShifting}
            onScroll={end.scrolled}
            {...(heights ? { cache: heights } : {})}
          >
            {rows.map((row) => (
              <ThreadLine key={row.key} row={row} />
            ))}
          </Virtualizer>
        </section>
        {end.unseen > 0 && <NewBelow count={end.unseen} onClick={end.toEnd} />}
        <TypingLine conversation_id={conversation_id} />
      </div>
    </ThreadContext>
  );
}

/** Says how much has come below what is read, and leads there. */
function NewBelow({ count, onClick }: { count: number; onClick(): void }) {
  return (
    <Button
      size="small"
      className="absolute inset-x-0 bottom-3 mx-auto w-fit rounded-full shadow-large"
      onClick={onClick}
    >
      <ArrowDown size={14} aria-hidden="true" />
      {t('thread.newBelow', { count })}
    </Button>
  );
}

function useRows(conversation_id: number, seen_at: number | undefined) {
  const { user } = useMe();
  const messages = useDesk((state) => state.threads.get(conversation_id)?.messages) ?? NOTHING;
  const outbox = useOutbox(
    (all) => all.filter((entry) => entry.conversation_id === conversation_id),
    hasSameItems,
  );
  return useMemo(
    () => rowsOf({ messages, outbox, seen_at, me_id: user.id }),
    [messages, outbox, seen_at, user.id],
  );
}

/** Reads older messages as the first ones come near. */
function useOlder(conversation_id: number, scroller: React.RefObject<HTMLElement | null>) {
  const live = useLive();
  const isReading = useRef(false);
  const read = async () => {
    const { current } = scroller;
    const hasOlder = live.store.get().threads.get(conversation_id)?.has_older;
    if (!current || !hasOlder || isReading.current || current.scrollTop > NEAR_START_PX) return;
    isReading.current = true;
    // Scrolling further asks again.
    await readOlder(live, conversation_id).catch(() => undefined);
    isReading.current = false;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for threads that do not fill the window.
  useLayoutEffect(() => void read(), []);
  return () => void read();
}
