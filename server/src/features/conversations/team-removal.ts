import { and, eq, ne } from 'drizzle-orm';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { deleteTeam, holdTeam } from '../accounts/team.ts';
import { holdConversation } from './access.ts';
import { changeConversation } from './change.ts';
import { conversations } from './table.ts';

/** Deletes a team and takes it off its conversations; whoever is responsible for them stays so. */
export async function removeTeam(ctx: AccountContext, team_id: number) {
  await ctx.transaction(async (tx) => {
    const team = await holdTeam(tx, team_id);
    await letGo(tx, team_id);
    await deleteTeam(tx, team);
  });
}

async function letGo(tx: TransactionContext, team_id: number) {
  const ofTeam = and(eq(conversations.account_id, tx.account.id), eq(conversations.team_id, team_id));
  const unsettled = await tx.queries
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(ofTeam, ne(conversations.status, 'resolved')))
    .orderBy(conversations.id);
  for (const { id } of unsettled) {
    await changeConversation(tx, await holdConversation(tx, id), { team_id: null });
  }
  // As when an agent leaves: the settled ones lose their team without a word.
  await tx.queries.update(conversations).set({ team_id: null }).where(ofTeam);
}
