import type { OperationInput } from '@porchlight/contract/operation';
import { type webhooks as operations, usualWebhookEvents } from '@porchlight/contract/webhooks';
import type { AccountContext } from '../../context.ts';
import { brokeUniqueness } from '../../platform/database/errors.ts';
import { invalid, notFound, Refusal } from '../../platform/refusal.ts';
import { findInboxes } from '../inboxes/access.ts';
import { holdWebhook, ofWebhook } from './access.ts';
import { newSecret, sealSecret } from './secret.ts';
import { type WebhookRow, webhooks } from './table.ts';

type NewWebhook = Omit<OperationInput<typeof operations.create>, 'account_id'>;

/** Makes a webhook with a secret of its own. */
export async function createWebhook(ctx: AccountContext, fields: NewWebhook): Promise<WebhookRow> {
  await checkFields(ctx, fields);
  const { subscriptions = usualWebhookEvents, ...columns } = fields;
  const now = ctx.now();
  return withOneUrl(() =>
    ctx.transaction(async (tx) => {
      const [webhook] = await tx.queries
        .insert(webhooks)
        .values({
          ...columns,
          subscriptions: [...new Set(subscriptions)],
          account_id: tx.account.id,
          secret_sealed: sealSecret(tx, newSecret()),
          created_at: now,
          updated_at: now,
        })
        .returning();
      if (!webhook) throw new Error('The webhook was not stored');
      return webhook;
    }),
  );
}

/** Changes a webhook; what is not given stays as it is. */
export async function updateWebhook(
  ctx: AccountContext,
  id: number,
  fields: Partial<NewWebhook>,
): Promise<WebhookRow> {
  const { subscriptions } = fields;
  return withOneUrl(() =>
    change(ctx, id, async (tx) => {
      await checkFields(tx, fields);
      return subscriptions ? { ...fields, subscriptions: [...new Set(subscriptions)] } : fields;
    }),
  );
}

/** Switches a webhook on again; it counts as one that works until an attempt shows otherwise. */
export function enableWebhook(ctx: AccountContext, id: number): Promise<WebhookRow> {
  return change(ctx, id, async () => ({ disabled_at: null, disabled_reason: null, failing_since: null }));
}

/** For how long the secret before a change signs too. */
const OVERLAP_MS = 24 * 3_600_000;

/** Gives a webhook a new secret; the old one signs too for a day. */
export function rotateSecret(ctx: AccountContext, id: number): Promise<WebhookRow> {
  return change(ctx, id, async (tx, held) => ({
    secret_sealed: sealSecret(tx, newSecret()),
    previous_secret_sealed: held.secret_sealed,
    previous_secret_until: new Date(tx.now().getTime() + OVERLAP_MS),
  }));
}

/** Deletes a webhook with its deliveries. */
export async function removeWebhook(ctx: AccountContext, id: number) {
  await ctx.transaction(async (tx) => {
    await holdWebhook(tx, id);
    await tx.queries.delete(webhooks).where(ofWebhook(tx, id));
  });
}

type Columns = { [Name in keyof WebhookRow]?: WebhookRow[Name] | undefined };

function change(
  ctx: AccountContext,
  id: number,
  columnsOf: (tx: AccountContext, held: WebhookRow) => Promise<Columns>,
): Promise<WebhookRow> {
  return ctx.transaction(async (tx) => {
    const held = await holdWebhook(tx, id);
    const columns = await columnsOf(tx, held);
    const [webhook] = await tx.queries
      .update(webhooks)
      .set({ ...columns, updated_at: tx.now() })
      .where(ofWebhook(tx, id))
      .returning();
    if (!webhook) throw new Error('A held webhook was not there to be changed');
    return webhook;
  });
}

async function checkFields(ctx: AccountContext, { url, inbox_id }: Partial<NewWebhook>) {
  const fault = url === undefined ? undefined : ctx.services.outbound.checkUrl(url);
  if (fault !== undefined) throw new Refusal('invalid', fault, { attributes: ['url'] });
  if (inbox_id && !(await findInboxes(ctx, [inbox_id])).has(inbox_id)) throw notFound();
}

async function withOneUrl<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (brokeUniqueness(error, 'webhooks_url')) throw invalid({ url: 'has already been taken' });
    throw error;
  }
}
