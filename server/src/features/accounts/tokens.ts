import { and, eq } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import { digestToken, randomToken } from '../../platform/crypto/tokens.ts';
import { accessTokens } from './table.ts';

type Owner = (typeof accessTokens.$inferSelect)['owner_type'];

const purposeOf = (owner_type: Owner, owner_id: number) => `access_token ${owner_type} ${owner_id}`;

/** Gives the owner a new access token; an older one stops working with this write. */
export async function renewAccessToken(ctx: Context, owner_type: Owner, owner_id: number): Promise<string> {
  const token = randomToken();
  const row = sealedToken(ctx, owner_type, owner_id, token);
  const { digest, sealed, updated_at } = row;
  await ctx.queries
    .insert(accessTokens)
    .values(row)
    .onConflictDoUpdate({
      target: [accessTokens.owner_type, accessTokens.owner_id],
      set: { digest, sealed, updated_at },
    });
  return token;
}

/** The owner's access token, readable; one is made when there is none yet. */
export async function showAccessToken(ctx: Context, owner_type: Owner, owner_id: number): Promise<string> {
  const existing = await findAccessToken(ctx, owner_type, owner_id);
  if (existing !== undefined) return existing;
  await ctx.queries
    .insert(accessTokens)
    .values(sealedToken(ctx, owner_type, owner_id, randomToken()))
    .onConflictDoNothing();
  // Somebody else may have made one meanwhile, and that one holds.
  const made = await findAccessToken(ctx, owner_type, owner_id);
  if (made === undefined) throw new Error('The access token was not stored');
  return made;
}

async function findAccessToken(ctx: Context, owner_type: Owner, owner_id: number) {
  const [row] = await ctx.queries
    .select({ sealed: accessTokens.sealed })
    .from(accessTokens)
    .where(and(eq(accessTokens.owner_type, owner_type), eq(accessTokens.owner_id, owner_id)));
  return row && ctx.services.seal.open(row.sealed, purposeOf(owner_type, owner_id));
}

function sealedToken(ctx: Context, owner_type: Owner, owner_id: number, token: string) {
  const now = ctx.now();
  const sealed = ctx.services.seal.close(token, purposeOf(owner_type, owner_id));
  return { owner_type, owner_id, digest: digestToken(token), sealed, created_at: now, updated_at: now };
}
