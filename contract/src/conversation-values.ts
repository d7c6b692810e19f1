/*
 * Apart from the schemas, whose library is too much for a page that only names these.
 */

/** What a conversation can be; the wire also counts them from 0 in this order. */
export const conversationStatuses = ['open', 'resolved', 'pending', 'snoozed'] as const;
export type ConversationStatus = (typeof conversationStatuses)[number];

/** How urgent a conversation can be, the least first; null on the wire means that nobody said. */
export const priorities = ['low', 'medium', 'high', 'urgent'] as const;
export type Priority = (typeof priorities)[number];

/** Orders of the list; the short names are those of older clients. */
export const sortOrders = [
  'last_activity_at_desc',
  'last_activity_at_asc',
  'created_at_desc',
  'created_at_asc',
  'priority_desc',
  'priority_asc',
  'waiting_since_desc',
  'waiting_since_asc',
  'latest',
  'sort_on_created_at',
  'sort_on_priority',
  'sort_on_waiting_since',
] as const;
export type SortOrder = (typeof sortOrders)[number];
