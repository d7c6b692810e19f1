import { and, eq, isNotNull, isNull, lte } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { sendMail, webhookOffMail } from '../../features/accounts/mails.ts';
import { listMembers } from '../../features/accounts/people.ts';
import { type DeliveryRow, type WebhookRow, webhooks } from '../../features/webhooks/table.ts';

const ofDelivery = ({ account_id, webhook_id }: DeliveryRow) =>
  and(eq(webhooks.account_id, account_id), eq(webhooks.id, webhook_id ?? 0));

/** Remembers that a webhook works again. */
export async function markWorking(ctx: AccountContext, delivery: DeliveryRow) {
  const webhook = ctx.queries.update(webhooks).set({ failing_since: null });
  await webhook.where(and(ofDelivery(delivery), isNotNull(webhooks.failing_since)));
}

const FAILING_MAX_MS = 5 * 24 * 3_600_000;
const GONE = 'It answered 410: it wants no more events.';
const FAILING = 'No attempt has worked for five days.';

/** Remembers since when nothing works, and switches off what is gone or has not worked for long. */
export async function markFailing(ctx: AccountContext, delivery: DeliveryRow, is_gone: boolean) {
  const now = ctx.now();
  await ctx.queries
    .update(webhooks)
    .set({ failing_since: now })
    .where(and(ofDelivery(delivery), isNull(webhooks.failing_since)));
  const long_ago = new Date(now.getTime() - FAILING_MAX_MS);
  await ctx.transaction(async (tx) => {
    const [off] = await tx.queries
      .update(webhooks)
      .set({ disabled_at: now, disabled_reason: is_gone ? GONE : FAILING })
      .where(
        and(
          ofDelivery(delivery),
          isNull(webhooks.disabled_at),
          is_gone ? undefined : lte(webhooks.failing_since, long_ago),
        ),
      )
      .returning();
    if (off) await tellAdministrators(tx, off);
  });
}

/** Nobody looks at a webhook that used to work, so whoever can switch it on again is written to. */
async function tellAdministrators(tx: AccountContext, { name, url, disabled_reason }: WebhookRow) {
  for (const { user, membership } of await listMembers(tx)) {
    if (membership?.role !== 'administrator' || user.confirmed_at === null) continue;
    // The rest of the address may hold a password or a key.
    const webhook = { name, host: URL.parse(url)?.host ?? '', reason: disabled_reason ?? '' };
    await sendMail(tx, webhookOffMail(tx, { to: user.email, account: tx.account, webhook }));
  }
}
