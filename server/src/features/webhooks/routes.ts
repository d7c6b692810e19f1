import { webhookDeliveries, webhooks } from '@porchlight/contract/webhooks';
import { type Route, route } from '../../context.ts';
import { accessDelivery, accessWebhook } from './access.ts';
import { listAttempts, listDeliveries, listWebhooks } from './list.ts';
import { presentDelivery, presentShownDelivery, presentWebhook, presentWebhooks } from './present.ts';
import { resendDelivery, resendSpan, sendTest } from './resending.ts';
import { createWebhook, enableWebhook, removeWebhook, rotateSecret, updateWebhook } from './webhook.ts';

export const webhookRoutes: readonly Route[] = [
  route(webhooks.list, async (ctx) => ({
    payload: { webhooks: await presentWebhooks(ctx, await listWebhooks(ctx)) },
  })),

  route(webhooks.create, async (ctx, { account_id, ...fields }) =>
    presentWebhook(ctx, await createWebhook(ctx, fields)),
  ),

  route(webhooks.show, async (ctx, { id }) => presentWebhook(ctx, await accessWebhook(ctx, id))),

  route(webhooks.update, async (ctx, { account_id, id, ...fields }) =>
    presentWebhook(ctx, await updateWebhook(ctx, id, fields)),
  ),

  route(webhooks.remove, async (ctx, { id }) => {
    await removeWebhook(ctx, id);
    return undefined;
  }),

  route(webhooks.enable, async (ctx, { id }) => presentWebhook(ctx, await enableWebhook(ctx, id))),

  route(webhooks.rotateSecret, async (ctx, { id }) => presentWebhook(ctx, await rotateSecret(ctx, id))),

  route(webhooks.sendTest, async (ctx, { id }) => ({ payload: presentDelivery(await sendTest(ctx, id)) })),

  route(webhooks.resend, async (ctx, { account_id, id, ...span }) => ({
    payload: await resendSpan(ctx, id, span),
  })),

  route(webhookDeliveries.list, async (ctx, { account_id, webhook_id, ...wanted }) => ({
    payload: (await listDeliveries(ctx, webhook_id, wanted)).map(presentDelivery),
  })),

  route(webhookDeliveries.show, async (ctx, { webhook_id, id }) => {
    const delivery = await accessDelivery(ctx, webhook_id, id);
    return { payload: presentShownDelivery(delivery, await listAttempts(ctx, delivery)) };
  }),

  route(webhookDeliveries.resend, async (ctx, { webhook_id, id }) => ({
    payload: presentDelivery(await resendDelivery(ctx, webhook_id, id)),
  })),
];
