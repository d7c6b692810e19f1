/** @jsxImportSource preact */
import { later } from '../later.tsx';
import { Markdown, PlainText } from '../markdown.tsx';
import { isFromDesk } from '../state/conversations.ts';
import type { Entry } from '../state/entry.ts';
import { threadOf } from '../state/messages.ts';
import { replyingTo } from '../state/replying.ts';
import type { Message } from '../wire/shapes.ts';
import { t } from '../words.ts';
import { nameOf } from './avatar.tsx';
import { IconButton } from './icons.tsx';
import { previewOf } from './preview.ts';

const RICH = ['cards', 'form', 'input_select', 'article', 'input_email', 'input_csat'];

const Attachments = later(() => import('./attachments.tsx').then((all) => all.Attachments));
const WaitingFiles = later(() => import('./attachments.tsx').then((all) => all.WaitingFiles));
const Rich = later(() => import('../rich/rich.tsx').then((all) => all.Rich));

/** A message that the desk has. */
export function Bubble({ message }: { message: Message }) {
  const { content, content_type, content_attributes, attachments } = message;
  const { deleted, in_reply_to } = content_attributes ?? {};
  if (deleted) return <p class="bubble deleted">{t('deleted')}</p>;
  const isRich = RICH.includes(content_type);
  const isEmpty = !content && !attachments?.length && !isRich;
  return (
    <div class="line">
      <div class={isRich ? 'bubble rich' : 'bubble'}>
        {in_reply_to && <Quote id={in_reply_to} thread={message.conversation_id} />}
        {content && <Body message={message} />}
        {isEmpty && <p class="soft">{t('unsupported')}</p>}
        {attachments && attachments.length > 0 && <Attachments list={attachments} />}
        {isRich && <Rich message={message} />}
      </div>
      {isFromDesk(message) && !isRich && (
        <IconButton icon="reply" kind="reply" label={t('reply')} press={() => (replyingTo.value = message)} />
      )}
    </div>
  );
}

// What the visitor wrote is shown as they wrote it.
const Body = ({ message: { content, message_type } }: { message: Message }) => (
  <div class="prose" dir="auto">
    {message_type === 0 ? <PlainText source={content ?? ''} /> : <Markdown source={content ?? ''} />}
  </div>
);

/** What waits to be sent. */
export function EntryBubble({ entry: { content, files, reply_to, thread } }: { entry: Entry }) {
  return (
    <div class="line">
      <div class="bubble">
        {reply_to && <Quote id={reply_to} thread={thread} />}
        {content && (
          <div class="prose" dir="auto">
            <PlainText source={content} />
          </div>
        )}
        {files.length > 0 && <WaitingFiles files={files} />}
      </div>
    </div>
  );
}

function Quote({ id, thread }: { id: number; thread: number | 'new' }) {
  const quoted = threadOf(thread).messages.find((each) => each.id === id);
  if (!quoted) return null;
  return (
    <blockquote class="quote">
      <strong>{isFromDesk(quoted) ? nameOf(quoted.sender) : t('you')}</strong>
      <span>{previewOf(quoted)}</span>
    </blockquote>
  );
}
