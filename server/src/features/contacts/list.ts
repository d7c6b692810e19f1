import type { FilterCondition } from '@porchlight/contract/filters';
import { and, arrayOverlaps, count, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { containing } from '../../platform/database/like.ts';
import { compileFilter } from '../../platform/filter/compile.ts';
import { findContacts, visibleContacts } from './access.ts';
import { contactAttributes } from './filter.ts';
import { type ContactRow, contacts } from './table.ts';

const PAGE_SIZE = 15;

interface ListOptions {
  page: number;
  sort: string;
  labels?: readonly string[] | undefined;
}

export interface ContactPage {
  count: number;
  rows: ContactRow[];
}

/** Contacts that can be told apart, by label when labels are named. */
export function listContacts(ctx: AccountContext, options: ListOptions): Promise<ContactPage> {
  return readPage(ctx, labelled(options.labels), options);
}

/** Contacts whose name, e-mail, phone number, company or identifier contains `text`. */
export function searchContacts(
  ctx: AccountContext,
  text: string,
  options: ListOptions,
): Promise<ContactPage> {
  return readFoundPage(ctx, and(contains(text), labelled(options.labels)), options);
}

/** Contacts that meet the conditions. */
export function filterContacts(
  ctx: AccountContext,
  conditions: readonly FilterCondition[],
  options: ListOptions,
): Promise<ContactPage> {
  return readPage(ctx, compileFilter(conditions, contactAttributes, ctx.now()), options);
}

/** Contacts that are there at this moment, also those with only a name. */
export function listActiveContacts(ctx: AccountContext, options: ListOptions): Promise<ContactPage> {
  const seen = ctx.services.presence.list(ctx.account.id, 'contact');
  return readAllPage(ctx, and(visibleContacts(ctx), inArray(contacts.id, seen)), options);
}

const readPage = (ctx: AccountContext, wanted: SQL | undefined, options: ListOptions) =>
  readAllPage(ctx, and(reachable(ctx), wanted), options);

async function readAllPage(
  ctx: AccountContext,
  found: SQL | undefined,
  options: ListOptions,
): Promise<ContactPage> {
  const rows = await ctx.queries
    .select()
    .from(contacts)
    .where(found)
    .orderBy(...orderOf(options.sort))
    .limit(PAGE_SIZE)
    .offset((options.page - 1) * PAGE_SIZE);
  return { count: await countContacts(ctx, found), rows };
}

async function countContacts(ctx: AccountContext, found: SQL | undefined): Promise<number> {
  const [counted] = await ctx.queries.select({ count: count() }).from(contacts).where(found);
  return counted?.count ?? 0;
}

/** A page of what takes long to find: its ids and the count come from finding it once. */
async function readFoundPage(
  ctx: AccountContext,
  wanted: SQL | undefined,
  options: ListOptions,
): Promise<ContactPage> {
  const found = and(reachable(ctx), wanted);
  const page = await ctx.queries
    .select({ id: contacts.id, count: sql<number>`count(*) over ()`.mapWith(Number) })
    .from(contacts)
    .where(found)
    .orderBy(...orderOf(options.sort))
    .limit(PAGE_SIZE)
    .offset((options.page - 1) * PAGE_SIZE);
  // A page behind the last one has no row that could tell.
  const counted = page[0] ? page[0].count : await countContacts(ctx, found);
  const ids = page.map(({ id }) => id);
  const rows = await findContacts(ctx, ids);
  return { count: counted, rows: ids.flatMap((id) => rows.get(id) ?? []) };
}

/** Lists show contacts that can be told apart: those with only a name are left out. */
function reachable(ctx: AccountContext): SQL | undefined {
  const identities = [contacts.email, contacts.phone_number, contacts.identifier];
  return and(visibleContacts(ctx), or(...identities.map((column) => sql`${column} <> ''`)));
}

function contains(text: string): SQL | undefined {
  const part = containing(text);
  // The indexed text finds the candidates; the columns say which of them truly match. The database makes the small
  // letters on both sides, as JavaScript's are not always the same.
  return and(
    sql`${contacts.search_text} like lower(${part})`,
    or(
      sql`${contacts.name} ilike ${part}`,
      sql`${contacts.email} ilike ${part}`,
      sql`${contacts.phone_number} ilike ${part}`,
      sql`${contacts.additional_attributes} ->> 'company_name' ilike ${part}`,
      sql`${contacts.identifier} like ${part}`,
    ),
  );
}

const labelled = (labels: readonly string[] | undefined) =>
  labels?.length ? arrayOverlaps(contacts.labels, [...labels]) : undefined;

const SORTABLE: Record<string, SQL> = {
  name: sql`lower(${contacts.name})`,
  email: sql`${contacts.email}`,
  phone_number: sql`${contacts.phone_number}`,
  last_activity_at: sql`${contacts.last_activity_at}`,
  created_at: sql`${contacts.created_at}`,
  company: sql`lower(${contacts.additional_attributes} ->> 'company_name')`,
  city: sql`lower(${contacts.additional_attributes} ->> 'city')`,
  country: sql`lower(${contacts.additional_attributes} ->> 'country')`,
};

function orderOf(sort: string): SQL[] {
  const byId = sql`${contacts.id}`;
  const name = sort.replace(/^-/, '');
  const column = Object.hasOwn(SORTABLE, name) ? SORTABLE[name] : undefined;
  if (!column) return [byId];
  return [sort.startsWith('-') ? sql`${column} desc nulls last` : sql`${column} asc nulls last`, byId];
}
