import * as z from 'zod';
import { id, seconds, text } from './fields.ts';
import { operation } from './operation.ts';
import { agent } from './people.ts';

/** What a colleague wrote down about a contact. */
export const contactNote = z.object({
  id: z.int(),
  content: z.string(),
  // Chatwoot shows nothing in these two, and clients know it.
  account_id: z.null(),
  contact_id: z.null(),
  user: agent.optional(),
  created_at: seconds,
  updated_at: seconds,
});
export type ContactNote = z.output<typeof contactNote>;

const ofContact = z.object({ account_id: id, contact_id: id });
const one = ofContact.extend({ id });
const body = z.object({
  content: text(20_000).refine((content) => content.trim() !== '', "can't be blank"),
});

/** Notes about contacts. */
export const contactNotes = {
  list: operation({
    method: 'GET',
    path: '/api/v1/accounts/{account_id}/contacts/{contact_id}/notes',
    summary: 'List the notes about a contact, the newest first',
    permission: 'member',
    params: ofContact,
    response: z.array(contactNote),
    errors: ['not_found'],
  }),
  create: operation({
    method: 'POST',
    path: '/api/v1/accounts/{account_id}/contacts/{contact_id}/notes',
    summary: 'Write a note about a contact',
    permission: 'member',
    params: ofContact,
    root: 'note',
    body,
    response: contactNote,
    errors: ['not_found'],
    example: { content: 'Prefers to be called in the morning.' },
  }),
  show: operation({
    method: 'GET',
    path: '/api/v1/accounts/{account_id}/contacts/{contact_id}/notes/{id}',
    summary: 'Show a note about a contact',
    permission: 'member',
    params: one,
    response: contactNote,
    errors: ['not_found'],
  }),
  update: operation({
    method: 'PATCH',
    path: '/api/v1/accounts/{account_id}/contacts/{contact_id}/notes/{id}',
    summary: 'Change a note about a contact',
    permission: 'member',
    params: one,
    root: 'note',
    body: body.partial(),
    response: contactNote,
    errors: ['not_found'],
    example: { content: 'Prefers to be called in the afternoon.' },
  }),
  delete: operation({
    method: 'DELETE',
    path: '/api/v1/accounts/{account_id}/contacts/{contact_id}/notes/{id}',
    summary: 'Delete a note about a contact',
    permission: 'member',
    params: one,
    response: z.undefined(),
    errors: ['not_found'],
  }),
};
