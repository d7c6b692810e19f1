import { setTimeout } from 'node:timers/promises';
import type { Services } from '../../context.ts';
import { openCrew } from './crew.ts';

export interface WebhookWorker {
  /** Says that something was written; returns at once. */
  wake(): void;
  /** Attempts everything that is due, and what becomes due meanwhile. */
  drain(): Promise<void>;
  /** Takes nothing new, and waits a little for what is under way; whatever is cut off is sent again. */
  stop(): Promise<void>;
}

interface Options {
  sweep_ms?: number;
}

const STOP_MS = 3000;

/** Starts attempting deliveries: when woken, and every `sweep_ms` for what is due again or was left behind. */
export function startWorker(services: Services, { sweep_ms = 1000 }: Options = {}): WebhookWorker {
  let stopped = false;
  const crew = openCrew(services, () => wake());
  const rounds = openRounds(async () => !stopped && (await crew.takeUp()));

  function wake() {
    if (stopped) return;
    rounds
      .ask()
      .catch((error) => services.log.warn({ err: error }, 'webhook deliveries wait: none could be claimed'));
  }

  const sweep = setInterval(wake, sweep_ms);
  sweep.unref();
  return {
    wake,
    async drain() {
      do {
        await rounds.ask();
        await crew.rest();
      } while (rounds.areOn() || !crew.isIdle());
    },
    async stop() {
      stopped = true;
      clearInterval(sweep);
      await rounds.ended();
      await Promise.race([crew.rest(), setTimeout(STOP_MS, undefined, { ref: false })]);
    },
  };
}

/** Between rounds, so that one takes up what several that ended made room for. */
const GATHER_MS = 10;

/** Runs work that was asked for, one round at a time; who asks meanwhile has it run once more. */
function openRounds(work: () => Promise<boolean>) {
  let asked = false;
  let running: Promise<void> | undefined;
  async function run() {
    try {
      while (asked) {
        asked = false;
        if (await work()) asked = true;
        else await setTimeout(GATHER_MS);
      }
    } finally {
      running = undefined;
    }
  }
  return {
    ask(): Promise<void> {
      asked = true;
      running ??= run();
      return running;
    },
    areOn: () => running !== undefined,
    ended: async () => running?.catch(() => undefined),
  };
}
