import { and, desc, eq } from 'drizzle-orm';
import { type AccountContext, accountContextWithin, type Context } from '../../context.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { accounts } from '../accounts/table.ts';
import { contacts } from '../contacts/table.ts';
import { type ConversationRow, conversations, type MessageRow, messages } from '../conversations/table.ts';
import { type InboxRow, inboxes } from '../inboxes/table.ts';
import { findResponse } from './access.ts';
import type { CsatResponseRow } from './table.ts';

/** The survey of a conversation, with what whoever holds its link may see. */
export interface Survey {
  /** That of the conversation's contact. */
  ctx: AccountContext;
  conversation: ConversationRow;
  /** The one that asks. */
  message: MessageRow;
  inbox: InboxRow;
  /** Nothing until it is answered. */
  response: CsatResponseRow | undefined;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The newest survey of the conversation with this uuid, which nobody can guess. */
export async function accessSurvey(ctx: Context, conversation_uuid: string): Promise<Survey> {
  if (!UUID.test(conversation_uuid)) throw notFound();
  const found = await findByUuid(ctx, conversation_uuid);
  if (!found) throw notFound();
  const { account, contact, conversation, inbox } = found;
  if (account.status === 'suspended') throw new Refusal('account_suspended');
  const actor = {
    type: 'contact' as const,
    id: contact.id,
    name: contact.name,
    inbox_id: inbox.id,
    contact_inbox_id: conversation.contact_inbox_id,
  };
  const own = accountContextWithin(ctx, account, actor);
  const message = await findSurveyMessage(own, conversation);
  if (!message) throw notFound();
  return { ctx: own, conversation, message, inbox, response: await findResponse(own, message) };
}

async function findByUuid({ queries }: Context, uuid: string) {
  const [found] = await queries
    .select({
      conversation: conversations,
      inbox: inboxes,
      contact: { id: contacts.id, name: contacts.name },
      account: { id: accounts.id, name: accounts.name, locale: accounts.locale, status: accounts.status },
    })
    .from(conversations)
    .innerJoin(accounts, eq(accounts.id, conversations.account_id))
    .innerJoin(
      inboxes,
      and(eq(inboxes.account_id, conversations.account_id), eq(inboxes.id, conversations.inbox_id)),
    )
    .innerJoin(
      contacts,
      and(eq(contacts.account_id, conversations.account_id), eq(contacts.id, conversations.contact_id)),
    )
    .where(eq(conversations.uuid, uuid));
  return found;
}

/** The newest message of a conversation that asks for a rating. */
export async function findSurveyMessage(
  { queries }: Context,
  { account_id, id }: ConversationRow,
): Promise<MessageRow | undefined> {
  const [message] = await queries
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.account_id, account_id),
        eq(messages.conversation_id, id),
        eq(messages.content_type, 'input_csat'),
        eq(messages.private, false),
      ),
    )
    .orderBy(desc(messages.id))
    .limit(1);
  return message;
}
