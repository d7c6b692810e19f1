import * as z from 'zod';
import { id, texts } from './fields.ts';
import { operation } from './operation.ts';

const params = z.object({ account_id: id, contact_id: id });
const response = z.object({ payload: z.array(z.string()) });

/** The labels of a contact, by title. */
export const contactLabels = {
  list: operation({
    method: 'GET',
    path: '/api/v1/accounts/{account_id}/contacts/{contact_id}/labels',
    summary: 'List the labels of a contact',
    permission: 'member',
    params,
    response,
    errors: ['not_found'],
  }),
  replace: operation({
    method: 'POST',
    path: '/api/v1/accounts/{account_id}/contacts/{contact_id}/labels',
    summary: 'Replace the labels of a contact; without any it has none',
    permission: 'member',
    params,
    body: z.object({ labels: texts.nullable().optional() }),
    response,
    errors: ['not_found'],
    example: { labels: ['vip', 'wholesale'] },
  }),
};
