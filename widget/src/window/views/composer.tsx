/** @jsxImportSource preact */
import { type Signal, useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { later } from '../later.tsx';
import { isFromDesk } from '../state/conversations.ts';
import { replyingTo } from '../state/replying.ts';
import type { ThreadId } from '../state/route.ts';
import { mayAttach, mayUseEmoji } from '../state/settings.ts';
import { problems, stage, staged } from '../state/staged.ts';
import { stopTyping } from '../state/typing.ts';
import { t } from '../words.ts';
import { nameOf } from './avatar.tsx';
import { Icon, IconButton } from './icons.tsx';
import { previewOf } from './preview.ts';
import { useDrops } from './use-drops.ts';
import { useWriting } from './use-writing.ts';

const Staged = later(() => import('./staged.tsx').then((all) => all.Staged));
const EmojiPicker = later(() => import('./emoji-picker.tsx').then((all) => all.EmojiPicker));

const CONTENT_MAX = 150_000;
export function Composer({ thread }: { thread: ThreadId }) {
  const { field, text, write, send, insert } = useWriting(thread);
  const isPicking = useSignal(false);
  const isOver = useDrops();
  const submit = (event: Event) => {
    event.preventDefault();
    isPicking.value = false;
    send();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) submit(event);
    if (event.key !== 'Escape' || !(isPicking.value || replyingTo.value)) return;
    // First what is open here; the window closes at the next one.
    event.preventDefault();
    isPicking.value = false;
    replyingTo.value = undefined;
  };
  const shutPicker = () => {
    isPicking.value = false;
    field.current?.focus();
  };
  return (
    <form class="composer" onSubmit={submit} onPaste={paste}>
      {isPicking.value && <EmojiPicker choose={insert} shut={shutPicker} />}
      <Answered thread={thread} />
      {staged.value.length + problems.value.length > 0 && <Staged />}
      {isOver && <div class="drop">{t('drop')}</div>}
      <div class="composer-box">
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          value={text}
          maxLength={CONTENT_MAX}
          placeholder={t('write')}
          aria-label={t('write')}
          onInput={({ currentTarget }) => write(currentTarget.value)}
          onKeyDown={keys}
          onBlur={stopTyping}
        />
        <Buttons isPicking={isPicking} isEmpty={!text.trim() && staged.value.length === 0} />
      </div>
    </form>
  );
}

function Buttons({ isPicking, isEmpty }: { isPicking: Signal<boolean>; isEmpty: boolean }) {
  const togglePicker = () => {
    isPicking.value = !isPicking.value;
  };
  return (
    <div class="composer-bar">
      {mayAttach.value && <AttachButton />}
      {mayUseEmoji.value && (
        <IconButton icon="emoji" label={t('emoji')} isOpen={isPicking.value} press={togglePicker} />
      )}
      <button class="send" type="submit" aria-label={t('send')} title={t('send')} disabled={isEmpty}>
        <Icon name="send" />
      </button>
    </div>
  );
}

function paste(event: ClipboardEvent) {
  const files = [...(event.clipboardData?.files ?? [])];
  if (files.length === 0) return;
  event.preventDefault();
  void stage(files);
}

function Answered({ thread }: { thread: ThreadId }) {
  const message = replyingTo.value;
  if (message?.conversation_id !== thread) return null;
  const name = isFromDesk(message) ? nameOf(message.sender) : t('you');
  return (
    <div class="answered">
      <blockquote class="quote">
        <strong>{t('replyTo', { name })}</strong>
        <span>{previewOf(message)}</span>
      </blockquote>
      <IconButton icon="close" label={t('cancel')} press={() => (replyingTo.value = undefined)} />
    </div>
  );
}

function AttachButton() {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton icon="attach" label={t('attach')} press={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('attach')}
        onChange={({ currentTarget }) => {
          void stage([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
    </>
  );
}
