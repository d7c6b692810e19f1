import { type ChannelKind, isChannelKind, manifests } from '@porchlight/channels/manifests';
import type { inboxes as operations, WorkingHours } from '@porchlight/contract/inboxes';
import type { OperationInput } from '@porchlight/contract/operation';
import { and, eq, sql } from 'drizzle-orm';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { randomToken } from '../../platform/crypto/tokens.ts';
import { prepareAvatar, replaceAvatar } from '../accounts/avatar.ts';
import { touchCache } from '../accounts/cache-keys.ts';
import { parseChannel } from './channel-settings.ts';
import { agentBotInboxes, type InboxRow, inboxes, inboxLookups } from './table.ts';

type NewInbox = Omit<OperationInput<typeof operations.create>, 'account_id'>;

/** Makes an inbox and connects it to its channel. */
export async function createInbox(ctx: AccountContext, { channel, ...fields }: NewInbox): Promise<InboxRow> {
  const { kind, settings } = parseChannel(ctx, channel);
  const adapter = ctx.services.adapters[kind];
  await prepareAvatar(ctx, fields.avatar);
  const connection = await adapter.connect({ randomToken: () => randomToken() }, settings);
  return ctx.transaction(async (tx) => {
    const inbox = await store(tx, fields, kind, connection.settings);
    await sealSecrets(tx, inbox, connection.secrets);
    await tx.queries.insert(inboxLookups).values({
      lookup_key: connection.lookup_key,
      channel_kind: kind,
      account_id: inbox.account_id,
      inbox_id: inbox.id,
    });
    tx.emit('inbox.created', { inbox_id: inbox.id });
    await touchCache(tx, 'inbox');
    return inbox;
  });
}

async function store(
  tx: TransactionContext,
  fields: Omit<NewInbox, 'channel'>,
  channel_kind: string,
  settings: Record<string, unknown>,
): Promise<InboxRow> {
  const now = tx.now();
  const given = Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as typeof fields;
  const { portal_id, avatar, ...columns } = given;
  const before = { account_id: tx.account.id, avatar: null };
  const [inbox] = await tx.queries
    .insert(inboxes)
    .values({
      ...columns,
      account_id: tx.account.id,
      portal_id: portal_id ?? null,
      avatar: avatar ? await replaceAvatar(tx, before, avatar) : null,
      channel_kind,
      settings,
      working_hours: usualHours(),
      created_at: now,
      updated_at: now,
    })
    .returning();
  if (!inbox) throw new Error('The inbox was not stored');
  return inbox;
}

/** Monday to Friday from nine to five. */
function usualHours(): WorkingHours[] {
  return [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => {
    const closed = day_of_week === 0 || day_of_week === 6;
    return {
      day_of_week,
      closed_all_day: closed,
      open_hour: closed ? null : 9,
      open_minutes: closed ? null : 0,
      close_hour: closed ? null : 17,
      close_minutes: closed ? null : 0,
      open_all_day: false,
    };
  });
}

const purposeOf = (inbox: InboxRow) => `inbox ${inbox.account_id} ${inbox.id}`;

/** Keeps the secrets of an inbox, sealed. */
export async function sealSecrets(tx: TransactionContext, inbox: InboxRow, secrets: Record<string, string>) {
  const sealed_secrets = tx.services.seal.close(JSON.stringify(secrets), purposeOf(inbox));
  inbox.sealed_secrets = sealed_secrets;
  await tx.queries
    .update(inboxes)
    .set({ sealed_secrets })
    .where(and(eq(inboxes.account_id, inbox.account_id), eq(inboxes.id, inbox.id)));
}

/** The secrets of an inbox, opened. */
export function openSecrets(ctx: AccountContext, inbox: InboxRow): Record<string, string> {
  if (!inbox.sealed_secrets) return {};
  return JSON.parse(ctx.services.seal.open(inbox.sealed_secrets, purposeOf(inbox))) as Record<string, string>;
}

/** Deletes a held inbox that has no conversations, with its members, its bot's place and the links of contacts. */
export async function deleteInbox(tx: TransactionContext, { id, name }: InboxRow) {
  await tx.queries.delete(inboxes).where(and(eq(inboxes.account_id, tx.account.id), eq(inboxes.id, id)));
  tx.emit('inbox.deleted', { inbox_id: id, name });
  await touchCache(tx, 'inbox');
}

/** The inbox's channel; a row of one that the desk does not have any more is a defect. */
export function channelKindOf({ channel_kind }: Pick<InboxRow, 'channel_kind'>): ChannelKind {
  if (!isChannelKind(channel_kind)) throw new Error(`Unknown channel ${channel_kind}`);
  return channel_kind;
}

/** What the inbox's channel says of itself. */
export const manifestOf = (inbox: Pick<InboxRow, 'channel_kind'>) => manifests[channelKindOf(inbox)];

/** Tells whether a bot answers in the inbox first. */
export async function hasActiveBot(ctx: AccountContext, inbox_id: number): Promise<boolean> {
  const links = await ctx.queries
    .select({ found: sql`1` })
    .from(agentBotInboxes)
    .where(
      and(
        eq(agentBotInboxes.account_id, ctx.account.id),
        eq(agentBotInboxes.inbox_id, inbox_id),
        eq(agentBotInboxes.status, 'active'),
      ),
    );
  return links.length > 0;
}
