import { and, eq } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import { digestToken, randomToken } from '../../platform/crypto/tokens.ts';
import { accessTokens } from './table.ts';

type Owner = (typeof accessTokens.$inferSelect)['owner_type'];

const purposeOf = (owner_type: Owner, owner_id: number) => `access_token ${owner_type} ${owner_id}`;

/** Gives the owner a new access token; an older one stops working with this write. */
export async function renewAccessToken(ctx: Context, owner_type: Owner, owner_id: number): Promise<string> {
  const token = randomToken();
  const digest = digestToken(token);
  const sealed = ctx.services.seal.close(token, purposeOf(owner_type, owner_id));
  const updated_at = ctx.now();
  await ctx.queries
    .insert(accessTokens)
    .values({ owner_type, owner_id, digest, sealed, created_at: updated_at, updated_at })
    .onConflictDoUpdate({
      target: [accessTokens.owner_type, accessTokens.owner_id],
      set: { digest, sealed, updated_at },
    });
  return token;
}

/** The owner's access token, readable; one is made when there is none yet. */
export async function showAccessToken(ctx: Context, owner_type: Owner, owner_id: number): Promise<string> {
  const [row] = await ctx.queries
    .select({ sealed: accessTokens.sealed })
    .from(accessTokens)
    .where(and(eq(accessTokens.owner_type, owner_type), eq(accessTokens.owner_id, owner_id)));
  if (!row) return renewAccessToken(ctx, owner_type, owner_id);
  return ctx.services.seal.open(row.sealed, purposeOf(owner_type, owner_id));
}
