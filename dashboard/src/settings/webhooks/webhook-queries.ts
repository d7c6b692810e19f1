import type { Client } from '@porchlight/client/sdk';
import { queryOptions } from '@tanstack/react-query';
import { ask } from '../../app/ask.ts';
import { queryClient } from '../../app/query-client.ts';
import type { DeliveryState } from './states.ts';

export type Webhook = Awaited<ReturnType<Client['webhooks']['list']>>['payload']['webhooks'][number];
export type Delivery = Awaited<ReturnType<Client['webhookDeliveries']['list']>>['payload'][number];

type DeliveryDetails = Awaited<ReturnType<Client['webhookDeliveries']['show']>>['payload'];
export type Attempt = DeliveryDetails['attempts'][number];

/** Deliveries on a page. */
export const PAGE_SIZE = 25;

const keyOf = (account_id: number) => ['account', account_id, 'webhooks'];

export const webhooksQuery = (account_id: number) =>
  queryOptions({
    queryKey: [...keyOf(account_id), 'list'],
    queryFn: async ({ signal }): Promise<Webhook[]> =>
      (await ask((desk) => desk.webhooks.list({ account_id }, { signal }))).payload.webhooks,
  });

const REFRESH_MS = 5000;

interface Which {
  account_id: number;
  webhook_id: number;
  page: number;
  state: DeliveryState | undefined;
}

/** What a webhook was sent; read again by itself while something of it waits. */
export const deliveriesQuery = ({ account_id, webhook_id, page, state }: Which) =>
  queryOptions({
    queryKey: [...keyOf(account_id), webhook_id, 'deliveries', page, state ?? 'all'],
    queryFn: async ({ signal }): Promise<Delivery[]> => {
      const query = { account_id, webhook_id, page, ...(state ? { state } : {}) };
      return (await ask((desk) => desk.webhookDeliveries.list(query, { signal }))).payload;
    },
    refetchInterval: ({ state: { data } }) =>
      data?.some((delivery) => delivery.state === 'waiting') ? REFRESH_MS : false,
  });

/** A delivery with what was sent and how it went. */
export const deliveryQuery = (account_id: number, webhook_id: number, id: number) =>
  queryOptions({
    queryKey: [...keyOf(account_id), webhook_id, 'delivery', id],
    queryFn: async ({ signal }) =>
      (await ask((desk) => desk.webhookDeliveries.show({ account_id, webhook_id, id }, { signal }))).payload,
  });

/** Reads webhooks and deliveries anew. */
export const forgetWebhooks = (account_id: number) =>
  queryClient.invalidateQueries({ queryKey: keyOf(account_id) });

/** Puts in what the desk answered to a change. */
export function takeWebhook(account_id: number, webhook: Webhook) {
  queryClient.setQueryData(webhooksQuery(account_id).queryKey, (list) =>
    list?.map((each) => (each.id === webhook.id ? webhook : each)),
  );
}
