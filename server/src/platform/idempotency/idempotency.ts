import { createHash } from 'node:crypto';
import { and, eq, lt } from 'drizzle-orm';
import type { Seal } from '../crypto/seal.ts';
import type { Queries } from '../database/queries.ts';
import { Refusal } from '../refusal.ts';
import { idempotencyKeys } from './table.ts';

const KEPT_HOURS = 24;
const KEY_MAX = 255;

/** A request that may come again. */
export interface Attempt {
  /** 0 outside any account. */
  account_id: number;
  /** Who asks: the same key of somebody else is another key. */
  caller: string;
  key: string;
  request_digest: Buffer;
}

/** The answer to a request, as it is sent. */
export interface KeptAnswer {
  status: number;
  /** Nothing for an answer without a body. */
  body: string | null;
}

/** Refuses a key that cannot be kept. */
export function checkKey(key: string): string {
  if (key.length <= KEY_MAX && /^[\x21-\x7e]+$/.test(key)) return key;
  throw new Refusal(
    'unprocessable',
    `Idempotency-Key must be 1 to ${KEY_MAX} visible ASCII characters, such as a UUID`,
  );
}

/** What tells one request from another: method, address and body. */
export function digestRequest(method: string, url: string, body: unknown): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([method, url, body ?? null]))
    .digest();
}

/**
 * Runs the request unless its key was used within a day, and keeps the answer; all of it within the transaction that
 * `queries` is. Of two at once, the second waits for the first and gets its answer; a first that fails leaves no key.
 */
export async function answerOnce(
  { queries, seal, now }: Means,
  attempt: Attempt,
  run: () => Promise<KeptAnswer>,
): Promise<KeptAnswer & { replayed: boolean }> {
  const kept = (await claim(queries, attempt, now)) ? undefined : await findKept(queries, attempt);
  if (kept) {
    const body = kept.sealed_body && seal.open(kept.sealed_body, purposeOf(attempt));
    return { status: kept.status, body, replayed: true };
  }
  const { status, body } = await run();
  const sealed_body = body === null ? null : seal.close(body, purposeOf(attempt));
  await queries.update(idempotencyKeys).set({ status, sealed_body }).where(sameKey(attempt));
  return { status, body, replayed: false };
}

const purposeOf = ({ account_id, caller, key }: Attempt) => `answer ${account_id} ${caller} ${key}`;

interface Means {
  queries: Queries;
  seal: Seal;
  now: Date;
}

const sameKey = ({ account_id, caller, key }: Attempt) =>
  and(
    eq(idempotencyKeys.account_id, account_id),
    eq(idempotencyKeys.caller, caller),
    eq(idempotencyKeys.key, key),
  );

/** Takes the key; false when it is taken. Waits for whoever is just taking it. */
async function claim(queries: Queries, attempt: Attempt, now: Date): Promise<boolean> {
  await queries
    .delete(idempotencyKeys)
    .where(and(sameKey(attempt), lt(idempotencyKeys.created_at, oldest(now))));
  const taken = await queries
    .insert(idempotencyKeys)
    .values({ ...attempt, status: 0, created_at: now })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key });
  return taken.length > 0;
}

async function findKept(queries: Queries, attempt: Attempt) {
  const [kept] = await queries.select().from(idempotencyKeys).where(sameKey(attempt));
  if (!kept) throw new Error('An idempotency key was taken and is not there');
  if (kept.request_digest.equals(attempt.request_digest)) return kept;
  throw new Refusal(
    'unprocessable',
    'This Idempotency-Key was used for another request within the last 24 hours. Use a new key for a new request.',
  );
}

const oldest = (now: Date) => new Date(now.getTime() - KEPT_HOURS * 3_600_000);

/** Forgets keys older than a day. */
export async function forgetOldKeys(queries: Queries, now: Date) {
  await queries.delete(idempotencyKeys).where(lt(idempotencyKeys.created_at, oldest(now)));
}
