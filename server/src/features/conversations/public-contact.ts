import { randomUUID } from 'node:crypto';
import type { OperationInput } from '@porchlight/contract/operation';
import type { publicContacts } from '@porchlight/contract/public-contacts';
import type { AccountContext, ContactContext, InboxContext, TransactionContext } from '../../context.ts';
import { systemContext } from '../accounts/account.ts';
import { accessContact } from '../contacts/access.ts';
import { createContact, updateContact } from '../contacts/contact.ts';
import { findLinkInInbox, linkContact, verifyLink } from '../contacts/contact-inbox.ts';
import type { ContactInboxRow, ContactRow } from '../contacts/table.ts';
import { mergeContacts } from './contact-merge.ts';
import { findByIdentity, findNameless, patiently, withoutOthers } from './identities.ts';
import { asSystem } from './message.ts';
import { demandsProof, type IdentityClaim, provenIdentifier, wrongHash } from './public-identity.ts';

type NewContact = Omit<OperationInput<typeof publicContacts.create>, 'inbox_identifier'>;
type Changes = Omit<OperationInput<typeof publicContacts.update>, 'inbox_identifier' | 'source_id'>;
type Fields = Omit<Changes, 'identifier_hash'>;

interface Linked {
  contact: ContactRow;
  contactInbox: ContactInboxRow;
}

/** Runs before a contact is made: told the identifier that was proven, if one was. */
type Admit = (proven: string | undefined) => Promise<void>;

/** The contact that the source id or the proven identity names, linked to the inbox; a new one when there is none. */
export async function findOrCreateContact(
  { services, account, inbox }: InboxContext,
  { source_id, identifier_hash, ...fields }: NewContact,
  admit: Admit,
): Promise<Linked> {
  const desk = systemContext(services, account);
  const proven = provenIdentifier(desk, inbox, { ...fields, identifier_hash });
  if (proven === undefined && demandsProof(inbox)) throw wrongHash();
  return patiently(desk, async () => {
    const known = source_id ? await findLinkInInbox(desk, inbox.id, source_id) : undefined;
    if (known) return findLinked(desk, known, proven);
    await admit(proven);
    return desk.transaction(async (tx) => {
      const contact = await (proven === undefined
        ? createUnproven(tx, fields)
        : findOrCreateProven(tx, { ...fields, identifier: proven }));
      const link = { contact, inbox, source_id: source_id || randomUUID() };
      const contactInbox = await linkContact(tx, { ...link, hmac_verified: proven !== undefined });
      return { contact, contactInbox };
    });
  });
}

async function findLinked(
  desk: AccountContext,
  link: ContactInboxRow,
  proven: string | undefined,
): Promise<Linked> {
  const contact = await accessContact(desk, link.contact_id);
  return { contact, contactInbox: await verify(desk, { contact, contactInbox: link }, proven) };
}

/** Marks the link of whoever proved who they are; somebody else's link is refused. */
async function verify(
  ctx: AccountContext,
  { contact, contactInbox }: Linked,
  proven: string | undefined,
): Promise<ContactInboxRow> {
  if (proven === undefined) return contactInbox;
  if (contact.identifier !== null && contact.identifier !== proven) throw wrongHash();
  return contactInbox.hmac_verified ? contactInbox : verifyLink(ctx, contactInbox);
}

async function createUnproven(tx: TransactionContext, fields: Fields): Promise<ContactRow> {
  return (await createContact(tx, await withoutOthers(tx, fields, undefined))).contact;
}

async function findOrCreateProven(tx: TransactionContext, fields: Fields): Promise<ContactRow> {
  const { identifier, ...others } = fields;
  const known = await findByIdentity(tx, 'identifier', identifier ?? '');
  if (known) return known;
  const nameless = await findNameless(tx, fields);
  if (nameless) return updateContact(tx, nameless, { identifier });
  // The identifier is theirs: where somebody else was quicker, it is they themselves, and they are found again.
  const free = await withoutOthers(tx, others, undefined);
  return (await createContact(tx, { ...free, identifier })).contact;
}

/** Changes a contact as its own program asks; answers the contact that it is from then on. */
export async function updateOwnContact(ctx: ContactContext, given: Changes): Promise<ContactRow> {
  const { identifier, identifier_hash, ...fields } = given;
  const proven = await identify(ctx, { identifier, identifier_hash }, isAnonymous(given));
  return patiently(ctx, () =>
    ctx.transaction(async (own) => {
      const tx = asSystem(own);
      if (proven !== undefined) await takeOver(tx, ctx.contact, fields);
      return updateAsClaimed(tx, ctx.contact, fields);
    }),
  );
}

/** Changes a contact as somebody says who proves nothing: what belongs to another contact is only noted. */
export async function updateAsClaimed(
  tx: TransactionContext,
  contact: ContactRow,
  fields: Fields,
): Promise<ContactRow> {
  return updateContact(tx, contact, await withoutOthers(tx, fields, contact.id));
}

/** Checks who the contact says that they are; `isOptional` where no inbox demands it. Answers what was proven. */
export async function identify(
  ctx: ContactContext,
  claim: IdentityClaim,
  isOptional: boolean,
): Promise<string | undefined> {
  const proven = provenIdentifier(ctx, ctx.inbox, claim);
  if (proven === undefined && demandsProof(ctx.inbox) && !isOptional) throw wrongHash();
  await verify(ctx, ctx, proven);
  return proven;
}

/** Attributes alone name nobody. */
const isAnonymous = ({ custom_attributes, ...naming }: Changes) =>
  Object.values(naming).every((value) => value === undefined);

/** Merges the contact that has the same address, and is nobody in particular, into the one who proved who they are. */
async function takeOver(tx: TransactionContext, contact: ContactRow, fields: Fields) {
  const nameless = await findNameless(tx, fields, contact.id);
  if (nameless) await mergeContacts(tx, contact, nameless);
}
