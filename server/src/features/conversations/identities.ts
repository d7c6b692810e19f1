import { and, eq, isNull, ne, notExists, or, type SQL } from 'drizzle-orm';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { Refusal } from '../../platform/refusal.ts';
import { type ContactRow, contactInboxes, contacts } from '../contacts/table.ts';

const ATTEMPTS_MAX = 3;

/** By what a contact is told from all others of its account. */
const IDENTITIES = ['identifier', 'email', 'phone_number'] as const;
type Claimed = { readonly [name in (typeof IDENTITIES)[number]]?: string | null | undefined };

/** Looks again when somebody else took an identity between the look and the write. */
export async function patiently<Result>(ctx: AccountContext, run: () => Promise<Result>): Promise<Result> {
  // A transaction that has failed once takes nothing more.
  const isInside = ctx.queries !== ctx.services.database.queries;
  for (let left = isInside ? 1 : ATTEMPTS_MAX; ; left -= 1) {
    try {
      return await run();
    } catch (error) {
      if (left === 1 || !wasOvertaken(error)) throw error;
    }
  }
}

// The address in the inbox was taken at the same moment, or one of the identities was.
const wasOvertaken = (error: unknown) =>
  error instanceof Refusal &&
  (error.message.includes('source_id') || IDENTITIES.some((name) => error.attributes.includes(name)));

/** The contact with this e-mail address, else with this phone number, whom nobody has proved to be. */
export async function findNameless(tx: TransactionContext, { email, phone_number }: Claimed, own_id = 0) {
  const isNobody = and(isNull(contacts.identifier), ne(contacts.id, own_id), notExists(verifiedLinks(tx)));
  const address = email?.trim().toLowerCase();
  const number = phone_number?.trim();
  const found = address ? await findWhere(tx, and(eq(contacts.email, address), isNobody)) : undefined;
  if (found || !number) return found;
  return findWhere(tx, and(eq(contacts.phone_number, number), isNobody));
}

/** The contact that has this identity, or nothing. */
export const findByIdentity = (tx: TransactionContext, name: (typeof IDENTITIES)[number], value: string) =>
  findWhere(tx, eq(contacts[name], value));

/** Tells whether somebody has proved, through any inbox, to be this contact. */
export async function isProvenContact(tx: TransactionContext, { id }: ContactRow): Promise<boolean> {
  return (await findWhere(tx, and(eq(contacts.id, id), notExists(verifiedLinks(tx))))) === undefined;
}

const verifiedLinks = (tx: TransactionContext) =>
  tx.queries
    .select({ id: contactInboxes.id })
    .from(contactInboxes)
    .where(
      and(
        eq(contactInboxes.account_id, contacts.account_id),
        eq(contactInboxes.contact_id, contacts.id),
        eq(contactInboxes.hmac_verified, true),
      ),
    );

async function findWhere(tx: TransactionContext, wanted: SQL | undefined): Promise<ContactRow | undefined> {
  const [found] = await tx.queries
    .select()
    .from(contacts)
    .where(and(eq(contacts.account_id, tx.account.id), wanted));
  return found;
}

/** The fields without identities that other contacts have; those are noted for agents to look into. */
export async function withoutOthers<Fields extends Claimed>(
  tx: TransactionContext,
  fields: Fields,
  own_id: number | undefined,
) {
  const given = {
    identifier: fields.identifier?.trim(),
    email: fields.email?.trim().toLowerCase(),
    phone_number: fields.phone_number?.trim(),
  };
  const rows = await tx.queries
    .select()
    .from(contacts)
    .where(
      and(
        eq(contacts.account_id, tx.account.id),
        own_id === undefined ? undefined : ne(contacts.id, own_id),
        or(...IDENTITIES.map((name) => eq(contacts[name], given[name] ?? ''))),
      ),
    );
  const taken = IDENTITIES.filter((name) => given[name] && rows.some((row) => row[name] === given[name]));
  const noted = Object.fromEntries(taken.map((name) => [`unverified_${name}`, given[name]]));
  const dropped = Object.fromEntries(taken.map((name) => [name, undefined]));
  return { ...fields, ...dropped, additional_attributes: noted };
}
