import type { OperationShape } from '@porchlight/contract/operation';
import { and, desc, eq } from 'drizzle-orm';
import type { FastifyRequest } from 'fastify';
import {
  accountContext,
  type ContactContext,
  type Context,
  type InboxContext,
  type Services,
} from '../../context.ts';
import { type Gap, keepQuery } from '../../platform/database/kept-query.ts';
import { isStorable } from '../../platform/database/storable.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { accounts } from '../accounts/table.ts';
import { contactInboxes, contacts } from '../contacts/table.ts';
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
  const opened = await openInbox(context, inbox_identifier);
  return permission === 'contact' ? openContact(opened, source_id) : opened;
}

async function openInbox(context: Context, identifier: unknown): Promise<InboxContext> {
  if (!isStorable(identifier)) throw notFound();
  const [found] = await inboxByIdentifier(context.queries, { identifier });
  if (!found) throw notFound();
  if (found.account.status === 'suspended') throw new Refusal('account_suspended');
  const { id, name, locale } = found.account;
  return { ...context, account: { id, name, locale }, inbox: found.inbox };
}

const inboxByIdentifier = keepQuery((queries, gap: Gap<{ identifier: string }>) =>
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
    .where(and(eq(inboxLookups.lookup_key, gap('identifier')), eq(inboxLookups.channel_kind, 'api'))),
);

async function openContact(opened: InboxContext, source_id: unknown): Promise<ContactContext> {
  const { services, queries, account, inbox } = opened;
  if (!isStorable(source_id)) throw notFound();
  const [found] = await contactBySourceId(queries, { account_id: account.id, inbox_id: inbox.id, source_id });
  if (!found) throw notFound();
  const { contact, contactInbox } = found;
  const actor = {
    type: 'contact' as const,
    id: contact.id,
    name: contact.name,
    inbox_id: inbox.id,
    contact_inbox_id: contactInbox.id,
  };
  return { ...accountContext(services, account, actor), actor, inbox, contact, contactInbox };
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
