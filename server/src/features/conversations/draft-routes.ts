import { drafts } from '@porchlight/contract/drafts';
import { ownDrafts } from '@porchlight/contract/own-drafts';
import { type Route, route } from '../../context.ts';
import { accessConversation } from './access.ts';
import { dropDraft, findDraft, saveDraft } from './draft.ts';
import { listOwnDrafts, saveOwnDraft } from './own-draft.ts';

/** What was begun in a conversation and not sent. */
export const draftRoutes: readonly Route[] = [
  route(drafts.show, async (ctx, { conversation_id }) => {
    const message = await findDraft(ctx, await accessConversation(ctx, conversation_id));
    const nothing = { has_draft: false } as const;
    return message === undefined ? nothing : { has_draft: true as const, message };
  }),

  route(drafts.save, async (ctx, { conversation_id, message }) => {
    await saveDraft(ctx, await accessConversation(ctx, conversation_id), message);
    return undefined;
  }),

  route(drafts.delete, async (ctx, { conversation_id }) => {
    await dropDraft(ctx, await accessConversation(ctx, conversation_id));
    return undefined;
  }),

  route(ownDrafts.list, async (ctx) => ({ payload: await listOwnDrafts(ctx) })),

  route(ownDrafts.save, async (ctx, { conversation_id, ...saved }) => {
    await saveOwnDraft(ctx, await accessConversation(ctx, conversation_id), saved);
    return { version: saved.version };
  }),
];
