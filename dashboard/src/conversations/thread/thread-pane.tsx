import { MessageSquareOff } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { isMissing, sentenceOf } from '../../app/ask.ts';
import { useDesk, useGaps, useLive } from '../../app/live/use-live.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState, Failure, Loading } from '../../ui/placeholders.tsx';
import { toast } from '../../ui/toast.tsx';
import { t } from '../../words/words.ts';
import { listScope } from '../actions/scopes.ts';
import { Composer } from '../composer/composer.tsx';
import { useKnownPlace } from '../places.ts';
import { MessageList, type MessageListHandle } from './message-list.tsx';
import { ThreadHeader } from './thread-header.tsx';
import { readBackTo, readThread } from './thread-loading.ts';
import { placeOf } from './use-end.ts';
import { useReading } from './use-reading.ts';

interface ThreadPaneProps {
  conversation_id: number;
  /** The message to show first, as a link names it. */
  anchor?: number | undefined;
}

/** A conversation: whose it is, what was said, and the place to answer. */
export function ThreadPane({ conversation_id, anchor }: ThreadPaneProps) {
  return <OpenThread key={conversation_id} conversation_id={conversation_id} anchor={anchor} />;
}

function OpenThread({ conversation_id, anchor }: ThreadPaneProps) {
  const { failure, isUnknown, retry } = useThread(conversation_id);
  const conversation = useDesk((state) => state.conversations.get(conversation_id));
  const isHere = useDesk((state) => (state.threads.get(conversation_id)?.messages.length ?? 0) > 0);
  const isRead = useDesk((state) => state.threads.get(conversation_id)?.has_older === false);
  const seen_at = useReading(conversation_id);
  const list = useRef<MessageListHandle>(null);
  const show = useShow(conversation_id, list);
  const isBack = useKnownPlace(placeOf(conversation_id)) !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever comes back stands where they stood.
  useEffect(() => {
    if (anchor !== undefined && isHere && !isBack) void show(anchor);
  }, [anchor, isHere, show]);

  if (!conversation)
    return (
      <section aria-label={t('thread.conversation')} className="min-w-0 grow p-4">
        <NotHere conversation_id={conversation_id} failure={failure} isUnknown={isUnknown} onRetry={retry} />
      </section>
    );
  return (
    <section aria-label={t('thread.conversation')} className="flex h-full min-w-0 grow flex-col bg-ground">
      <ThreadHeader conversation={conversation} />
      {failure !== undefined && (
        <div className="p-3">
          <Failure sentence={failure} onRetry={retry} />
        </div>
      )}
      {isHere || isRead || failure !== undefined ? (
        <MessageList
          ref={list}
          conversation_id={conversation_id}
          seen_at={seen_at}
          isAnchored={anchor !== undefined}
          onShow={show}
        />
      ) : (
        <div className="grow">
          <Loading />
        </div>
      )}
      <Composer
        conversation={conversation}
        onShow={(id) => void show(id)}
        onSent={() => list.current?.toEnd()}
      />
    </section>
  );
}

interface NotHereProps {
  conversation_id: number;
  failure: string | undefined;
  /** The desk says that there is no such conversation for us. */
  isUnknown: boolean;
  onRetry(): void;
}

/** Stands in the place of a conversation that is on its way, was deleted, or cannot be read. */
function NotHere({ conversation_id, failure, isUnknown, onRetry }: NotHereProps) {
  const isGone = useDesk(({ gone }) => gone.has(`conversation ${conversation_id}`));
  if (isGone || isUnknown)
    return (
      <EmptyState
        icon={MessageSquareOff}
        title={t('thread.missing')}
        text={t('thread.missingText')}
        action={
          <Button onClick={() => listScope.current()?.open(undefined)}>{t('thread.backToList')}</Button>
        }
      />
    );
  return failure === undefined ? <Loading /> : <Failure sentence={failure} onRetry={onRetry} />;
}

/** Reads the thread, and reads it again when something of it may have been missed. */
function useThread(conversation_id: number) {
  const live = useLive();
  const gaps = useGaps();
  const [failure, setFailure] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a gap or another attempt reads again.
  useEffect(() => {
    setFailure(undefined);
    readThread(live, conversation_id).catch(setFailure);
  }, [live, conversation_id, gaps, attempt]);
  return {
    failure: failure === undefined ? undefined : sentenceOf(failure),
    isUnknown: isMissing(failure),
    retry: () => setAttempt(attempt + 1),
  };
}

/** What shows a message of the thread, reading back to it where it is further up. */
function useShow(conversation_id: number, list: React.RefObject<MessageListHandle | null>) {
  const live = useLive();
  const [show] = useState(() => async (message_id: number) => {
    try {
      if (await readBackTo(live, conversation_id, message_id)) list.current?.show(message_id);
      else toast(t('thread.messageGone'));
    } catch (error) {
      toast(sentenceOf(error), { tone: 'bad' });
    }
  });
  return show;
}
