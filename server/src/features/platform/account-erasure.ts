import { and, eq, inArray, isNotNull, type SQL } from 'drizzle-orm';
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { AccountContext, Services } from '../../context.ts';
import type { Queries } from '../../platform/database/queries.ts';
import { releaseFile } from '../../platform/files/claims.ts';
import { storedFiles } from '../../platform/files/table.ts';
import { idempotencyKeys } from '../../platform/idempotency/table.ts';
import { events } from '../../platform/outbox/table.ts';
import { findAccount, systemContext } from '../accounts/account.ts';
import { forgetPermissible } from '../accounts/permissibles.ts';
import { accessTokens, accounts, agentBots } from '../accounts/table.ts';
import { contacts } from '../contacts/table.ts';
import { conversations, conversationTallies } from '../conversations/table.ts';
import { webhookDeliveries } from '../webhooks/table.ts';
import type { AccountErasure } from './account.ts';

const BATCH = 500;

/**
 * Deletes an account with everything in it. The long lists go in steps, so that no statement holds the database for
 * long; whatever is gone already is passed over when the job runs again.
 */
export async function eraseAccount(services: Services, { account_id }: AccountErasure) {
  const account = await findAccount(services, account_id);
  if (!account) return;
  const ctx = systemContext(services, account);
  await suspend(ctx);
  const { queries } = ctx;
  await deleteInSteps(queries, conversations, conversations.id, eq(conversations.account_id, account_id));
  await deleteInSteps(queries, contacts, contacts.id, eq(contacts.account_id, account_id));
  const deliveries = eq(webhookDeliveries.account_id, account_id);
  await deleteInSteps(queries, webhookDeliveries, webhookDeliveries.id, deliveries);
  await releaseFiles(ctx);
  const ofAccount = and(eq(events.account_id, account_id), isNotNull(events.position));
  await deleteInSteps(queries, events, events.id, ofAccount);
  await deleteRest(ctx);
}

/** Nobody writes into it any more. */
async function suspend({ queries, account, now }: AccountContext) {
  await queries
    .update(accounts)
    .set({ status: 'suspended', updated_at: now() })
    .where(eq(accounts.id, account.id));
}

async function deleteInSteps(queries: Queries, table: PgTable, id: AnyPgColumn, where: SQL | undefined) {
  for (;;) {
    const some = await queries.select({ id }).from(table).where(where).limit(BATCH);
    if (some.length === 0) return;
    const ids = some.map((row) => row.id as number);
    await queries.delete(table).where(and(where, inArray(id, ids)));
  }
}

async function releaseFiles({ queries, services, account }: AccountContext) {
  const ofAccount = eq(storedFiles.account_id, account.id);
  for (;;) {
    const some = await queries
      .select({ key: storedFiles.key })
      .from(storedFiles)
      .where(ofAccount)
      .limit(BATCH);
    if (some.length === 0) return;
    await services.database.transaction({
      run: async (inside) => {
        for (const { key } of some) await releaseFile(inside, key);
      },
    });
  }
}

async function deleteRest({ services, account: { id } }: AccountContext) {
  await services.database.transaction({
    async run(queries) {
      const bots = await queries
        .select({ id: agentBots.id })
        .from(agentBots)
        .where(eq(agentBots.account_id, id));
      for (const bot of bots) {
        await queries
          .delete(accessTokens)
          .where(and(eq(accessTokens.owner_type, 'AgentBot'), eq(accessTokens.owner_id, bot.id)));
        await forgetPermissible(queries, { type: 'AgentBot', id: bot.id });
      }
      await queries.delete(idempotencyKeys).where(eq(idempotencyKeys.account_id, id));
      await forgetPermissible(queries, { type: 'Account', id });
      await queries.delete(accounts).where(eq(accounts.id, id));
      // The last conversations were counted as they went.
      await queries.delete(conversationTallies).where(eq(conversationTallies.account_id, id));
    },
  });
}
