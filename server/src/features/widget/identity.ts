import { randomUUID } from 'node:crypto';
import type { OperationInput } from '@porchlight/contract/operation';
import type { widgetContacts } from '@porchlight/contract/widget-contacts';
import { sql } from 'drizzle-orm';
import type { ContactContext, TransactionContext } from '../../context.ts';
import { accessContact } from '../contacts/access.ts';
import { changeContact } from '../contacts/change.ts';
import { updateContact } from '../contacts/contact.ts';
import { findLinkInInbox, linkContact, verifyLink } from '../contacts/contact-inbox.ts';
import { deepMerged } from '../contacts/merged.ts';
import type { ContactRow } from '../contacts/table.ts';
import { mergeContacts } from '../conversations/contact-merge.ts';
import {
  findByIdentity,
  findNameless,
  isProvenContact,
  patiently,
  withoutOthers,
} from '../conversations/identities.ts';
import { asSystem } from '../conversations/message.ts';
import { contactContext } from '../conversations/public-access.ts';
import { demandsProof, provenIdentifier, wrongHash } from '../conversations/public-identity.ts';
import { type Linked, makeVisitor } from './visitor.ts';

/** Who the visitor says that they are, and what they say of themselves. */
export type Claim = Omit<OperationInput<typeof widgetContacts.setUser>, 'website_token'>;

type Fields = Omit<Claim, 'identifier' | 'identifier_hash'>;

/** How a claim is to be taken. */
interface Standing {
  inbox: ContactContext['inbox'];
  /** The identifier is proven by its hash. */
  is_proven: boolean;
  /** The inbox takes nobody's word for who they are. */
  is_strict: boolean;
}

/** The visitor from then on. */
export interface Identified {
  visitor: ContactContext;
  /** They were somebody else before: they are known by another token now. */
  is_switched: boolean;
}

/**
 * Makes of the visitor who they say that they are. The one place where a visitor gets an identity: an identifier, an
 * e-mail address or a phone number. Without proof nobody becomes a contact that somebody proved to be, nor by an
 * address alone one that has an identifier; what they said is noted for agents.
 */
export async function identifyVisitor(ctx: ContactContext, claim: Claim): Promise<Identified> {
  const { identifier, identifier_hash, ...fields } = withoutBlanks(claim);
  const proven = provenIdentifier(ctx, ctx.inbox, { identifier, identifier_hash });
  const is_strict = demandsProof(ctx.inbox);
  if (identifier !== undefined && proven === undefined && is_strict) throw wrongHash();
  const standing = { inbox: ctx.inbox, is_proven: proven !== undefined, is_strict };
  const { linked, is_switched } = await patiently(ctx, () =>
    ctx.transaction(async (own) => {
      const tx = asSystem(own);
      const before = await readLinked(tx, ctx);
      const after = identifier === undefined ? before : await become(tx, before, identifier, standing);
      const contact = await describe(tx, after, { ...fields, identifier }, standing);
      return { linked: { ...after, contact }, is_switched: after.contactInbox.id !== before.contactInbox.id };
    }),
  );
  return { visitor: contactContext(ctx, linked), is_switched };
}

/** The same, where the inbox wants proof of whoever names themselves; attributes alone name nobody. */
export async function setUser(ctx: ContactContext, claim: Claim): Promise<Identified> {
  const { identifier, identifier_hash, custom_attributes, ...naming } = withoutBlanks(claim);
  const isNaming = identifier !== undefined || Object.values(naming).some((value) => value !== undefined);
  const isProving = provenIdentifier(ctx, ctx.inbox, { identifier, identifier_hash }) !== undefined;
  if (isNaming && !isProving && demandsProof(ctx.inbox)) throw wrongHash();
  return identifyVisitor(ctx, claim);
}

/** Blank values say nothing. The hash stays as it came: a blank one may be wrong. */
function withoutBlanks({ identifier_hash, ...claim }: Claim) {
  const given = Object.entries(claim).filter(([, value]) => value !== null && String(value).trim() !== '');
  return { ...(Object.fromEntries(given) as Given), identifier_hash };
}

type Given = { [Name in keyof Omit<Claim, 'identifier_hash'>]: NonNullable<Claim[Name]> | undefined };

/** The link with its contact as they are now. Of two requests through one link the second waits for the first. */
async function readLinked(
  tx: TransactionContext,
  { inbox, contactInbox: link }: ContactContext,
): Promise<Linked> {
  const name = `identity of contact link ${link.account_id} ${link.id}`;
  await tx.queries.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
  const contactInbox = (await findLinkInInbox(tx, inbox.id, link.source_id)) ?? link;
  return { contact: await accessContact(tx, contactInbox.contact_id), contactInbox };
}

