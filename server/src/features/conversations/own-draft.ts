import type { OperationInput } from '@porchlight/contract/operation';
import type { OwnDraft, ownDrafts as ownDraftOperations } from '@porchlight/contract/own-drafts';
import { and, asc, eq } from 'drizzle-orm';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { Refusal } from '../../platform/refusal.ts';
import { viewingUserId } from '../inboxes/access.ts';
import { visible } from './access.ts';
import { type ConversationRow, conversations, ownDrafts } from './table.ts';

type Saved = Omit<OperationInput<typeof ownDraftOperations.save>, 'account_id' | 'conversation_id'>;

/** What the caller began to write in conversations that they may open, the oldest first. */
export async function listOwnDrafts(ctx: AccountContext): Promise<OwnDraft[]> {
  const ofConversation = and(
    eq(conversations.account_id, ownDrafts.account_id),
    eq(conversations.id, ownDrafts.conversation_id),
  );
  const mine = and(eq(ownDrafts.account_id, ctx.account.id), eq(ownDrafts.user_id, viewingUserId(ctx)));
  return ctx.queries
    .select({
      conversation_id: conversations.display_id,
      mode: ownDrafts.mode,
      message: ownDrafts.message,
      version: ownDrafts.version,
      details: ownDrafts.details,
    })
    .from(ownDrafts)
    .innerJoin(conversations, ofConversation)
    .where(and(mine, visible(ctx)))
    .orderBy(asc(ownDrafts.created_at), asc(ownDrafts.conversation_id), asc(ownDrafts.mode));
}

/**
 * Keeps what the caller has written in the place of the version that it replaces. Where another one is kept it was
 * written elsewhere meanwhile, and must not be lost.
 */
export async function saveOwnDraft(ctx: AccountContext, conversation: ConversationRow, saved: Saved) {
  return ctx.transaction(async (tx) => {
    const kept = await holdOwnDraft(tx, conversation, saved);
    if (kept?.version === saved.version) return;
    if (kept && kept.version !== saved.replaces) throw new Refusal('draft_changed');
    const place = placeOf(tx, conversation, saved);
    if (saved.message === '') await tx.queries.delete(ownDrafts).where(isAt(place));
    else await writeOwnDraft(tx, place, saved);
  });
}

async function writeOwnDraft(
  tx: TransactionContext,
  place: Place,
  { message, version, replaces, details = {} }: Saved,
) {
  const now = tx.now();
  const written = await tx.queries
    .insert(ownDrafts)
    .values({ ...place, message, version, details, created_at: now, updated_at: now })
    .onConflictDoUpdate({
      target: [ownDrafts.account_id, ownDrafts.conversation_id, ownDrafts.user_id, ownDrafts.mode],
      set: { message, version, details, updated_at: now },
      // Of two that save the first version in the same moment the second finds that of the first.
      setWhere: eq(ownDrafts.version, replaces ?? ''),
    })
    .returning({ version: ownDrafts.version });
  if (written.length === 0) throw new Refusal('draft_changed');
}

async function holdOwnDraft(tx: TransactionContext, conversation: ConversationRow, { mode }: Saved) {
  const [kept] = await tx.queries
    .select({ version: ownDrafts.version })
    .from(ownDrafts)
    .where(isAt(placeOf(tx, conversation, { mode })))
    .for('update');
  return kept;
}

type Place = Pick<typeof ownDrafts.$inferSelect, 'account_id' | 'conversation_id' | 'user_id' | 'mode'>;

const placeOf = (
  ctx: AccountContext,
  { account_id, id }: ConversationRow,
  { mode }: Pick<Saved, 'mode'>,
): Place => ({ account_id, conversation_id: id, user_id: ctx.actor.id ?? 0, mode });

const isAt = ({ account_id, conversation_id, user_id, mode }: Place) =>
  and(
    eq(ownDrafts.account_id, account_id),
    eq(ownDrafts.conversation_id, conversation_id),
    eq(ownDrafts.user_id, user_id),
    eq(ownDrafts.mode, mode),
  );
