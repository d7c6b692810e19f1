import type { contactFields } from '@porchlight/contract/contacts';
import { and, eq } from 'drizzle-orm';
import type * as z from 'zod';
import type { AccountContext } from '../../context.ts';
import { brokeUniqueness } from '../../platform/database/errors.ts';
import { invalid } from '../../platform/refusal.ts';
import { accessInbox } from '../inboxes/access.ts';
import type { InboxRow } from '../inboxes/table.ts';
import { linkContact } from './contact-inbox.ts';
import { type ContactInboxRow, type ContactRow, contacts } from './table.ts';

type ContactFields = z.output<typeof contactFields>;

interface NewContact extends ContactFields {
  inbox_id?: number | null;
  source_id?: string | null;
}

interface CreatedContact {
  contact: ContactRow;
  link: { contactInbox: ContactInboxRow; inbox: InboxRow } | undefined;
}

/** Makes a contact and, when an inbox is named, its link to that inbox. */
export async function createContact(ctx: AccountContext, given: NewContact): Promise<CreatedContact> {
  const { inbox_id, source_id, ...fields } = given;
  const inbox = inbox_id ? await accessInbox(ctx, inbox_id) : undefined;
  return taken(() =>
    ctx.transaction(async (tx) => {
      const now = tx.now();
      const [contact] = await tx.queries
        .insert(contacts)
        .values({ account_id: tx.account.id, ...columnsOf(fields), created_at: now, updated_at: now })
        .returning();
      if (!contact) throw new Error('The contact was not stored');
      tx.emit('contact.created', { contact_id: contact.id });
      if (!inbox) return { contact, link: undefined };
      const contactInbox = await linkContact(tx, { contact, inbox, source_id: source_id || undefined });
      return { contact, link: { contactInbox, inbox } };
    }),
  );
}

/** Notes that the contact did something. */
export async function touchContact(ctx: AccountContext, contact_id: number) {
  await ctx.queries
    .update(contacts)
    .set({ last_activity_at: ctx.now() })
    .where(and(eq(contacts.account_id, ctx.account.id), eq(contacts.id, contact_id)));
}

/** The columns that the fields fill; blank identities are stored as nothing. */
function columnsOf(fields: ContactFields) {
  const additional_attributes = fields.additional_attributes ?? {};
  const email = blankToNull(fields.email)?.toLowerCase() ?? null;
  const phone_number = blankToNull(fields.phone_number);
  const isLead = Boolean(email || phone_number || hasSocialProfile(additional_attributes));
  return {
    name: fields.name ?? '',
    email,
    phone_number,
    identifier: blankToNull(fields.identifier),
    blocked: fields.blocked ?? false,
    additional_attributes,
    custom_attributes: fields.custom_attributes ?? {},
    contact_type: isLead ? ('lead' as const) : ('visitor' as const),
    location: textOf(additional_attributes.city),
    country_code: textOf(additional_attributes.country),
  };
}

const blankToNull = (text: string | null | undefined) => text?.trim() || null;

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

const hasSocialProfile = (attributes: Record<string, unknown>) =>
  Object.entries(attributes).some(([key, value]) => key.startsWith('social_') && Boolean(value));

const UNIQUE = {
  contacts_email: 'email',
  contacts_phone_number: 'phone_number',
  contacts_identifier: 'identifier',
};

/** Says which of the contact's identities another contact already has. */
async function taken<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    const entry = Object.entries(UNIQUE).find(([constraint]) => brokeUniqueness(error, constraint));
    if (entry) throw invalid({ [entry[1]]: 'has already been taken' });
    throw error;
  }
}
