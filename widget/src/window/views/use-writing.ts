import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { draftOf, moveDraft, noteDraft } from '../state/drafts.ts';
import { enqueue } from '../state/outbox.ts';
import { replyingTo } from '../state/replying.ts';
import type { ThreadId } from '../state/route.ts';
import { isMobile, isOpen, referrer } from '../state/settings.ts';
import { clearStaged, staged } from '../state/staged.ts';
import { stopTyping, type } from '../state/typing.ts';

const HEIGHT_MAX_PX = 160;

type Field = { current: HTMLTextAreaElement | null };

/** The text that is being written in a conversation, and its field. */
export function useWriting(thread: ThreadId) {
  const field = useRef<HTMLTextAreaElement>(null);
  const text = useSignal(draftOf(thread));
  useFocus(field);
  useGrowth(field, text.value);
  useEffect(() => moveDraft(thread, text.value), [thread]);
  const write = (next: string) => {
    text.value = next;
    noteDraft(thread, next);
    if (next) type(thread);
  };
  const send = () => {
    const content = text.value.trim();
    const files = staged.value;
    if (!content && files.length === 0) return;
    stopTyping();
    const reply_to = replyingTo.value?.conversation_id === thread ? replyingTo.value.id : undefined;
    void enqueue({ thread, content, files, reply_to, referrer: referrer.value });
    write('');
    replyingTo.value = undefined;
    clearStaged();
    field.current?.focus();
  };
  /** Puts something in where the cursor stands. */
  const insert = (piece: string) => {
    const { selectionStart: start, selectionEnd: end } = field.current ?? {
      selectionStart: 0,
      selectionEnd: 0,
    };
    write(text.value.slice(0, start) + piece + text.value.slice(end));
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(start + piece.length, start + piece.length);
    });
  };
  return { field, text: text.value, write, send, insert };
}

/** The visitor can write at once; on a telephone the keyboard would cover what there is to read. */
function useFocus(field: Field) {
  useEffect(() => {
    if (isOpen.value && !isMobile.value) field.current?.focus({ preventScroll: true });
  }, [isOpen.value, isMobile.value]);
  useEffect(() => {
    if (replyingTo.value) field.current?.focus();
  }, [replyingTo.value]);
}

function useGrowth(field: Field, text: string) {
  useLayoutEffect(() => {
    const { current } = field;
    if (!current) return;
    current.style.height = 'auto';
    current.style.height = text ? `${Math.min(current.scrollHeight, HEIGHT_MAX_PX)}px` : '';
  }, [text]);
}
