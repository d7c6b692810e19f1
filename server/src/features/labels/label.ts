import type { labels as operations } from '@porchlight/contract/labels';
import type { OperationInput } from '@porchlight/contract/operation';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { brokeUniqueness } from '../../platform/database/errors.ts';
import { differences } from '../../platform/differences.ts';
import { enqueue } from '../../platform/jobs/jobs.ts';
import { invalid } from '../../platform/refusal.ts';
import { touchCache } from '../accounts/cache-keys.ts';
import { holdLabel, ofLabel } from './access.ts';
import { type LabelRow, labels } from './table.ts';

type NewLabel = Omit<OperationInput<typeof operations.create>, 'account_id'>;

/** Makes a label. */
export async function createLabel(ctx: AccountContext, { title, ...fields }: NewLabel): Promise<LabelRow> {
  const now = ctx.now();
  const name = readTitle(title);
  return titled(() =>
    ctx.transaction(async (tx) => {
      const [label] = await tx.queries
        .insert(labels)
        .values({ ...fields, account_id: tx.account.id, title: name, created_at: now, updated_at: now })
        .returning();
      if (!label) throw new Error('The label was not stored');
      tx.emit('label.created', { label_id: label.id });
      await touchCache(tx, 'label');
      return label;
    }),
  );
}

type LabelChanges = Partial<NewLabel>;

/** Changes a label; a new title soon stands wherever the old one stood. */
export async function updateLabel(
  ctx: AccountContext,
  id: number,
  { title, ...fields }: LabelChanges,
): Promise<LabelRow> {
  const columns = title === undefined ? fields : { ...fields, title: readTitle(title) };
  return titled(() =>
    ctx.transaction(async (tx) => {
      const held = await holdLabel(tx, id);
      const changes = differences(held, columns);
      if (Object.keys(changes).length === 0) return held;
      const [label] = await tx.queries
        .update(labels)
        .set({ ...columns, updated_at: tx.now() })
        .where(ofLabel(tx, id))
        .returning();
      if (!label) throw new Error('A held label was not there to be changed');
      if (label.title !== held.title) await enqueueRenaming(tx, { from: held.title, to: label.title });
      tx.emit('label.updated', { label_id: id, changes });
      await touchCache(tx, 'label');
      return label;
    }),
  );
}

/** Deletes a label; what carries its title keeps it. */
export async function removeLabel(ctx: AccountContext, id: number) {
  await ctx.transaction(async (tx) => {
    const { title } = await holdLabel(tx, id);
    await tx.queries.delete(labels).where(ofLabel(tx, id));
    tx.emit('label.deleted', { label_id: id, title });
    await touchCache(tx, 'label');
  });
}

const TITLE = /^[\p{L}\p{N}][\p{L}\p{N}_-]+$/u;

function readTitle(given: string): string {
  const title = given.trim().toLowerCase();
  if (title === '') throw invalid({ title: "can't be blank" });
  if (TITLE.test(title)) return title;
  throw invalid({
    title: 'must begin with a letter or digit and go on with at least one letter, digit, _ or -',
  });
}

export const RENAME_LABEL = 'rename_label';

/** What the job is told; conversations and contacts, which carry titles, do the work. */
export interface LabelRenaming {
  account_id: number;
  from: string;
  to: string;
}

async function enqueueRenaming(tx: TransactionContext, { from, to }: Omit<LabelRenaming, 'account_id'>) {
  const account_id = tx.account.id;
  // One after the other: a title that changes twice must go through both changes.
  const queue = `labels of account ${account_id}`;
  const payload: LabelRenaming = { account_id, from, to };
  await enqueue(tx.queries, [{ name: RENAME_LABEL, payload, queue }]);
}

async function titled<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (brokeUniqueness(error, 'labels_title')) throw invalid({ title: 'has already been taken' });
    throw error;
  }
}
