import type { ConversationState } from '@porchlight/client/state/desk';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useDesk, useLive } from '../../app/live/use-live.ts';
import { useMe } from '../../app/use-me.ts';
import { toast } from '../../ui/toast.tsx';
import { t } from '../../words/words.ts';
import type { OpenComposer } from './actions.ts';
import { answerIn } from './collision.ts';
import { canBring, type Draft, isBlank } from './draft.ts';
import type { Drafts } from './drafts.ts';
import { FILE_BYTES_MAX, FILES_MAX, sortFiles } from './file-limits.ts';
import { draftsOf, useDrafts } from './open-drafts.ts';
import { sendDraft } from './sending.ts';
import { stopTyping, useTypingSignal } from './typing-signal.ts';
import { watchSending } from './watch-sending.ts';

/** What is written in a conversation, and all that changes it. */
export function useComposer(conversation: ConversationState, onSent: () => void) {
  const { id, can_reply } = conversation;
  const live = useLive();
  const { user } = useMe();
  const drafts = draftsOf(live);
  const { mode, ...texts } = useDrafts(id);
  const field = useRef<HTMLTextAreaElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const [stopped_by, setStopped] = useState<number>();
  const draft = texts[mode];
  const signal = useTypingSignal(id);
  const answer = useDesk((state) =>
    draft && mode === 'reply' ? answerIn(state, id, draft, user.id) : undefined,
  );
  useEffect(() => () => stopTyping(live, id), [live, id]);
  useEffect(() => watchSending(live, user), [live, user]);

  const send = (options: { may_resolve?: boolean; looked_at?: number } = {}) => {
    if (drafts.of(id).mode === 'reply' && !can_reply) return;
    const outcome = sendDraft(live, id, { user, ...options });
    setStopped(outcome.is === 'answered' ? outcome.by.id : undefined);
    field.current?.focus();
    if (outcome.is !== 'sent') return;
    stopTyping(live, id);
    onSent();
  };
  const change = (part: Partial<Draft>) => {
    const { mode: written } = drafts.of(id);
    drafts.change(id, written, part);
    if (part.content !== undefined) signal(part.content !== '', written === 'note');
  };
  return {
    mode,
    draft,
    isClosed: mode === 'reply' && !can_reply,
    field,
    files,
    /** Whether sending was stopped because of what a colleague answered. */
    isStopped: answer !== undefined && answer.id === stopped_by,
    send,
    change,
    addFiles: (added: readonly File[]) => {
      addFiles(drafts, id, added);
      field.current?.focus();
    },
    /** What a colleague answered was looked at: it stops nothing any more. */
    lookedAt: (message_id: number) => {
      drafts.change(id, 'reply', { begun_after_id: message_id });
      field.current?.focus();
    },
    bring: canBring(drafts.of(id))
      ? () => {
          drafts.bring(id);
          field.current?.focus();
        }
      : undefined,
    open: openComposer({ drafts, conversation, field, files, send }),
  };
}

interface Parts {
  drafts: Drafts;
  conversation: ConversationState;
  field: RefObject<HTMLTextAreaElement | null>;
  files: RefObject<HTMLInputElement | null>;
  send: OpenComposer['send'];
}

function openComposer({ drafts, conversation: { id, can_reply }, field, files, send }: Parts): OpenComposer {
  return {
    canSend: () => {
      const now = drafts.of(id);
      const isHere = !isElsewhere(field.current);
      return isHere && !isBlank(now[now.mode]) && (now.mode === 'note' || can_reply);
    },
    send,
    write: (wanted) => {
      drafts.choose(id, wanted);
      // The field may have been disabled until this very moment.
      requestAnimationFrame(() => field.current?.focus());
      field.current?.focus();
    },
    attach: () => files.current?.click(),
    focus: () => field.current?.focus(),
  };
}

function addFiles(drafts: Drafts, id: number, added: readonly File[]) {
  const { mode, ...texts } = drafts.of(id);
  const there = texts[mode]?.files ?? [];
  const { taken, refused } = sortFiles(there, added);
  for (const { file, why } of refused) toast(refusalOf(file, why), { tone: 'bad' });
  if (taken.length > 0) drafts.change(id, mode, { files: [...there, ...taken] });
}

/** Whether the focus is in a field that is not the composer's, where the same keys mean something else. */
function isElsewhere(field: HTMLTextAreaElement | null): boolean {
  const { activeElement } = document;
  return activeElement !== field && (activeElement?.matches('input,textarea,select') ?? false);
}

function refusalOf({ name }: File, why: 'size' | 'count' | 'empty'): string {
  if (why === 'count') return t('thread.tooManyFiles', { name, count: FILES_MAX });
  if (why === 'empty') return t('thread.emptyFile', { name });
  return t('thread.tooLarge', { name, megabytes: FILE_BYTES_MAX / 1024 / 1024 });
}
