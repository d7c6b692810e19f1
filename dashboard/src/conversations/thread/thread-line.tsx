import { memo } from 'react';
import { t } from '../../words/words.ts';
import { DayLine } from './day-line.tsx';
import { MessageBubble } from './message-bubble.tsx';
import { OutgoingBubble } from './outgoing-bubble.tsx';
import { ACTIVITY, type ThreadRow } from './thread-rows.ts';

/** A line of the thread, with what stands above it. */
export const ThreadLine = memo(function ThreadLine({ row }: { row: ThreadRow }) {
  return (
    <div className={row.isContinued ? 'pt-1' : 'pt-3'} data-line={row.key}>
      {row.day !== undefined && <DayLine at={row.day} />}
      {row.isFirstNew && (
        <p className="flex items-center gap-2 pb-3 text-tiny font-semibold text-accent" data-new>
          <span className="h-px grow bg-accent" />
          {t('thread.newMessages')}
          <span className="h-px grow bg-accent" />
        </p>
      )}
      <Line row={row} />
    </div>
  );
}, isSameLine);

function Line({ row }: { row: ThreadRow }) {
  if (row.kind === 'outgoing') return <OutgoingBubble entry={row.entry} isContinued={row.isContinued} />;
  const { message } = row;
  if (message.message_type === ACTIVITY)
    return (
      <p
        className="mx-auto w-fit max-w-full px-3 text-center text-small text-ink-soft wrap-anywhere"
        dir="auto"
      >
        {message.content}
      </p>
    );
  return <MessageBubble message={message} isContinued={row.isContinued} />;
}

/** Lines are made anew with each message; most of them say what they said before. */
function isSameLine({ row: one }: { row: ThreadRow }, { row: other }: { row: ThreadRow }): boolean {
  if (one.day !== other.day || one.isFirstNew !== other.isFirstNew) return false;
  if (one.isContinued !== other.isContinued) return false;
  if (one.kind === 'message') return other.kind === 'message' && one.message === other.message;
  return other.kind === 'outgoing' && one.entry === other.entry;
}
