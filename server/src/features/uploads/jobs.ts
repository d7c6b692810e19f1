import { and, eq, lte } from 'drizzle-orm';
import type { Services } from '../../context.ts';
import { releaseFile } from '../../platform/files/claims.ts';
import type { ScheduledJob } from '../../platform/jobs/jobs.ts';
import { KEPT_SECONDS } from './blob-id.ts';
import { type UploadRow, uploads } from './table.ts';

const BATCH = 500;

/** Removes uploads whose time is over, with their files; answers how many. */
export async function sweepUploads({ database, now }: Services): Promise<number> {
  const until = new Date(now().getTime() - KEPT_SECONDS * 1000);
  for (let swept = 0; ; ) {
    const over = await database.queries
      .select()
      .from(uploads)
      .where(lte(uploads.created_at, until))
      .limit(BATCH);
    for (const upload of over) await removeUpload({ database }, upload);
    swept += over.length;
    if (over.length < BATCH) return swept;
  }
}

async function removeUpload({ database }: Pick<Services, 'database'>, { account_id, id }: UploadRow) {
  await database.queries.transaction(async (queries) => {
    const [gone] = await queries
      .delete(uploads)
      .where(and(eq(uploads.account_id, account_id), eq(uploads.id, id)))
      .returning();
    if (gone?.file) await releaseFile(queries, gone.file.key);
  });
}

export function uploadJobs(services: Services): ScheduledJob[] {
  const run = async () => {
    await sweepUploads(services);
  };
  return [{ name: 'sweep_uploads', schedule: '23 * * * *', run }];
}
