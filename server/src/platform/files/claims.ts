import type { UploadedFile } from '@porchlight/contract/uploaded-file';
import { and, eq } from 'drizzle-orm';
import type { StoredFile } from '../database/columns.ts';
import type { Queries } from '../database/queries.ts';
import { enqueue } from '../jobs/jobs.ts';
import { dropFile } from './receive.ts';
import type { FileStore } from './store.ts';
import { storedFiles } from './table.ts';

/** Says, with the row that points to it, that a file belongs to something. */
export async function claimFile(queries: Queries, file: { key: string; account_id: number }, now: Date) {
  await queries.insert(storedFiles).values({ ...file, created_at: now });
}

/** Claims a received file in the transaction that writes the row it belongs to; answers what the row remembers of it. */
export async function keepFile(
  queries: Queries,
  file: UploadedFile,
  { account_id, now }: { account_id: number; now: Date },
): Promise<StoredFile> {
  const { key, file_name, content_type, byte_size } = file;
  await claimFile(queries, { key, account_id }, now);
  file.keep();
  return { key, file_name, content_type, byte_size };
}

const DELETE_FILE = 'delete_stored_file';

/** Ends a claim: links stop working with this commit, and the bytes go soon after. */
export async function releaseFile(queries: Queries, key: string) {
  const gone = await queries
    .delete(storedFiles)
    .where(eq(storedFiles.key, key))
    .returning({ key: storedFiles.key });
  await enqueue(
    queries,
    gone.map((file) => ({ name: DELETE_FILE, payload: file })),
  );
}

/** Tells whether the file still belongs to something in the account. */
export async function isClaimed(queries: Queries, { key, account_id }: { key: string; account_id: number }) {
  const found = await queries
    .select({ key: storedFiles.key })
    .from(storedFiles)
    .where(and(eq(storedFiles.key, key), eq(storedFiles.account_id, account_id)));
  return found.length > 0;
}

/** Tells whether the file belongs to anything in any account. */
export async function hasOwner(queries: Queries, key: string): Promise<boolean> {
  const found = await queries
    .select({ key: storedFiles.key })
    .from(storedFiles)
    .where(eq(storedFiles.key, key));
  return found.length > 0;
}

/** The job that removes the bytes of released files, and the small picture beside them. */
export function deleteFileJob(store: FileStore) {
  return {
    name: DELETE_FILE,
    run: ({ key }: { key: string }) => dropFile(store, key),
  };
}
