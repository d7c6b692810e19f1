import type { ConversationState } from '@porchlight/client/state/desk';
import { Lock, Paperclip, PencilLine } from 'lucide-react';
import { useDesk } from '../../app/live/use-live.ts';
import { useMe } from '../../app/use-me.ts';
import { classNames } from '../../ui/class-names.ts';
import { currentLanguage, t } from '../../words/words.ts';
import { useHasDraft } from '../composer/open-drafts.ts';
import { type Preview, previewOf } from './preview.ts';

interface RowPreviewProps {
  conversation: ConversationState;
  isUnread: boolean;
}

/** What was said last; before it that something was begun, and in its place that somebody is writing. */
export function RowPreview({ conversation, isUnread }: RowPreviewProps) {
  const { user } = useMe();
  const { id, last_message } = conversation;
  const hasDraft = useHasDraft(id);
  const typist = useDesk(({ typing }) =>
    typing.get(id)?.find((each) => each.type !== 'user' || each.id !== user.id),
  );
  const look = classNames(
    'min-w-0 grow truncate text-small',
    currentLanguage().dir === 'rtl' ? 'text-right' : 'text-left',
    isUnread ? 'text-ink' : 'text-ink-soft',
  );
  if (typist)
    return <span className={`${look} text-accent!`}>{t('conversations.typing', { name: typist.name })}</span>;
  return (
    <>
      {hasDraft && (
        <span className="-me-0.5 shrink-0 text-small font-medium text-bad">
          <PencilLine size={12} aria-hidden="true" className="me-1 inline" />
          {t('conversations.draft')}
        </span>
      )}
      {/* Cut at its own end, in whatever direction it is written. */}
      <span dir="auto" className={look}>
        {last_message ? <Said preview={previewOf(last_message, user.id)} /> : t('conversations.nothingSaid')}
      </span>
    </>
  );
}

const FILES = {
  image: 'conversations.fileImage',
  audio: 'conversations.fileAudio',
  video: 'conversations.fileVideo',
  location: 'conversations.fileLocation',
  contact: 'conversations.fileContact',
} as const;

const fileName = (file: string) => t(FILES[file as keyof typeof FILES] ?? 'conversations.fileOther');

function Said({ preview: { who, is_note, is_deleted, text, file } }: { preview: Preview }) {
  return (
    <>
      {is_note && (
        <>
          <Lock size={12} aria-hidden="true" className="me-1 inline text-warn" />
          <span className="unseen">{t('conversations.note')} </span>
        </>
      )}
      {who.is === 'me' && `${t('conversations.meSaid')} `}
      {who.is === 'other' && (
        <>
          <bdi>{who.name}</bdi>
          {': '}
        </>
      )}
      {is_deleted && t('conversations.messageDeleted')}
      {!is_deleted && file !== undefined && (
        <>
          <Paperclip size={12} aria-hidden="true" className="me-1 inline" />
          {fileName(file)}
        </>
      )}
      {!is_deleted && file === undefined && <bdi>{text || t('conversations.noText')}</bdi>}
    </>
  );
}
