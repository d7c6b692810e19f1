import * as z from 'zod';
import { attributes, id, isTooDeep, object, text } from './fields.ts';
import { operation } from './operation.ts';

/** Whom a text is for: the customer, or colleagues alone. */
const draftModes = ['reply', 'note'] as const;
const mode = z.enum(draftModes, 'must be reply or note');
const VERSION_MAX = 64;
const version = z.string('must be text').min(1, 'must not be empty').max(VERSION_MAX, 'is too long');

const ownDraft = z.object({
  conversation_id: z.int(),
  mode,
  message: z.string(),
  version: z.string(),
  details: object,
});
export type OwnDraft = z.output<typeof ownDraft>;

/** What the caller began to write and has not sent: theirs alone, a reply and a note for each conversation. */
export const ownDrafts = {
  list: operation({
    method: 'GET',
    path: '/api/v1/accounts/{account_id}/own_drafts',
    summary: 'List what I began to write',
    permission: 'member',
    params: z.object({ account_id: id }),
    response: z.object({ payload: z.array(ownDraft) }),
  }),
  save: operation({
    method: 'PUT',
    path: '/api/v1/accounts/{account_id}/conversations/{conversation_id}/own_draft',
    summary: 'Keep what I have written so far; an empty text keeps nothing',
    description:
      'The caller names each version. `replaces` is the one that the text was made from, and is refused where another ' +
      'one is kept; what is kept no longer may be replaced by anything. Saving a version again changes nothing.',
    permission: 'member',
    params: z.object({ account_id: id, conversation_id: id }),
    body: z.object({
      mode,
      message: text(150_000),
      version,
      replaces: version.nullable().optional(),
      /** What belongs to the text, in the caller's own form. */
      details: attributes.refine((given) => !isTooDeep(given), 'must not be so deep').optional(),
    }),
    response: z.object({ version: z.string() }),
    errors: ['not_found', 'not_allowed', 'draft_changed'],
    example: { mode: 'reply', message: 'Thank you for your patience, ', version: '5f2a', replaces: null },
  }),
};
