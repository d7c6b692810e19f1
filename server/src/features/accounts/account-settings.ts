import { accountSettings, type accounts as operations } from '@porchlight/contract/accounts';
import type { OperationInput } from '@porchlight/contract/operation';
import { and, eq } from 'drizzle-orm';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { differences } from '../../platform/differences.ts';
import { invalid, notFound } from '../../platform/refusal.ts';
import { findAddress } from './email-address.ts';
import { type AccountRow, accounts, accountUsers } from './table.ts';

type Fields = Omit<OperationInput<typeof operations.update>, 'account_id'>;

/** The account of the request as it is stored. */
export async function accessAccount(ctx: AccountContext): Promise<AccountRow> {
  const [account] = await ctx.queries.select().from(accounts).where(eq(accounts.id, ctx.account.id));
  if (!account) throw notFound();
  return account;
}

/** Changes the account; settings that are not given stay as they are. */
export async function updateAccount(ctx: AccountContext, fields: Fields): Promise<AccountRow> {
  checkFields(fields);
  return ctx.transaction(async (tx) => {
    const held = await holdAccount(tx);
    const columns = {
      name: fields.name ?? held.name,
      locale: fields.locale ?? held.locale,
      domain: given(fields.domain, held.domain),
      support_email: given(fields.support_email, held.support_email),
      settings: { ...held.settings, ...pick(fields, Object.keys(accountSettings.shape)) },
      custom_attributes: advance({ ...held.custom_attributes, ...pick(fields, ATTRIBUTES) }),
    };
    const [account] = await tx.queries
      .update(accounts)
      .set({ ...columns, updated_at: tx.now() })
      .where(eq(accounts.id, held.id))
      .returning();
    if (!account) throw new Error('A held account was not there to be changed');
    const changes = differences(held, columns);
    if (Object.keys(changes).length > 0) tx.emit('account.updated', { changes });
    return account;
  });
}

const ATTRIBUTES = ['industry', 'company_size', 'timezone'];

function checkFields({ name, support_email }: Fields) {
  if (name !== undefined && name.trim() === '') throw invalid({ name: "can't be blank" });
  if (support_email && findAddress(support_email) === undefined)
    throw invalid({ support_email: 'is not an e-mail address' });
}

// An empty field of a form takes the value away.
const given = (value: string | null | undefined, held: string | null) =>
  value === undefined ? held : value?.trim() || null;

function pick(fields: Fields, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => names.includes(name) && value !== undefined),
  );
}

// The dashboard's tour of a new account goes from its data to its people.
function advance(attributes: Record<string, unknown>): Record<string, unknown> {
  const done = attributes.onboarding_step === 'account_update';
  return done ? { ...attributes, onboarding_step: 'invite_team' } : attributes;
}

async function holdAccount(tx: TransactionContext): Promise<AccountRow> {
  const [held] = await tx.queries
    .select()
    .from(accounts)
    .where(eq(accounts.id, tx.account.id))
    .for('no key update');
  if (!held) throw notFound();
  return held;
}

/** Remembers that the user is at work in the account now. */
export async function stampActivity(ctx: AccountContext) {
  await ctx.queries
    .update(accountUsers)
    .set({ active_at: ctx.now() })
    .where(and(eq(accountUsers.account_id, ctx.account.id), eq(accountUsers.user_id, ctx.actor.id ?? 0)));
}
