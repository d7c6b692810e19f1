import type { TransactionContext } from '../../context.ts';
import { findPeople, listTeamMemberIds } from '../accounts/people.ts';
import { addParticipant, listInboxMemberIds } from './assignment.ts';
import { ofConversation } from './change.ts';
import { type ConversationRow, mentions } from './table.ts';

const MENTION = /mention:\/\/(user|team)\/(\d{1,15})\//g;

/** Remembers who is named in a private note and may see the inbox, and makes them watch the conversation. */
export async function noteMentions(tx: TransactionContext, conversation: ConversationRow, content: string) {
  const people = await findPeople(tx, await mentionedIds(tx, content));
  if (people.size === 0) return;
  const members = await listInboxMemberIds(tx, conversation);
  const now = tx.now();
  for (const { user, membership } of people.values()) {
    if (membership?.role !== 'administrator' && !members.includes(user.id)) continue;
    const { account_id, id: conversation_id } = conversation;
    await tx.queries
      .insert(mentions)
      .values({ account_id, conversation_id, user_id: user.id, created_at: now, updated_at: now })
      .onConflictDoUpdate({
        target: [mentions.account_id, mentions.conversation_id, mentions.user_id],
        set: { updated_at: now },
      });
    await addParticipant(tx, conversation, user.id);
    tx.emit('conversation.mentioned', { ...ofConversation(conversation), user_id: user.id });
  }
}

async function mentionedIds(tx: TransactionContext, content: string): Promise<number[]> {
  const ids: number[] = [];
  for (const [, kind, digits] of content.matchAll(MENTION)) {
    const id = Number(digits);
    if (kind === 'user') ids.push(id);
    else ids.push(...(await listTeamMemberIds(tx, id)));
  }
  return ids;
}