async function become(
  tx: TransactionContext,
  before: Linked,
  identifier: string,
  standing: Standing,
): Promise<Linked> {
  const own = before.contact.identifier;
  const linked =
    own !== null && own !== identifier.trim()
      ? await becomeAnother(tx, identifier, standing)
      : { ...before, contact: await joinByIdentifier(tx, before.contact, identifier, standing) };
  if (!standing.is_proven || linked.contactInbox.hmac_verified) return linked;
  return { ...linked, contactInbox: await verifyLink(tx, linked.contactInbox) };
}

/** A visitor who has another identifier goes on as somebody else; what was before stays with whom it was. */
async function becomeAnother(
  tx: TransactionContext,
  identifier: string,
  { inbox, is_proven }: Standing,
): Promise<Linked> {
  const other = await findByIdentity(tx, 'identifier', identifier.trim());
  const mayBeOther = other && (is_proven || !(await isProvenContact(tx, other)));
  if (!mayBeOther) return makeVisitor(tx, inbox, { hmac_verified: is_proven });
  const link = { contact: other, inbox, source_id: randomUUID(), hmac_verified: is_proven };
  return { contact: other, contactInbox: await linkContact(tx, link) };
}

/** Merges a visitor without an identifier into the contact that has this one. */
async function joinByIdentifier(
  tx: TransactionContext,
  contact: ContactRow,
  identifier: string,
  { is_proven }: Standing,
): Promise<ContactRow> {
  const other = await findByIdentity(tx, 'identifier', identifier.trim());
  if (!other || other.id === contact.id) return contact;
  if (!is_proven && (await isProvenContact(tx, other))) return contact;
  return mergeContacts(tx, other, contact);
}

/** Writes what the visitor says of themselves. */
async function describe(
  tx: TransactionContext,
  { contact, contactInbox }: Linked,
  fields: Fields & { identifier?: string | undefined },
  { is_strict, is_proven }: Standing,
): Promise<ContactRow> {
  const isKnown = is_proven || contactInbox.hmac_verified;
  // Somebody else proved meanwhile to be this contact: the visitor may only have said so.
  if (!isKnown && (await isProvenContact(tx, contact))) return noteClaims(tx, contact, fields);
  const mayJoin = isKnown || !is_strict;
  const joined = mayJoin ? await joinByAddress(tx, contact, fields, isKnown) : contact;
  const free = await withoutOthers(tx, fields, joined.id);
  // Whoever is found by an address alone keeps the name that they have.
  const isNamed = fields.identifier === undefined && joined.name !== contact.name;
  const updated = await updateContact(tx, joined, {
    ...free,
    name: isNamed ? undefined : free.name,
    custom_attributes: deepMerged(fields.custom_attributes ?? {}, joined.custom_attributes),
    additional_attributes: {
      ...deepMerged(withoutNotes(fields.additional_attributes ?? {}), joined.additional_attributes),
      ...free.additional_attributes,
    },
  });
  return dropSettledNotes(tx, updated);
}

/** Leaves a contact as it is, and notes for agents how the visitor says that it is reached. */
async function noteClaims(
  tx: TransactionContext,
  contact: ContactRow,
  { email, phone_number }: Fields,
): Promise<ContactRow> {
  const noted = Object.entries({ unverified_email: email, unverified_phone_number: phone_number }).filter(
    ([, value]) => value,
  );
  const additional_attributes = Object.fromEntries(noted);
  return dropSettledNotes(tx, await updateContact(tx, contact, { additional_attributes }));
}

/** Joins the visitor with the contact that has the same address, and is nobody in particular. */
async function joinByAddress(
  tx: TransactionContext,
  contact: ContactRow,
  { email, phone_number }: Fields,
  isKnown: boolean,
): Promise<ContactRow> {
  let joined = contact;
  for (const address of [{ email }, { phone_number }]) {
    const nameless = await findNameless(tx, address, joined.id);
    if (!nameless || (address.email === undefined && hasAnotherEmail(nameless, email ?? joined.email)))
      continue;
    // Whom nobody knows becomes whoever was there before.
    joined = isKnown ? await mergeContacts(tx, joined, nameless) : await mergeContacts(tx, nameless, joined);
  }
  return joined;
}

const hasAnotherEmail = (contact: ContactRow, email: string | null) =>
  contact.email !== null && email !== null && contact.email !== email.trim().toLowerCase();

const NOTE = /^unverified_/;

/** What the desk notes of a visitor is not theirs to write. */
const withoutNotes = (attributes: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => !NOTE.test(name)));

/** Takes off what was noted as unverified and is the contact's own by now. */
async function dropSettledNotes(tx: TransactionContext, contact: ContactRow): Promise<ContactRow> {
  const isSettled = ([name, value]: [string, unknown]) =>
    NOTE.test(name) && value === contact[name.replace(NOTE, '') as 'email'];
  const entries = Object.entries(contact.additional_attributes);
  if (!entries.some(isSettled)) return contact;
  const additional_attributes = Object.fromEntries(entries.filter((entry) => !isSettled(entry)));
  return changeContact(tx, contact, { additional_attributes });
}
