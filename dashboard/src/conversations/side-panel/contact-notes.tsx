import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { ask, sentenceOf } from '../../app/ask.ts';
import { useLive } from '../../app/live/use-live.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Textarea } from '../../ui/input.tsx';
import { Failure, Loading } from '../../ui/placeholders.tsx';
import { toastWithUndo } from '../../ui/toast.tsx';
import { formatAgo } from '../../words/format.ts';
import { t } from '../../words/words.ts';
import { Markdown } from '../thread/markdown.tsx';
import { doing } from './doing.ts';

/** What colleagues wrote down about the contact. */
export function ContactNotes({ contact_id }: { contact_id: number }) {
  const live = useLive();
  const { account_id } = live;
  const queries = useQueryClient();
  const queryKey = ['account', account_id, 'contactNotes', contact_id];
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => ask((desk) => desk.contactNotes.list({ account_id, contact_id }, { signal })),
  });
  const read = () => queries.invalidateQueries({ queryKey });
  const write = (text: string) =>
    doing(live, (desk) => desk.contactNotes.create({ account_id, contact_id, content: text }));
  const add = async (text: string) => {
    const done = await write(text);
    await read();
    return done !== undefined;
  };
  const remove = async (id: number, text: string) => {
    if (!(await doing(live, (desk) => desk.contactNotes.delete({ account_id, contact_id, id })))) return;
    await read();
    toastWithUndo(t('panel.noteDeleted'), () => void write(text).then(read));
  };
  return (
    <>
      <NewNote onWrite={add} />
      {error && <Failure sentence={sentenceOf(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      <ul className="grid gap-2">
        {data?.map(({ id, content: text, user, created_at }) => (
          <li key={id} className="grid gap-1 rounded-base border border-line p-2">
            <Markdown source={text} />
            <p className="flex items-center justify-between gap-2 text-small text-ink-soft">
              <span>
                <bdi>{user?.name}</bdi> · {formatAgo(created_at)}
              </span>
              <IconButton
                icon={Trash2}
                size="small"
                label={t('panel.deleteNote')}
                onClick={() => void remove(id, text)}
              />
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Where a note is written; `onWrite` answers whether the desk took it. */
function NewNote({ onWrite }: { onWrite(content: string): Promise<boolean> }) {
  const [content, setContent] = useState('');
  const [isBusy, setBusy] = useState(false);
  const add = async () => {
    setBusy(true);
    if (await onWrite(content)) setContent('');
    setBusy(false);
  };
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (content.trim() !== '' && !isBusy) void add();
      }}
    >
      <Textarea
        rows={2}
        aria-label={t('panel.newNote')}
        placeholder={t('panel.newNote')}
        value={content}
        onChange={(event) => setContent(event.target.value)}
      />
      <Button
        type="submit"
        size="small"
        className="justify-self-start"
        busy={isBusy}
        disabled={content.trim() === ''}
      >
        {t('ui.add')}
      </Button>
    </form>
  );
}
