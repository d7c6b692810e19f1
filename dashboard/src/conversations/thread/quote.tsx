import { useDesk } from '../../app/live/use-live.ts';
import { t } from '../../words/words.ts';
import { excerptOf } from './excerpt.ts';
import { useThreadContext } from './thread-context.ts';

/** The message that another one answers; leads to it. */
export function Quote({ message_id }: { message_id: number }) {
  const { conversation_id, show } = useThreadContext();
  const quoted = useDesk((state) =>
    state.threads.get(conversation_id)?.messages.find(({ id }) => id === message_id),
  );
  return (
    <button
      type="button"
      // Cut at its own end, in whatever direction it is written.
      dir="auto"
      onClick={() => show(message_id)}
      aria-label={t('thread.toQuoted', { text: quoted ? excerptOf(quoted) : `#${message_id}` })}
      className="min-h-6 truncate rounded-small border-s-3 border-line-strong bg-hover px-2 py-0.5 text-start text-small text-ink-soft"
    >
      {quoted ? excerptOf(quoted) : t('thread.earlierMessage')}
    </button>
  );
}
