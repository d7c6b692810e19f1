import { and, eq, sql } from 'drizzle-orm';
import { type AccountContext, accountContext } from '../../context.ts';
import { accessAccount } from '../../features/accounts/account-settings.ts';
import { holdConversation } from '../../features/conversations/access.ts';
import { noteActivity } from '../../features/conversations/activity.ts';
import { recordDelivery } from '../../features/conversations/message-change.ts';
import { setStatusQuietly } from '../../features/conversations/status.ts';
import { conversations, messages } from '../../features/conversations/table.ts';
import { type DeliveryRow, webhookDeliveries } from '../../features/webhooks/table.ts';
import { Refusal } from '../../platform/refusal.ts';

/** From this attempt on people are told that a message does not come through, although it is tried further. */
const TELLING_ATTEMPT = 3;

const isAboutMessage = ({ event_name }: DeliveryRow) =>
  event_name === 'message_created' || event_name === 'message_updated';

interface Failure {
  error: string;
  is_last: boolean;
}

/**
 * Does what follows when a message does not get through: the message of an API inbox counts as failed, the
 * conversation that a bot does not answer is opened for people. Done twice it does nothing more.
 */
export async function afterFailure(ctx: AccountContext, delivery: DeliveryRow, { error, is_last }: Failure) {
  const acting = inAnswerTo(ctx, delivery);
  if (is_last && !isAboutMessage(delivery)) return;
  if (is_last && delivery.kind === 'agent_bot') await callPeople(acting, delivery);
  if (delivery.kind !== 'api_inbox') return;
  if (is_last) await failMessage(acting, delivery, error);
  else if (delivery.attempts >= TELLING_ATTEMPT) await failWaiting(acting, delivery, error);
}

/** Takes back that a message failed, when it got through after all. */
export async function afterSuccess(ctx: AccountContext, delivery: DeliveryRow) {
  const { told_error } = delivery.data;
  if (told_error === undefined) return;
  const { conversation, message } = await findMessage(ctx, delivery);
  // The receiver may have said meanwhile that it failed for another reason.
  const isOurs = message?.status === 'failed' && message.content_attributes.external_error === told_error;
  if (!conversation || !isOurs) return;
  await passing(recordDelivery(inAnswerTo(ctx, delivery), conversation, message.id, { status: 'sent' }));
}

/** What is done counts as caused by the event, so that a chain of causes ends somewhere. */
function inAnswerTo(ctx: AccountContext, { event_id, depth }: DeliveryRow): AccountContext {
  const cause = event_id === null ? undefined : { id: event_id, depth };
  return accountContext(ctx.services, ctx.account, ctx.actor, cause);
}

/** Tells of all messages that wait, with this delivery or behind it, and have not been told of yet. */
async function failWaiting(ctx: AccountContext, { account_id, queue }: DeliveryRow, error: string) {
  const told = JSON.stringify({ told_error: error });
  const waiting = await ctx.queries
    .update(webhookDeliveries)
    .set({ data: sql`${webhookDeliveries.data} || ${told}::jsonb` })
    .where(
      and(
        eq(webhookDeliveries.account_id, account_id),
        eq(webhookDeliveries.queue, queue),
        eq(webhookDeliveries.state, 'waiting'),
        eq(webhookDeliveries.event_name, 'message_created'),
        sql`not ${webhookDeliveries.data} ? 'told_error'`,
      ),
    )
    .returning();
  for (const delivery of waiting) await failMessage(ctx, delivery, error);
}

async function failMessage(ctx: AccountContext, delivery: DeliveryRow, external_error: string) {
  const { conversation, message } = await findMessage(ctx, delivery);
  // Telling the receiver of the failure fails too; the message says so already.
  if (!conversation || !message || message.status === 'failed') return;
  await passing(recordDelivery(ctx, conversation, message.id, { status: 'failed', external_error }));
}

async function findMessage(ctx: AccountContext, { conversation_id, message_id }: DeliveryRow) {
  const [found] = await ctx.queries
    .select({ conversation: conversations, message: messages })
    .from(messages)
    .innerJoin(
      conversations,
      and(eq(conversations.account_id, messages.account_id), eq(conversations.id, messages.conversation_id)),
    )
    .where(
      and(
        eq(messages.account_id, ctx.account.id),
        eq(messages.id, message_id ?? 0),
        eq(messages.conversation_id, conversation_id ?? 0),
      ),
    );
  return found ?? { conversation: undefined, message: undefined };
}

const NO_ANSWER = 'The conversation was opened because the bot could not be reached';

async function callPeople(ctx: AccountContext, { conversation_id }: DeliveryRow) {
  const { settings } = await accessAccount(ctx);
  if (settings.keep_pending_on_bot_failure === true || conversation_id === null) return;
  await passing(
    ctx.transaction(async (tx) => {
      const held = await holdConversation(tx, conversation_id);
      if (held.status !== 'pending') return;
      const opened = await setStatusQuietly(tx, held, 'open');
      await noteActivity(tx, opened, NO_ANSWER);
    }),
  );
}

/** What is gone by now, or is of another kind, needs nothing done. */
async function passing(work: Promise<unknown>) {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}
