import type { ContactState, MessageState, Sender } from '@porchlight/client/state/desk';
import { Lock } from 'lucide-react';
import { useDesk } from '../../app/live/use-live.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { formatMoment, formatTime } from '../../words/format.ts';
import { t } from '../../words/words.ts';
import { Bubble } from './bubble.tsx';
import { DeliveryMark, FailureLine } from './delivery.tsx';
import { MessageBody } from './message-body.tsx';
import { MessageMenu } from './message-menu.tsx';
import { Quote } from './quote.tsx';
import { useThreadContext } from './thread-context.ts';
import { INCOMING } from './thread-rows.ts';

interface MessageBubbleProps {
  message: MessageState;
  isContinued: boolean;
}

/** A message that the desk has. */
export function MessageBubble({ message, isContinued }: MessageBubbleProps) {
  const { marked } = useThreadContext();
  const { in_reply_to } = message.content_attributes;
  const isOurs = message.message_type !== INCOMING;
  return (
    <article data-message={message.id} className="grid gap-1">
      {!isContinued && <WriterLine message={message} />}
      <div className={isOurs ? 'pe-0' : 'ps-8'}>
        <Bubble
          side={isOurs ? 'ours' : 'theirs'}
          isPrivate={message.private}
          isMarked={marked === message.id}
          above={typeof in_reply_to === 'number' && <Quote message_id={in_reply_to} />}
          below={<Below message={message} isOurs={isOurs} />}
          menu={<MessageMenu message={message} />}
        >
          <MessageBody message={message} />
        </Bubble>
      </div>
      {message.status === 'failed' && isOurs && <FailureLine message={message} />}
    </article>
  );
}

function Below({ message, isOurs }: { message: MessageState; isOurs: boolean }) {
  return (
    <span className="flex items-center justify-end gap-1 text-tiny text-ink-soft">
      {message.private && (
        <span className="me-auto inline-flex items-center gap-1 font-medium text-warn">
          <Lock size={12} aria-hidden="true" />
          {t('thread.noteMark')}
        </span>
      )}
      <time
        dateTime={new Date(message.created_at * 1000).toISOString()}
        title={formatMoment(message.created_at)}
      >
        {formatTime(message.created_at)}
      </time>
      {isOurs && !message.private && <DeliveryMark status={message.status} />}
    </span>
  );
}

/** Who wrote it; said once for what one person wrote in a row. */
function WriterLine({ message }: { message: MessageState }) {
  const { sender, message_type } = message;
  const contact = useDesk((state) =>
    sender?.type === 'contact' ? state.contacts.get(sender.id) : undefined,
  );
  const isOurs = message_type !== INCOMING;
  const { name, picture } = writerOf(sender, contact);
  return (
    <p className={`flex items-center gap-2 text-small text-ink-soft ${isOurs ? 'flex-row-reverse' : ''}`}>
      {(!isOurs || sender) && <Avatar name={name} picture={picture} size="small" />}
      <bdi className="font-medium text-ink">{name}</bdi>
      {sender?.type === 'agent_bot' && <span>{t('thread.bot')}</span>}
    </p>
  );
}

function writerOf(sender: Sender | null, contact: ContactState | undefined) {
  if (!sender) return { name: t('thread.automatic'), picture: undefined };
  if (sender.type === 'contact')
    return { name: contact?.name || t('thread.contact'), picture: contact?.thumbnail };
  return { name: sender.name, picture: sender.thumbnail };
}
