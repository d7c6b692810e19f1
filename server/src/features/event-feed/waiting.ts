import { setTimeout as sleep } from 'node:timers/promises';
import type { AccountContext } from '../../context.ts';

/** Hears when something happens in an account. */
export interface Ear {
  /** Waits for the next event, or until so much time is over. Events since the last call end it at once. */
  next(milliseconds: number): Promise<void>;
  /** Whether nothing more will be heard, as the server stops. */
  isOver(): boolean;
  stop(): void;
}

// Without a tail, in commands and tests, one looks now and then.
const LOOK_MS = 250;

const deaf: Ear = {
  next: (milliseconds) => sleep(Math.min(milliseconds, LOOK_MS)),
  isOver: () => false,
  stop: () => undefined,
};

/** Listens from now on: whoever reads after this and then waits misses nothing. */
export async function listen({ services, account }: AccountContext): Promise<Ear> {
  if (!services.tail) return deaf;
  const { stopped } = services.tail;
  let heard = false;
  let wake: (() => void) | undefined;
  const following = await services.tail.follow(account.id, async () => {
    heard = true;
    wake?.();
  });
  return {
    async next(milliseconds) {
      if (!heard && !stopped.aborted) {
        const woken = new Promise<void>((resolve) => {
          wake = resolve;
        });
        const giving_up = new AbortController();
        const signal = AbortSignal.any([giving_up.signal, stopped]);
        await Promise.race([sleep(milliseconds, undefined, { signal }).catch(() => undefined), woken]);
        giving_up.abort();
      }
      heard = false;
      wake = undefined;
    },
    isOver: () => stopped.aborted,
    stop: () => following.stop(),
  };
}
