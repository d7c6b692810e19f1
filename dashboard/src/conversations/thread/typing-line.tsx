import { hasSameItems, useDesk } from '../../app/live/use-live.ts';
import { useMe } from '../../app/use-me.ts';
import { formatList } from '../../words/format.ts';
import { t } from '../../words/words.ts';

/** Who else is writing here; whoever writes a reply is told from who writes a note. */
export function TypingLine({ conversation_id }: { conversation_id: number }) {
  const { user } = useMe();
  const typists = useDesk(
    (state) =>
      (state.typing.get(conversation_id) ?? []).filter(({ type, id }) => type !== 'user' || id !== user.id),
    hasSameItems,
  );
  const names = formatList(typists.map(({ name }) => name));
  const isReplying = typists.some(({ type, is_private }) => type === 'user' && !is_private);
  return (
    <p role="status" className="min-h-5 px-3 text-small text-ink-soft">
      {typists.length > 0 &&
        t(isReplying ? 'thread.isReplying' : 'thread.isTyping', { names, count: typists.length })}
    </p>
  );
}
