import type { contactFields } from '@porchlight/contract/contacts';
import { and, eq } from 'drizzle-orm';
import type * as z from 'zod';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { releaseFile } from '../../platform/files/claims.ts';
import { enqueue } from '../../platform/jobs/jobs.ts';
import { replaceAvatar } from '../accounts/avatar.ts';
import { holdContact } from './access.ts';
import { changeContact } from './change.ts';
import { type ContactRow, contacts } from './table.ts';

/** What is given for the picture: a file, or an address to fetch it from; the file goes before. */
type Given = Pick<z.output<typeof contactFields>, 'avatar' | 'avatar_url'>;

/** A picture to be fetched; it counts as long as the contact's picture is of this version. */
export interface AvatarRequest {
  account_id: number;
  contact_id: number;
  version: number;
  url: string;
}

export const FETCH_AVATAR = 'fetch_contact_avatar';
const ATTEMPTS_MAX = 8;

/** Takes the picture that is given for a held contact; answers the row, and the columns that are yet to be written. */
export async function receiveAvatar(tx: TransactionContext, held: ContactRow, { avatar, avatar_url }: Given) {
  if (avatar) {
    const file = await replaceAvatar(tx, held, avatar);
    return { held: await supersede(tx, held, {}), columns: { avatar: file } };
  }
  return { held: avatar_url ? await requestAvatar(tx, held, avatar_url.trim()) : held, columns: {} };
}

/** Has the picture fetched once the transaction commits, unless it came from there already. */
export async function requestAvatar(
  tx: TransactionContext,
  held: ContactRow,
  url: string,
): Promise<ContactRow> {
  const isThere = held.avatar !== null && held.avatar_url === url;
  if (url === '' || isThere) return held;
  const row = await supersede(tx, held, { avatar_url: url });
  const payload: AvatarRequest = {
    account_id: row.account_id,
    contact_id: row.id,
    version: row.avatar_version,
    url,
  };
  // One after another in an account, so that slow servers leave the other jobs their turn.
  const queue = `avatars ${row.account_id}`;
  await enqueue(tx.queries, [{ name: FETCH_AVATAR, payload, queue, attempts_max: ATTEMPTS_MAX }]);
  return row;
}

/** Takes the picture off a contact; its links end with the change. */
export async function removeAvatar(ctx: AccountContext, { id }: ContactRow): Promise<ContactRow> {
  return ctx.transaction(async (tx) => {
    const held = await supersede(tx, await holdContact(tx, id), { avatar_url: null });
    if (held.avatar) await releaseFile(tx.queries, held.avatar.key);
    return changeContact(tx, held, { avatar: null });
  });
}

/** Begins a new version of the picture: what is still being fetched for the one before comes too late. */
async function supersede(
  tx: TransactionContext,
  held: ContactRow,
  columns: Partial<Pick<ContactRow, 'avatar_url'>>,
): Promise<ContactRow> {
  const [row] = await tx.queries
    .update(contacts)
    .set({ ...columns, avatar_version: held.avatar_version + 1 })
    .where(and(eq(contacts.account_id, held.account_id), eq(contacts.id, held.id)))
    .returning();
  if (!row) throw new Error('A held contact was not there to be changed');
  return row;
}
