import { useQuery } from '@tanstack/react-query';
import { ask, sentenceOf } from '../../app/ask.ts';
import { useLive } from '../../app/live/use-live.ts';
import { queryClient } from '../../app/query-client.ts';
import { Section } from '../../ui/page.tsx';
import { Failure, Loading } from '../../ui/placeholders.tsx';
import { toast, toastWithUndo } from '../../ui/toast.tsx';
import { t } from '../../words/words.ts';
import { type Note, notesQuery } from '../contact-queries.ts';
import { NoteCard } from './note-card.tsx';
import { NoteForm } from './note-form.tsx';

/** What colleagues wrote down about the contact. */
export function NotesSection({ contact_id }: { contact_id: number }) {
  const { account_id } = useLive();
  const query = notesQuery(account_id, contact_id);
  const { data, error, refetch } = useQuery(query);
  /** Does it and reads the notes again; answers whether the desk took it. */
  const doing = async (act: () => Promise<unknown>): Promise<boolean> => {
    try {
      await act();
      await queryClient.invalidateQueries({ queryKey: query.queryKey });
      return true;
    } catch (refusal) {
      toast(sentenceOf(refusal), { tone: 'bad' });
      return false;
    }
  };
  const write = (content: string) =>
    doing(() => ask((desk) => desk.contactNotes.create({ account_id, contact_id, content })));
  const rewrite = (id: number, content: string) =>
    doing(() => ask((desk) => desk.contactNotes.update({ account_id, contact_id, id, content })));
  const remove = async ({ id, content }: Note) => {
    const isDone = await doing(() => ask((desk) => desk.contactNotes.delete({ account_id, contact_id, id })));
    if (isDone) toastWithUndo(t('panel.noteDeleted'), () => void write(content));
  };
  return (
    <Section title={t('contacts.notes')} hint={t('contacts.notesHint')}>
      <NoteForm label={t('panel.newNote')} submit={t('contacts.addNote')} onWrite={write} />
      {error && <Failure sentence={sentenceOf(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && data.length > 0 && (
        <ul className="grid gap-2">
          {data.map((note) => (
            <NoteCard
              key={note.id}
              note={note}
              onRewrite={(content) => rewrite(note.id, content)}
              onRemove={() => void remove(note)}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}
