import type { Context } from '../../context.ts';
import type { Changes } from '../../events.ts';
import { writeEvents } from '../../platform/outbox/outbox.ts';
import type { EventAuthor } from '../../platform/outbox/table.ts';
import { listMemberships } from './people.ts';

/** Tells each account of a user what changed of them, in the transaction that the context is in. */
export async function tellAccounts(
  ctx: Context,
  user_id: number,
  changes: Changes,
  by: EventAuthor = { type: 'user', id: user_id },
) {
  if (Object.keys(changes).length === 0) return;
  const memberships = await listMemberships(ctx, user_id);
  const pending = memberships.map(({ account }) => ({
    account_id: account.id,
    name: 'agent.updated',
    data: { user_id, changes },
  }));
  await writeEvents(ctx.queries, pending, { at: ctx.now(), by });
}
