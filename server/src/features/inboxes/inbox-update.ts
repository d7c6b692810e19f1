import type { inboxes as operations } from '@porchlight/contract/inboxes';
import type { OperationInput } from '@porchlight/contract/operation';
import { and, eq } from 'drizzle-orm';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { differences } from '../../platform/differences.ts';
import { releaseFile } from '../../platform/files/claims.ts';
import { prepareAvatar, replaceAvatar } from '../accounts/avatar.ts';
import { touchCache } from '../accounts/cache-keys.ts';
import { holdInbox } from './access.ts';
import { parseChannelChanges } from './channel-settings.ts';
import { channelKindOf } from './inbox.ts';
import { type InboxRow, inboxes } from './table.ts';
import { withDays } from './working-hours.ts';

type InboxChanges = Omit<OperationInput<typeof operations.update>, 'account_id' | 'id'>;

/** Changes an inbox and its channel; what is not given stays as it is. */
export async function updateInbox(
  ctx: AccountContext,
  id: number,
  { avatar, ...changes }: InboxChanges,
): Promise<InboxRow> {
  await prepareAvatar(ctx, avatar);
  return ctx.transaction(async (tx) => {
    const held = await holdInbox(tx, id);
    const columns = columnsOf(tx, held, changes);
    return changeInbox(
      tx,
      held,
      avatar ? { ...columns, avatar: await replaceAvatar(tx, held, avatar) } : columns,
    );
  });
}

function columnsOf(
  tx: TransactionContext,
  held: InboxRow,
  { channel, working_hours, ...fields }: Omit<InboxChanges, 'avatar'>,
): Columns {
  const settings = channel ? parseChannelChanges(tx, channelKindOf(held), channel) : {};
  return {
    ...fields,
    settings: { ...held.settings, ...settings },
    working_hours: withDays(held.working_hours, working_hours ?? []),
  };
}

/** Takes the picture off an inbox; its links end with the change. */
export async function removeInboxAvatar(ctx: AccountContext, id: number) {
  await ctx.transaction(async (tx) => {
    const held = await holdInbox(tx, id);
    if (held.avatar) await releaseFile(tx.queries, held.avatar.key);
    await changeInbox(tx, held, { avatar: null });
  });
}

type Columns = { [Name in keyof InboxRow]?: InboxRow[Name] | undefined };

/** Writes columns of a held inbox, and tells of those that truly changed. */
async function changeInbox(tx: TransactionContext, held: InboxRow, columns: Columns): Promise<InboxRow> {
  const changes = differences(held, columns);
  if (Object.keys(changes).length === 0) return held;
  const [inbox] = await tx.queries
    .update(inboxes)
    .set({ ...columns, updated_at: tx.now() })
    .where(and(eq(inboxes.account_id, held.account_id), eq(inboxes.id, held.id)))
    .returning();
  if (!inbox) throw new Error('A held inbox was not there to be changed');
  tx.emit('inbox.updated', { inbox_id: inbox.id, changes });
  await touchCache(tx, 'inbox');
  return inbox;
}
