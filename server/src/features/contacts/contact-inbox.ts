import { randomUUID } from 'node:crypto';
import { and, desc, eq, inArray } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { randomToken } from '../../platform/crypto/tokens.ts';
import { invalid, notFound, Refusal } from '../../platform/refusal.ts';
import { accessInbox } from '../inboxes/access.ts';
import { manifestOf } from '../inboxes/inbox.ts';
import { listInboxes } from '../inboxes/list.ts';
import type { InboxRow } from '../inboxes/table.ts';
import { accessContact } from './access.ts';
import { type ContactInboxRow, type ContactRow, contactInboxes } from './table.ts';

interface Link {
  contact: ContactRow;
  inbox: InboxRow;
  /** The contact's address in the inbox; made up when absent. */
  source_id?: string | undefined;
  hmac_verified?: boolean;
}

/**
 * The contact's link to the inbox under `source_id`, made when there is none. Without a `source_id` the latest link
 * of the contact is used. An address that belongs to another contact is refused.
 */
export async function linkContact(ctx: AccountContext, link: Link): Promise<ContactInboxRow> {
  const existing = link.source_id === undefined ? await findLatestLink(ctx, link) : undefined;
  const row = existing ?? (await insertLink(ctx, link));
  return link.hmac_verified && !row.hmac_verified ? verifyLink(ctx, row) : row;
}

/** Notes that the contact proved through this link who they are. */
export async function verifyLink(ctx: AccountContext, row: ContactInboxRow): Promise<ContactInboxRow> {
  const verified = { hmac_verified: true, updated_at: ctx.now() };
  await ctx.queries
    .update(contactInboxes)
    .set(verified)
    .where(and(eq(contactInboxes.account_id, row.account_id), eq(contactInboxes.id, row.id)));
  return { ...row, ...verified };
}

async function findLatestLink(
  ctx: AccountContext,
  { contact, inbox }: Link,
): Promise<ContactInboxRow | undefined> {
  const [found] = await ctx.queries
    .select()
    .from(contactInboxes)
    .where(
      and(
        eq(contactInboxes.account_id, ctx.account.id),
        eq(contactInboxes.contact_id, contact.id),
        eq(contactInboxes.inbox_id, inbox.id),
      ),
    )
    .orderBy(desc(contactInboxes.id))
    .limit(1);
  return found;
}

async function insertLink(ctx: AccountContext, link: Link): Promise<ContactInboxRow> {
  const now = ctx.now();
  const source_id = link.source_id ?? findMadeSourceId(link.inbox);
  if (source_id === undefined) throw invalid({ source_id: "can't be blank: the channel does not make one" });
  const [made] = await ctx.queries
    .insert(contactInboxes)
    .values({
      account_id: ctx.account.id,
      contact_id: link.contact.id,
      inbox_id: link.inbox.id,
      source_id,
      hmac_verified: link.hmac_verified ?? false,
      pubsub_token: randomToken(),
      created_at: now,
      updated_at: now,
    })
    .onConflictDoNothing()
    .returning();
  if (made) return made;
  const owner = await findLinkInInbox(ctx, link.inbox.id, source_id);
  if (owner?.contact_id === link.contact.id) return owner;
  throw new Refusal('unprocessable', 'source_id should be unique');
}

/** A new address, where the channel makes addresses of its own. */
function findMadeSourceId(inbox: InboxRow): string | undefined {
  return manifestOf(inbox).features.makes_source_id ? randomUUID() : undefined;
}

/** The link with this address in an inbox, or nothing. */
export async function findLinkInInbox(ctx: AccountContext, inbox_id: number, source_id: string) {
  const [found] = await ctx.queries
    .select()
    .from(contactInboxes)
    .where(
      and(
        eq(contactInboxes.account_id, ctx.account.id),
        eq(contactInboxes.inbox_id, inbox_id),
        eq(contactInboxes.source_id, source_id),
      ),
    );
  return found;
}

/** The oldest link with this address in the account, in an inbox that the caller may use. */
export async function accessLinkBySourceId(ctx: AccountContext, source_id: string) {
  const [found] = await ctx.queries
    .select()
    .from(contactInboxes)
    .where(and(eq(contactInboxes.account_id, ctx.account.id), eq(contactInboxes.source_id, source_id)))
    .orderBy(contactInboxes.id)
    .limit(1);
  if (!found) throw notFound();
  return { contactInbox: found, inbox: await accessInbox(ctx, found.inbox_id) };
}

/** The contact that has this address in an inbox that the caller may use. */
export async function accessContactBySourceId(
  ctx: AccountContext,
  { inbox_id, source_id }: { inbox_id: number; source_id: string },
): Promise<ContactRow> {
  const inbox = await accessInbox(ctx, inbox_id);
  const link = await findLinkInInbox(ctx, inbox.id, source_id);
  if (!link) throw notFound();
  return accessContact(ctx, link.contact_id);
}

/**
 * The inboxes of the caller through which the contact can be reached, with the address in each: where the contact is
 * linked already, and where the channel makes an address of its own.
 */
export async function listContactable(ctx: AccountContext, contact: ContactRow) {
  const latest = new Map((await listLinks(ctx, [contact.id])).map((link) => [link.inbox_id, link.source_id]));
  const reachable = await listInboxes(ctx);
  return reachable.flatMap((inbox) => {
    const source_id = latest.get(inbox.id) ?? findMadeSourceId(inbox);
    return source_id === undefined ? [] : [{ inbox, source_id }];
  });
}

/** Every link of these contacts. */
export async function listLinks(
  ctx: AccountContext,
  contact_ids: readonly number[],
): Promise<ContactInboxRow[]> {
  if (contact_ids.length === 0) return [];
  return ctx.queries
    .select()
    .from(contactInboxes)
    .where(
      and(
        eq(contactInboxes.account_id, ctx.account.id),
        inArray(contactInboxes.contact_id, [...contact_ids]),
      ),
    )
    .orderBy(contactInboxes.id);
}
