import type { ContactNote } from '@porchlight/contract/contact-notes';
import type { Contact } from '@porchlight/contract/contacts';
import type { ContactPush } from '@porchlight/contract/people';
import type { AccountContext, Context } from '../../context.ts';
import { avatarUrl } from '../accounts/avatar.ts';
import { findPeople } from '../accounts/people.ts';
import { presentAgent, secondsOf } from '../accounts/present.ts';
import { findInboxes } from '../inboxes/access.ts';
import { presentSlimInbox } from '../inboxes/present.ts';
import { listLinks } from './contact-inbox.ts';
import type { ContactNoteRow, ContactRow } from './table.ts';

/** A contact without its links to inboxes. */
export function presentContact(ctx: Context, contact: ContactRow): Contact {
  return {
    additional_attributes: contact.additional_attributes,
    availability_status: ctx.services.presence.isSeen(contact.account_id, 'contact', contact.id)
      ? 'online'
      : 'offline',
    email: contact.email,
    id: contact.id,
    name: contact.name,
    phone_number: contact.phone_number,
    blocked: contact.blocked,
    identifier: contact.identifier,
    thumbnail: avatarUrl(ctx, contact.account_id, contact.avatar),
    custom_attributes: contact.custom_attributes,
    ...(contact.last_activity_at ? { last_activity_at: secondsOf(contact.last_activity_at) } : {}),
    created_at: secondsOf(contact.created_at),
  };
}

/** Contacts with their links, all loaded together. */
export async function presentContactsWithLinks(
  ctx: AccountContext,
  rows: readonly ContactRow[],
): Promise<Contact[]> {
  const links = await listLinks(
    ctx,
    rows.map((contact) => contact.id),
  );
  const inboxes = await findInboxes(
    ctx,
    links.map((link) => link.inbox_id),
  );
  return rows.map((contact) => {
    const own = links.filter((link) => link.contact_id === contact.id);
    const contact_inboxes = own.flatMap(({ inbox_id, source_id }) => {
      const inbox = inboxes.get(inbox_id);
      return inbox ? [{ source_id, inbox: presentSlimInbox(ctx, inbox) }] : [];
    });
    return { ...presentContact(ctx, contact), contact_inboxes };
  });
}

/** Notes with their writers, all loaded together. */
export async function presentNotes(
  ctx: AccountContext,
  notes: readonly ContactNoteRow[],
): Promise<ContactNote[]> {
  const people = await findPeople(
    ctx,
    notes.flatMap(({ user_id }) => user_id ?? []),
  );
  return notes.map((note) => {
    const writer = people.get(note.user_id ?? 0);
    return {
      id: note.id,
      content: note.content,
      account_id: null,
      contact_id: null,
      ...(writer ? { user: presentAgent(ctx, writer) } : {}),
      created_at: secondsOf(note.created_at),
      updated_at: secondsOf(note.updated_at),
    };
  });
}

export function presentContactPush(ctx: Context, contact: ContactRow): ContactPush {
  return {
    additional_attributes: contact.additional_attributes,
    custom_attributes: contact.custom_attributes,
    email: contact.email,
    id: contact.id,
    identifier: contact.identifier,
    name: contact.name,
    phone_number: contact.phone_number,
    thumbnail: avatarUrl(ctx, contact.account_id, contact.avatar),
    blocked: contact.blocked,
    type: 'contact',
  };
}
