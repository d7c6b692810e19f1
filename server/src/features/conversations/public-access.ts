import type { ChannelKind } from '@porchlight/channels/manifests';
import type { OperationShape } from '@porchlight/contract/operation';
import { and, desc, eq } from 'drizzle-orm';
import type { FastifyRequest } from 'fastify';
import {
  accountContextWithin,
  type ContactContext,
  type Context,
  type InboxContext,
  type Services,
} from '../../context.ts';
import { type Gap, keepQuery } from '../../platform/database/kept-query.ts';
import { isStorable } from '../../platform/database/storable.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { accounts } from '../accounts/table.ts';
import { type ContactInboxRow, type ContactRow, contactInboxes, contacts } from '../contacts/table.ts';
import { inboxes, inboxLookups } from '../inboxes/table.ts';
import { visible } from './access.ts';
import { type ConversationRow, conversations } from './table.ts';

/** Whether the operation is one for those who hold the identifier of an inbox, and not for users. */
export const isPublic = ({ permission }: OperationShape) =>
  permission === 'inbox_identifier' || permission === 'contact';

/** Finds the inbox, and where the operation is a contact's the contact, by what the address of the request names. */
export async function openPublicContext(
  services: Services,
  { permission }: OperationShape,
  request: FastifyRequest,
): Promise<InboxContext | ContactContext> {
  const { inbox_identifier, source_id } = request.params as Record<string, unknown>;
  const context: Context = { services, queries: services.database.queries, now: services.now };
  const opened = await openInbox(context, 'api', inbox_identifier);
  if (permission !== 'contact') return opened;
  const contact = await findContactContext(opened, source_id);
  if (!contact) throw notFound();
  return contact;
}

/** The inbox of this kind that the public name in a request means. */
export async function openInbox(
  context: Context,
  channel_kind: ChannelKind,
  lookup_key: unknown,
): Promise<InboxContext> {
  if (!isStorable(lookup_key)) throw notFound();
  const [found] = await inboxByLookupKey(context.queries, { lookup_key, channel_kind });
  if (!found) throw notFound();
  if (found.account.status === 'suspended') throw new Refusal('account_suspended');
  const { id, name, locale } = found.account;
  return { ...context, account: { id, name, locale }, inbox: found.inbox };
}

const inboxByLookupKey = keepQuery((queries, gap: Gap<{ lookup_key: string; channel_kind: string }>) =>
  queries
    .select({
      inbox: inboxes,
      account: { id: accounts.id, name: accounts.name, locale: accounts.locale, status: accounts.status },
    })
    .from(inboxLookups)
    .innerJoin(
      inboxes,
      and(eq(inboxes.account_id, inboxLookups.account_id), eq(inboxes.id, inboxLookups.inbox_id)),
    )
    .innerJoin(accounts, eq(accounts.id, inboxLookups.account_id))
    .where(
      and(eq(inboxLookups.lookup_key, gap('lookup_key')), eq(inboxLookups.channel_kind, gap('channel_kind'))),
    ),
);

/** The contact with this address in the inbox, as the one who asks; nothing when there is none. */
export async function findContactContext(
  opened: InboxContext,
  source_id: unknown,
): Promise<ContactContext | undefined> {
  if (!isStorable(source_id)) return undefined;
  const { queries, account, inbox } = opened;
  const [found] = await contactBySourceId(queries, { account_id: account.id, inbox_id: inbox.id, source_id });
  return found && contactContext(opened, found);
}

/** The context of a contact who asks through this link to the inbox. */
export function contactContext(
  opened: InboxContext,
  { contact, contactInbox }: { contact: ContactRow; contactInbox: ContactInboxRow },
): ContactContext {
  const { account, inbox } = opened;
  const actor = {
    type: 'contact' as const,
    id: contact.id,
    name: contact.name,
    inbox_id: inbox.id,
    contact_inbox_id: contactInbox.id,
  };
  return { ...accountContextWithin(opened, account, actor), actor, inbox, contact, contactInbox };
}

const contactBySourceId = keepQuery(
  (queries, gap: Gap<{ account_id: number; inbox_id: number; source_id: string }>) =>
    queries
      .select({ contact: contacts, contactInbox: contactInboxes })
      .from(contactInboxes)
      .innerJoin(
        contacts,
        and(eq(contacts.account_id, contactInboxes.account_id), eq(contacts.id, contactInboxes.contact_id)),
      )
      .where(
        and(
          eq(contactInboxes.account_id, gap('account_id')),
          eq(contactInboxes.inbox_id, gap('inbox_id')),
          eq(contactInboxes.source_id, gap('source_id')),
        ),
      ),
);

const LISTED_MAX = 100;

/** The latest conversations that the contact may open, oldest first. */
export async function listOwnConversations(ctx: ContactContext): Promise<ConversationRow[]> {
  const rows = await ctx.queries
    .select()
    .from(conversations)
    .where(visible(ctx))
    .orderBy(desc(conversations.id))
    .limit(LISTED_MAX);
  return rows.reverse();
}
