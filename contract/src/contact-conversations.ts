import * as z from 'zod';
import { conversation } from './conversations.ts';
import { id } from './fields.ts';
import { operation } from './operation.ts';

/** The conversations of a contact. */
export const contactConversations = {
  list: operation({
    method: 'GET',
    path: '/api/v1/accounts/{account_id}/contacts/{contact_id}/conversations',
    summary: 'List the latest 20 conversations of a contact that the caller may see',
    permission: 'member',
    params: z.object({ account_id: id, contact_id: id }),
    response: z.object({ payload: z.array(conversation) }),
    errors: ['not_found'],
  }),
};
