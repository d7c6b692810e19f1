import { and, eq } from 'drizzle-orm';
import { atomically, type UserContext, wakeWithCommit } from '../../context.ts';
import type { Changes } from '../../events.ts';
import { writeEvents } from '../../platform/outbox/outbox.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { type AccountUserRow, accounts, accountUsers } from './table.ts';

type Presence = Partial<Pick<AccountUserRow, 'availability' | 'auto_offline'>>;

/** Sets how available the user of the request is in one of their accounts. */
export async function setPresence(ctx: UserContext, account_id: number, presence: Presence) {
  await atomically(ctx, async (queries) => {
    const inside = { ...ctx, queries };
    const held = await holdMembership(inside, account_id);
    await writeMembership(inside, held, presence);
    const changes: Changes = {};
    for (const field of ['availability', 'auto_offline'] as const) {
      const value = presence[field];
      if (value !== undefined && value !== held[field]) changes[field] = [held[field], value];
    }
    if (Object.keys(changes).length === 0) return;
    const data = { user_id: ctx.actor.id, changes };
    await writeEvents(queries, [{ account_id, name: 'agent.updated', data }], {
      at: ctx.now(),
      by: { type: 'user', id: ctx.actor.id },
    });
  });
  wakeWithCommit(ctx);
}

/** Remembers that the user of the request works in this account now. */
export async function activate(ctx: UserContext, account_id: number) {
  await atomically(ctx, async (queries) => {
    const inside = { ...ctx, queries };
    await writeMembership(inside, await holdMembership(inside, account_id), { active_at: ctx.now() });
  });
}

async function holdMembership(ctx: UserContext, account_id: number): Promise<AccountUserRow> {
  const [found] = await ctx.queries
    .select({ membership: accountUsers, status: accounts.status })
    .from(accountUsers)
    .innerJoin(accounts, eq(accounts.id, accountUsers.account_id))
    .where(and(eq(accountUsers.account_id, account_id), eq(accountUsers.user_id, ctx.actor.id)))
    .for('no key update', { of: accountUsers });
  if (!found) throw notFound();
  if (found.status === 'suspended') throw new Refusal('account_suspended');
  return found.membership;
}

async function writeMembership(
  ctx: UserContext,
  { account_id, user_id }: AccountUserRow,
  columns: Partial<AccountUserRow>,
) {
  await ctx.queries
    .update(accountUsers)
    .set({ ...columns, updated_at: ctx.now() })
    .where(and(eq(accountUsers.account_id, account_id), eq(accountUsers.user_id, user_id)));
}
