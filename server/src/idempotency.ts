import type { FastifyRequest } from 'fastify';
import {
  type AccountContext,
  type Actor,
  atomically,
  type Context,
  type PlatformActor,
  type PlatformContext,
  type Services,
  type UserContext,
} from './context.ts';
import {
  type Attempt,
  answerOnce,
  checkKey,
  digestRequest,
  forgetOldKeys,
  type KeptAnswer,
} from './platform/idempotency/idempotency.ts';
import type { ScheduledJob } from './platform/jobs/jobs.ts';

type Run = (context: unknown) => Promise<KeptAnswer>;

/**
 * Answers a request that carries an `Idempotency-Key` once: the change, the key and the answer are one transaction.
 * Requests without a key, those that only read, and those of nobody in particular are run as they come.
 */
export async function answerRequest(
  context: Context | UserContext | PlatformContext | AccountContext,
  request: FastifyRequest,
  run: Run,
): Promise<KeptAnswer & { replayed: boolean }> {
  const key = request.headers['idempotency-key'];
  const unkeyed = key === undefined || request.method === 'GET' || !('actor' in context);
  if (unkeyed) return { ...(await run(context)), replayed: false };
  const attempt: Attempt = {
    account_id: 'account' in context ? context.account.id : 0,
    caller: callerOf(context.actor),
    key: checkKey(String(key)),
    request_digest: digestRequest(request.method, request.url, request.body),
  };
  const once = (inside: Context) => {
    const means = { queries: inside.queries, seal: context.services.seal, now: context.now() };
    return answerOnce(means, attempt, () => run(inside));
  };
  // A transaction knows nothing of what else the context carries.
  if ('account' in context) return context.transaction((inside) => once({ ...context, ...inside }));
  return atomically(context, (queries) => once({ ...context, queries }));
}

// A contact may be somebody else at each of their links.
const callerOf = (actor: Actor | PlatformActor) =>
  actor.type === 'contact' ? `contact_inbox ${actor.contact_inbox_id}` : `${actor.type} ${actor.id}`;

/** Forgets keys once their day is over. */
export function idempotencyJobs({ database, now }: Services): ScheduledJob[] {
  const run = () => forgetOldKeys(database.queries, now());
  return [{ name: 'forget_old_idempotency_keys', schedule: '41 * * * *', run }];
}
