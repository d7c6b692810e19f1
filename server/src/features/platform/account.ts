import type { OperationInput } from '@porchlight/contract/operation';
import type { platformAccounts as operations } from '@porchlight/contract/platform-accounts';
import { eq, inArray } from 'drizzle-orm';
import {
  accountContextWithin,
  atomically,
  type Context,
  type PlatformContext,
  wakeWithCommit,
} from '../../context.ts';
import { differences } from '../../platform/differences.ts';
import { enqueue } from '../../platform/jobs/jobs.ts';
import { invalid, Refusal } from '../../platform/refusal.ts';
import { insertAccount } from '../accounts/account.ts';
import { findAddress } from '../accounts/email-address.ts';
import { isFeature } from '../accounts/feature-flags.ts';
import { permit, permittedIds } from '../accounts/permissibles.ts';
import { type AccountRow, accounts } from '../accounts/table.ts';
import { actorOf } from './actor.ts';

type Fields = OperationInput<typeof operations.create>;

/** The accounts that the app made, oldest first. */
export function listAccounts(ctx: PlatformContext): Promise<AccountRow[]> {
  const isPermitted = inArray(accounts.id, permittedIds(ctx, 'Account'));
  return ctx.queries.select().from(accounts).where(isPermitted).orderBy(accounts.id);
}

/** The account, which is the app's: the door has looked at that. */
export async function accessAccount(ctx: PlatformContext, id: number): Promise<AccountRow> {
  const [account] = await ctx.queries.select().from(accounts).where(eq(accounts.id, id));
  if (!account) throw new Refusal('record_missing');
  return account;
}

/** Makes an account without anybody in it. */
export async function createAccount(ctx: PlatformContext, fields: Fields): Promise<AccountRow> {
  const { name = '' } = fields;
  checkFields({ ...fields, name });
  const account = await atomically(ctx, async (queries) => {
    const inside = { ...ctx, queries };
    const made = await insertAccount(queries, ctx.now(), { name, locale: fields.locale ?? 'en' });
    const row = await write(inside, made, columnsOf(made, fields));
    await permit(inside, { type: 'Account', id: row.id });
    await accountContextWithin(inside, row, actorOf(ctx)).transaction(async (tx) =>
      tx.emit('account.created', { name }),
    );
    return row;
  });
  wakeWithCommit(ctx);
  return account;
}

function checkFields({ name, support_email, features }: Fields) {
  if (name !== undefined && name.trim() === '') throw invalid({ name: "can't be blank" });
  if (support_email?.trim() && findAddress(support_email) === undefined)
    throw invalid({ support_email: 'is not an e-mail address' });
  const unknown = Object.keys(features ?? {}).find((feature) => !isFeature(feature));
  if (unknown !== undefined) {
    const sentence = `can only be those that the desk knows; "${unknown.slice(0, 100)}" is none of them`;
    throw invalid({ features: sentence });
  }
}

function columnsOf(held: AccountRow, fields: Fields) {
  return {
    name: fields.name ?? held.name,
    locale: fields.locale ?? held.locale,
    domain: given(fields.domain, held.domain),
    support_email: given(fields.support_email, held.support_email),
    status: fields.status ?? held.status,
    limits: fields.limits === undefined ? held.limits : (fields.limits ?? {}),
    custom_attributes:
      fields.custom_attributes === undefined ? held.custom_attributes : (fields.custom_attributes ?? {}),
    features: toggle(held.features, fields.features ?? {}),
  };
}

// An empty field takes the value away.
const given = (value: string | null | undefined, held: string | null) =>
  value === undefined ? held : value?.trim() || null;

function toggle(held: readonly string[], features: Readonly<Record<string, boolean>>): string[] {
  const on = new Set(held);
  for (const [name, isOn] of Object.entries(features)) {
    if (isOn) on.add(name);
    else on.delete(name);
  }
  return [...on].sort();
}

async function write(ctx: Context, { id }: AccountRow, columns: Partial<AccountRow>): Promise<AccountRow> {
  const [account] = await ctx.queries
    .update(accounts)
    .set({ ...columns, updated_at: ctx.now() })
    .where(eq(accounts.id, id))
    .returning();
  if (!account) throw new Error('A held account was not there to be changed');
  return account;
}

/** Changes an account; what is not given stays as it is. */
export async function updateAccount(ctx: PlatformContext, id: number, fields: Fields): Promise<AccountRow> {
  checkFields(fields);
  const account = await accessAccount(ctx, id);
  return accountContextWithin(ctx, account, actorOf(ctx)).transaction(async (tx) => {
    const [held] = await tx.queries.select().from(accounts).where(eq(accounts.id, id)).for('no key update');
    if (!held) throw new Refusal('record_missing');
    const columns = columnsOf(held, fields);
    const row = await write(tx, held, columns);
    const changes = differences(held, columns);
    if (Object.keys(changes).length > 0) tx.emit('account.updated', { changes });
    return row;
  });
}

/** An account to be deleted. */
export interface AccountErasure {
  account_id: number;
}

export const ERASE_ACCOUNT = 'erase_account';

/** Has an account deleted with all that is in it, soon. */
export async function requestErasure(ctx: PlatformContext, account_id: number) {
  const payload: AccountErasure = { account_id };
  await enqueue(ctx.queries, [{ name: ERASE_ACCOUNT, payload }]);
}
