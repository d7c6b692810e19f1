import type { Contact } from '@porchlight/contract/contacts';
import type { FoundConversation } from '@porchlight/contract/conversation-search';
import type { ConversationStatus } from '@porchlight/contract/conversation-values';
import type { Conversation } from '@porchlight/contract/conversations';

/** A conversation among the results. */
export interface ConversationHit {
  id: number;
  name: string;
  inbox_id: number;
  /** Nothing until it is told. */
  status: ConversationStatus | undefined;
  /** What was said last, where that is known. */
  preview: string | undefined;
  /** How many of its messages say what was searched; none when it was found otherwise. */
  saying_count: number;
}

/** A message among the results. */
export interface MessageHit {
  id: number;
  conversation_id: number;
  /** The customer of the conversation. */
  name: string;
  writer: string | undefined;
  content: string;
  created_at: number;
}

/** How many there are, or how many there are at least where only a part is known. */
export interface Count {
  count: number;
  is_least: boolean;
}

/** Of one conversation the desk shows no more messages than these. */
export const SAYING_MAX = 100;

/** What was found of one kind, as far as it was read, and how much of it there is. */
export interface Read<Row> {
  rows: readonly Row[];
  total: number;
}

interface ConversationSources {
  numbered: readonly Conversation[];
  of_customers: readonly Conversation[];
  /** Whether there are more customers than those whose conversations were asked for. */
  has_more_customers: boolean;
  said: Read<FoundConversation>;
  /** Of those in which it was said, as the desk tells besides. */
  statuses: ReadonlyMap<number, ConversationStatus>;
}

/** Each conversation once: that of the number, then those of the customers, then those in which it was said. */
export function uniteConversations({
  numbered,
  of_customers,
  said,
  statuses,
}: ConversationSources): ConversationHit[] {
  const hits = new Map<number, ConversationHit>();
  const latestFirst = of_customers.toSorted((one, other) => other.last_activity_at - one.last_activity_at);
  for (const each of [...numbered, ...latestFirst]) if (!hits.has(each.id)) hits.set(each.id, hitOf(each));
  for (const { id, contact, inbox, messages } of said.rows) {
    const before = hits.get(id);
    const found = {
      id,
      name: contact.name,
      inbox_id: inbox.id,
      status: statuses.get(id),
      preview: undefined,
    };
    hits.set(id, { ...(before ?? found), saying_count: messages.length });
  }
  return [...hits.values()];
}

const hitOf = ({ id, meta, inbox_id, status, last_non_activity_message }: Conversation): ConversationHit => ({
  id,
  name: meta.sender.name,
  inbox_id,
  status,
  preview: last_non_activity_message?.content ?? undefined,
  saying_count: 0,
});

/** How many conversations were found. */
export function countConversations(sources: ConversationSources): Count {
  const { said, has_more_customers } = sources;
  const here = uniteConversations(sources).length;
  if (said.rows.length >= said.total) return { count: here, is_least: has_more_customers };
  // Those found otherwise may be among those that were not read yet.
  const has_others = here > said.rows.length;
  return { count: Math.max(here, said.total), is_least: has_others || has_more_customers };
}

/** The messages that say it, conversation by conversation, the newest first in each. */
export const messagesOf = (rows: readonly FoundConversation[]): MessageHit[] =>
  rows.flatMap(({ id: conversation_id, contact, messages }) =>
    messages
      .map(({ id, content, sender_name, created_at }) => ({
        id,
        conversation_id,
        name: contact.name,
        writer: sender_name,
        content: content ?? '',
        created_at,
      }))
      .toReversed(),
  );

/** How many messages were found. */
export function countMessages({ rows, total }: Read<FoundConversation>): Count {
  const count = rows.reduce((sum, { messages }) => sum + messages.length, 0);
  return {
    count,
    is_least: rows.length < total || rows.some(({ messages }) => messages.length >= SAYING_MAX),
  };
}

/** What a contact can be told apart by, in the order of use. */
export function detailsOf({ email, phone_number, identifier, additional_attributes }: Contact): string[] {
  const { company_name } = additional_attributes;
  return [email, phone_number, company_name, identifier].filter(
    (each): each is string => typeof each === 'string' && each !== '',
  );
}
