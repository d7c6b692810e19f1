import * as z from 'zod';
import { id, page, seconds } from './fields.ts';
import { attachmentTypes } from './messages.ts';
import { operation } from './operation.ts';
import { senderPush } from './people.ts';

/** A file of a conversation, with whoever sent it. What a kind of file does not have is null. */
export const conversationAttachment = z.object({
  message_id: z.int(),
  thumb_url: z.string().nullable(),
  data_url: z.string().nullable(),
  file_size: z.int().nullable(),
  file_type: z.enum(attachmentTypes),
  extension: z.string().nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  /** When the message was written. */
  created_at: seconds,
  sender: senderPush.optional(),
});
export type ConversationAttachment = z.output<typeof conversationAttachment>;

/** What came with the messages of a conversation. */
export const conversationAttachments = {
  list: operation({
    method: 'GET',
    path: '/api/v1/accounts/{account_id}/conversations/{id}/attachments',
    summary: 'List the attachments of a conversation, 100 a page, the newest first',
    permission: 'member',
    params: z.object({ account_id: id, id }),
    query: z.object({ page }),
    response: z.object({
      meta: z.object({ total_count: z.int() }),
      payload: z.array(conversationAttachment),
    }),
    errors: ['not_found', 'not_allowed'],
    example: { page: 1 },
  }),
};
