import type { AccountContext, TransactionContext } from '../../context.ts';
import { holdContact } from '../contacts/access.ts';
import { changeContact } from '../contacts/change.ts';
import { holdConversation } from './access.ts';
import { nameOf, noteActivity } from './activity.ts';
import { setStatus } from './status.ts';
import type { ConversationRow } from './table.ts';

/** Resolves a conversation and blocks its contact, whose messages bring nothing back from then on. */
export async function mute(ctx: AccountContext, { id }: ConversationRow) {
  await ctx.transaction(async (tx) => {
    const held = await holdConversation(tx, id);
    const row = held.status === 'resolved' ? held : await setStatus(tx, held, 'resolved');
    await setBlocked(tx, row, true);
  });
}

/** Unblocks the contact; the conversation stays as it is. */
export async function unmute(ctx: AccountContext, { id }: ConversationRow) {
  await ctx.transaction(async (tx) => setBlocked(tx, await holdConversation(tx, id), false));
}

async function setBlocked(tx: TransactionContext, held: ConversationRow, blocked: boolean) {
  const contact = await holdContact(tx, held.contact_id);
  if (contact.blocked === blocked) return;
  await changeContact(tx, contact, { blocked });
  await noteActivity(tx, held, `${nameOf(tx.actor)} ${blocked ? 'muted' : 'unmuted'} the conversation`);
}
