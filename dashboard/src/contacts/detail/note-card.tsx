import { Pencil, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { Markdown } from '../../conversations/thread/markdown.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { formatAgo, formatMoment } from '../../words/format.ts';
import { t } from '../../words/words.ts';
import type { Note } from '../contact-queries.ts';
import { NoteForm } from './note-form.tsx';

interface NoteCardProps {
  note: Note;
  /** Answers whether the desk took it. */
  onRewrite(content: string): Promise<boolean>;
  onRemove(): void;
}

/** A note with who wrote it and when, changed in its place. */
export function NoteCard({ note, onRewrite, onRemove }: NoteCardProps) {
  const { content, user, created_at } = note;
  const [isEdited, setEdited] = useState(false);
  const card = useRef<HTMLLIElement>(null);
  const leave = () => {
    setEdited(false);
    requestAnimationFrame(() => card.current?.querySelector('button')?.focus());
  };
  const save = async (changed: string) => {
    const isTaken = await onRewrite(changed);
    if (isTaken) leave();
    return isTaken;
  };
  return (
    <li ref={card} className="grid min-w-0 gap-2 rounded-base border border-note-line bg-note-ground p-3">
      <div className="flex min-w-0 items-center gap-2 text-small text-ink-soft">
        <Avatar name={user?.name ?? ''} picture={user?.thumbnail} size="small" />
        <span className="min-w-0 grow truncate">
          <bdi className="font-medium text-ink">{user?.name}</bdi>{' '}
          <time title={formatMoment(created_at)}>{formatAgo(created_at)}</time>
        </span>
        {!isEdited && (
          <>
            <IconButton
              icon={Pencil}
              size="small"
              label={t('contacts.editNote')}
              onClick={() => setEdited(true)}
            />
            <IconButton icon={Trash2} size="small" label={t('panel.deleteNote')} onClick={onRemove} />
          </>
        )}
      </div>
      {isEdited ? (
        <NoteForm
          label={t('contacts.editNote')}
          submit={t('ui.save')}
          before={content}
          onWrite={save}
          onLeave={leave}
        />
      ) : (
        <div className="wrap-anywhere">
          <Markdown source={content} />
        </div>
      )}
    </li>
  );
}
