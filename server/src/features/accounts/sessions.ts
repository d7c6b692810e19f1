import { and, desc, eq, gt, inArray, ne } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import { digestToken, randomToken, sameDigest } from '../../platform/crypto/tokens.ts';
import { sessions, type UserRow, users } from './table.ts';

const LIFETIME_MS = 61 * 24 * 3600 * 1000;
const CLIENTS_MAX = 25;

/** What a client sends back with each request. */
export interface SessionToken {
  token: string;
  client: string;
  uid: string;
  expires_at: Date;
}

/** Opens a session for a client of the user; the oldest go when there are too many. */
export async function openSession(ctx: Context, user: UserRow): Promise<SessionToken> {
  const token = randomToken();
  const client = randomToken();
  const now = ctx.now();
  const expires_at = new Date(now.getTime() + LIFETIME_MS);
  await ctx.queries.insert(sessions).values({
    user_id: user.id,
    client,
    token_digest: digestToken(token),
    expires_at,
    created_at: now,
    updated_at: now,
  });
  await dropOldest(ctx, user.id);
  return { token, client, uid: user.email, expires_at };
}

async function dropOldest(ctx: Context, user_id: number) {
  const old = await ctx.queries
    .select({ id: sessions.id })
    .from(sessions)
    .where(eq(sessions.user_id, user_id))
    .orderBy(desc(sessions.created_at), desc(sessions.id))
    .offset(CLIENTS_MAX);
  if (old.length === 0) return;
  await ctx.queries.delete(sessions).where(
    inArray(
      sessions.id,
      old.map((session) => session.id),
    ),
  );
}

/** The headers of a request that name a session. */
export interface SessionClaim {
  token: string;
  client: string;
  uid: string;
}

/** The user of a session that is alive, or nothing. */
export async function findSession(ctx: Context, claim: SessionClaim) {
  const [found] = await ctx.queries
    .select({ user: users, session: sessions })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.user_id))
    .where(
      and(
        eq(sessions.client, claim.client),
        eq(users.email, claim.uid.toLowerCase()),
        gt(sessions.expires_at, ctx.now()),
      ),
    );
  return found && sameDigest(found.session.token_digest, digestToken(claim.token)) ? found : undefined;
}

/** The session as it goes back to the client: the same token, and the user's address as it is stored. */
export function keepSession(
  { token, client }: SessionClaim,
  { user, session }: { user: UserRow; session: typeof sessions.$inferSelect },
): SessionToken {
  return { token, client, uid: user.email, expires_at: session.expires_at };
}

/** Ends a session; tells whether there was one. */
export async function closeSession(ctx: Context, claim: SessionClaim): Promise<boolean> {
  const found = await findSession(ctx, claim);
  if (!found) return false;
  await ctx.queries.delete(sessions).where(eq(sessions.id, found.session.id));
  return true;
}

/** Ends the sessions of a user, but for that of one client. */
export async function closeSessions(ctx: Context, user_id: number, except_client = '') {
  await ctx.queries
    .delete(sessions)
    .where(and(eq(sessions.user_id, user_id), ne(sessions.client, except_client)));
}

/** The session as the headers of an answer. */
export function sessionHeaders({ token, client, uid, expires_at }: SessionToken): Record<string, string> {
  const expiry = String(Math.floor(expires_at.getTime() / 1000));
  const headers = { 'access-token': token, 'token-type': 'Bearer', client, expiry, uid };
  const bearer = Buffer.from(JSON.stringify(headers)).toString('base64');
  return { ...headers, uid: writeUid(uid), authorization: `Bearer ${bearer}` };
}

// A header carries bytes; an address outside of Latin letters goes as those of UTF-8.
const writeUid = (uid: string) => Buffer.from(uid).toString('latin1');

/** The e-mail address in the header `uid`. */
export const readUid = (header: string) => Buffer.from(header, 'latin1').toString();
