import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Textarea } from '../../ui/input.tsx';
import { t } from '../../words/words.ts';

interface NoteFormProps {
  label: string;
  submit: string;
  /** What stands there to be changed; the form for a new note begins empty. */
  before?: string;
  /** Answers whether the desk took it. */
  onWrite(content: string): Promise<boolean>;
  /** Leaves it; where there is something to come back to. */
  onLeave?(): void;
}

/** Where a note is written. */
export function NoteForm({ label, submit, before = '', onWrite, onLeave }: NoteFormProps) {
  const [content, setContent] = useState(before);
  const [isBusy, setBusy] = useState(false);
  const isEmpty = content.trim() === '';
  const write = async () => {
    if (isEmpty || isBusy) return;
    setBusy(true);
    if (await onWrite(content)) setContent('');
    setBusy(false);
  };
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void write();
      }}
    >
      <Textarea
        rows={before === '' ? 2 : 4}
        autoFocus={before !== ''}
        aria-label={label}
        placeholder={label}
        value={content}
        onChange={(event) => setContent(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void write();
          if (event.key === 'Escape') onLeave?.();
        }}
      />
      <div className="flex gap-2">
        <Button type="submit" size="small" busy={isBusy} disabled={isEmpty}>
          {submit}
        </Button>
        {onLeave && (
          <Button size="small" look="quiet" onClick={onLeave}>
            {t('ui.cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}
