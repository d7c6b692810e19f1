import { ask } from '../wire/ask.ts';
import type { Message } from '../wire/shapes.ts';
import { conversations, loadConversations } from './conversations.ts';

/** The newest conversation that is known, to find by it what began later; 0 for none. */
export const newestId = () => Math.max(0, ...conversations.value.map(({ id }) => id));

/**
 * The conversation that an earlier try began whose answer was lost on the way: one behind those that were known, which
 * begins with the same words. The desk knows repeated messages by their echo id, but not repeated beginnings.
 */
export async function findBegun(
  content: string,
  after: number,
): Promise<{ id: number; first: Message } | undefined> {
  await loadConversations();
  for (const { id } of conversations.value.filter((each) => each.id > after)) {
    const { payload } = await ask<{ payload: Message[] }>('GET', 'messages', {
      query: { conversation_id: id },
    });
    const first = payload.find(({ message_type }) => message_type === 0);
    if (first?.content === content) return { id, first };
  }
  return undefined;
}
