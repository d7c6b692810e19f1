import { uploads } from '@porchlight/contract/uploads';
import { type Route, route } from '../../context.ts';
import { beginUpload } from '../uploads/direct-upload.ts';
import { presentDirectUpload } from '../uploads/present.ts';
import { accessConversation } from './access.ts';

/** Files that are to come into a conversation. */
export const conversationUploadRoutes: readonly Route[] = [
  route(uploads.begin, async (ctx, { conversation_id, content_type, metadata, ...announced }) => {
    await accessConversation(ctx, conversation_id);
    return presentDirectUpload(ctx, {
      row: await beginUpload(ctx, announced),
      content_type: content_type || 'application/octet-stream',
      metadata: metadata ?? {},
    });
  }),
];
