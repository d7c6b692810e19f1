import { eq } from 'drizzle-orm';
import type { Context, Services } from '../../context.ts';
import { atomically } from '../../context.ts';
import { systemContext } from '../accounts/account.ts';
import { deleteUser, holdMember, leaveAccount } from '../accounts/agent.ts';
import { listMemberships } from '../accounts/people.ts';
import { type AccountRow, users } from '../accounts/table.ts';
import { letGoOfAgent } from '../conversations/agent-removal.ts';
import type { UserErasure } from './user.ts';

/** Takes a user out of every account, and deletes them then; what is done already is passed over. */
export async function eraseUser(services: Services, { user_id }: UserErasure) {
  const ctx: Context = { services, queries: services.database.queries, now: services.now };
  for (const { account } of await listMemberships(ctx, user_id)) await takeOut(services, account, user_id);
  await atomically(ctx, async (queries) => {
    const [user] = await queries.select().from(users).where(eq(users.id, user_id)).for('update');
    if (user) await deleteUser({ ...ctx, queries }, user);
  });
}

async function takeOut(services: Services, account: AccountRow, user_id: number) {
  await systemContext(services, account).transaction(async (tx) => {
    await holdMember(tx, user_id);
    await letGoOfAgent(tx, user_id);
    await leaveAccount(tx, user_id);
  });
}
