import { contactNotes } from '@porchlight/contract/contact-notes';
import { type AccountContext, type Route, route } from '../../context.ts';
import { accessContact, accessNote } from './access.ts';
import { listNotes, removeNote, rewriteNote, writeNote } from './note.ts';
import { presentNotes } from './present.ts';

type Row = Awaited<ReturnType<typeof accessNote>>;

export const contactNoteRoutes: readonly Route[] = [
  route(contactNotes.list, async (ctx, { contact_id }) =>
    presentNotes(ctx, await listNotes(ctx, await accessContact(ctx, contact_id))),
  ),

  route(contactNotes.create, async (ctx, { contact_id, content }) =>
    presentOne(ctx, await writeNote(ctx, await accessContact(ctx, contact_id), content)),
  ),

  route(contactNotes.show, async (ctx, { contact_id, id }) =>
    presentOne(ctx, await accessNote(ctx, await accessContact(ctx, contact_id), id)),
  ),

  route(contactNotes.update, async (ctx, { contact_id, id, content }) => {
    const note = await accessNote(ctx, await accessContact(ctx, contact_id), id);
    return presentOne(ctx, content === undefined ? note : await rewriteNote(ctx, note, content));
  }),

  route(contactNotes.delete, async (ctx, { contact_id, id }) => {
    await removeNote(ctx, await accessNote(ctx, await accessContact(ctx, contact_id), id));
    return undefined;
  }),
];

async function presentOne(ctx: AccountContext, row: Row) {
  const [note] = await presentNotes(ctx, [row]);
  if (!note) throw new Error('A note could not be shown');
  return note;
}
