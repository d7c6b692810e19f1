import type { MessageState } from '@porchlight/client/state/desk';
import type { Live } from '../../app/live/live.ts';
import type { User } from '../../app/people.ts';
import { toastWithUndo } from '../../ui/toast.tsx';
import { t } from '../../words/words.ts';
import { answerIn } from './collision.ts';
import { contentOf, isBlank } from './draft.ts';
import { draftsOf } from './open-drafts.ts';
import { signatureOf, undoSeconds } from './settings.ts';
import { takeBack, underway } from './underway.ts';
import { watchSending } from './watch-sending.ts';

/** How sending went: `answered` when a colleague was faster, and what they wrote. */
export type Outcome = { is: 'sent' | 'blank' } | { is: 'answered'; by: MessageState };

interface SendOptions {
  /** Whose it is. */
  user: User;
  /** Resolves the conversation once the message is at the desk. */
  may_resolve?: boolean;
  /** The answer of a colleague that was looked at: it stops nothing any more. */
  looked_at?: number;
}

/**
 * Sends what is written in the conversation, in the mode of the moment. It is held back for as long as the user chose;
 * in that time it can be taken back, and it comes back by itself when a colleague answers.
 */
export function sendDraft(live: Live, conversation_id: number, options: SendOptions): Outcome {
  const { user, may_resolve = false, looked_at = 0 } = options;
  const drafts = draftsOf(live);
  const { mode, ...texts } = drafts.of(conversation_id);
  const written = texts[mode];
  if (!written || isBlank(written)) return { is: 'blank' };
  const draft = { ...written, begun_after_id: Math.max(written.begun_after_id, looked_at) };
  const by = mode === 'reply' ? answerIn(live.store.get(), conversation_id, draft, user.id) : undefined;
  if (by) return { is: 'answered', by };
  const hold_ms = mode === 'reply' ? undoSeconds(user.ui_settings) * 1000 : 0;
  watchSending(live, user);
  const echo_id = live.outbox.write(
    {
      conversation_id,
      content: contentOf(draft, mode, signatureOf(user)),
      private: mode === 'note',
      last_seen_message_id: draft.begun_after_id,
      ...(draft.in_reply_to === undefined ? {} : { content_attributes: { in_reply_to: draft.in_reply_to } }),
      ...(draft.files.length > 0 ? { files: draft.files } : {}),
    },
    hold_ms,
  );
  drafts.drop(conversation_id, mode);
  const hide = hold_ms > 0 ? offerUndo(live, echo_id, hold_ms) : () => undefined;
  underway.set(echo_id, { conversation_id, mode, draft, may_resolve, hide });
  return { is: 'sent' };
}

const offerUndo = (live: Live, echo_id: string, hold_ms: number) =>
  toastWithUndo(t('thread.sending'), () => takeBack(live, echo_id), { shown_ms: hold_ms });
