import type { contactFields } from '@porchlight/contract/contacts';
import { and, eq } from 'drizzle-orm';
import type * as z from 'zod';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { brokeUniqueness } from '../../platform/database/errors.ts';
import { invalid } from '../../platform/refusal.ts';
import { prepareAvatar, replaceAvatar } from '../accounts/avatar.ts';
import { accessInbox } from '../inboxes/access.ts';
import type { InboxRow } from '../inboxes/table.ts';
import { holdContact } from './access.ts';
import { receiveAvatar, requestAvatar } from './avatar.ts';
import { changeContact } from './change.ts';
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
  await prepareAvatar(ctx, fields.avatar);
  return taken(() =>
    ctx.transaction(async (tx) => {
      const contact = await insertContact(tx, fields);
      tx.emit('contact.created', { contact_id: contact.id });
      if (!inbox) return { contact, link: undefined };
      const contactInbox = await linkContact(tx, { contact, inbox, source_id: source_id || undefined });
      return { contact, link: { contactInbox, inbox } };
    }),
  );
}

async function insertContact(tx: TransactionContext, fields: ContactFields): Promise<ContactRow> {
  const now = tx.now();
  const before = { account_id: tx.account.id, avatar: null };
  const avatar = fields.avatar ? await replaceAvatar(tx, before, fields.avatar) : null;
  const [contact] = await tx.queries
    .insert(contacts)
    .values({ ...before, ...columnsOf(fields, BLANK), avatar, created_at: now, updated_at: now })
    .returning();
  if (!contact) throw new Error('The contact was not stored');
  return avatar || !fields.avatar_url ? contact : requestAvatar(tx, contact, fields.avatar_url.trim());
}

/** Changes a contact; the fields that are not given stay as they are. */
export async function updateContact(
  ctx: AccountContext,
  { id }: ContactRow,
  fields: ContactFields,
): Promise<ContactRow> {
  await prepareAvatar(ctx, fields.avatar);
  return taken(() =>
    ctx.transaction(async (tx) => {
      const { held, columns } = await receiveAvatar(tx, await holdContact(tx, id), fields);
      return changeContact(tx, held, { ...columnsOf(fields, held), ...columns });
    }),
  );
}

/** Takes custom attributes off a contact by their keys. */
export async function removeCustomAttributes(
  ctx: AccountContext,
  { id }: ContactRow,
  keys: readonly string[],
): Promise<ContactRow> {
  return ctx.transaction(async (tx) => {
    const held = await holdContact(tx, id);
    const kept = Object.entries(held.custom_attributes).filter(([key]) => !keys.includes(key));
    return changeContact(tx, held, { custom_attributes: Object.fromEntries(kept) });
  });
}

/** Gives a contact these labels, and no others. */
export async function replaceLabels(
  ctx: AccountContext,
  { id }: ContactRow,
  titles: readonly string[],
): Promise<ContactRow> {
  const labels = [...new Set(titles.map((title) => title.trim()))].filter((title) => title !== '');
  return ctx.transaction(async (tx) => changeContact(tx, await holdContact(tx, id), { labels }));
}

/** Notes that the contact did something. */
export async function touchContact(ctx: AccountContext, contact_id: number) {
  await ctx.queries
    .update(contacts)
    .set({ last_activity_at: ctx.now() })
    .where(and(eq(contacts.account_id, ctx.account.id), eq(contacts.id, contact_id)));
}

const BLANK = {
  name: '',
  email: null,
  phone_number: null,
  identifier: null,
  blocked: false,
  additional_attributes: {},
  custom_attributes: {},
  contact_type: 'visitor' as ContactRow['contact_type'],
  location: '',
  country_code: '',
};

type Columns = Pick<ContactRow, keyof typeof BLANK>;

/** The columns with the fields in them: blank identities are nothing, attributes join those that are there. */
function columnsOf(fields: ContactFields, before: Columns): Columns {
  const { name, email, phone_number, identifier } = fields;
  const additional_attributes = { ...before.additional_attributes, ...fields.additional_attributes };
  return classified({
    name: name === undefined ? before.name : (name ?? ''),
    email: email === undefined ? before.email : (blankToNull(email)?.toLowerCase() ?? null),
    phone_number: phone_number === undefined ? before.phone_number : blankToNull(phone_number),
    identifier: identifier === undefined ? before.identifier : blankToNull(identifier),
    blocked: fields.blocked ?? before.blocked,
    additional_attributes,
    custom_attributes: { ...before.custom_attributes, ...fields.custom_attributes },
    contact_type: before.contact_type,
    location: mirrored(additional_attributes, 'city', before.location),
    country_code: mirrored(additional_attributes, 'country', before.country_code),
  });
}

/** A visitor becomes a lead with the first way to be reached. */
export function classified<Row extends Columns>(row: Row): Row {
  const { email, phone_number, additional_attributes } = row;
  const isReachable = Boolean(email || phone_number || hasSocialProfile(additional_attributes));
  return isReachable && row.contact_type === 'visitor' ? { ...row, contact_type: 'lead' } : row;
}

const blankToNull = (text: string | null | undefined) => text?.trim() || null;

function mirrored(attributes: Record<string, unknown>, key: string, otherwise: string): string {
  if (!Object.hasOwn(attributes, key)) return otherwise;
  const value = attributes[key];
  return typeof value === 'string' ? value : '';
}

const hasSocialProfile = (attributes: Record<string, unknown>) =>
  Object.entries(attributes).some(([key, value]) => key.startsWith('social_') && !isEmpty(value));

const isEmpty = (value: unknown) =>
  typeof value === 'object' && value !== null ? Object.keys(value).length === 0 : !value;

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
