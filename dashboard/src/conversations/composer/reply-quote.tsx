import { X } from 'lucide-react';
import { useDesk } from '../../app/live/use-live.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { t } from '../../words/words.ts';
import { excerptOf } from '../thread/excerpt.ts';

interface ReplyQuoteProps {
  conversation_id: number;
  message_id: number;
  onShow(message_id: number): void;
  onRemove(): void;
}

/** The message that is being answered. */
export function ReplyQuote({ conversation_id, message_id, onShow, onRemove }: ReplyQuoteProps) {
  const message = useDesk((state) =>
    state.threads.get(conversation_id)?.messages.find(({ id }) => id === message_id),
  );
  return (
    <div className="mb-1.5 flex items-center gap-2 rounded-base border-s-3 border-accent bg-sunken py-1 ps-2 pe-1 text-small">
      <span className="shrink-0 text-ink-soft">{t('thread.replyingTo')}</span>
      <button
        type="button"
        dir="auto"
        onClick={() => onShow(message_id)}
        className="min-w-0 grow truncate text-start"
      >
        {message ? excerptOf(message) : `#${message_id}`}
      </button>
      <IconButton icon={X} size="small" label={t('thread.replyToNothing')} onClick={onRemove} />
    </div>
  );
}
