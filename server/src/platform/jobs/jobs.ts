import { EventEmitter } from 'node:events';
import { sql } from 'drizzle-orm';
import {
  type CronItem,
  Logger,
  makeWorkerUtils,
  parseCronItems,
  type Runner,
  run,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import type { Database } from '../database/database.ts';
import type { Queries } from '../database/queries.ts';
import type { Log } from '../log/log.ts';
import { giveLifeSigns, type LifeSigns } from './abandoned.ts';

/** A job: its name, and what to do with its payload. It may run again after a crash, so it must bear that. */
export interface Job<Payload = unknown> {
  name: string;
  run(payload: Payload): Promise<void>;
}

/** A job without payload that runs on a schedule, in UTC. */
export interface ScheduledJob {
  name: string;
  /** Five cron fields. */
  schedule: string;
  run(): Promise<void>;
}

export interface Jobs {
  areRunning(): boolean;
  stop(): Promise<void>;
}

/** Creates or updates the tables of the job queue. */
export async function migrateJobs(database: Database, log: Log) {
  const utils = await makeWorkerUtils({ pgPool: database.pool, logger: quietLogger(log) });
  try {
    await utils.migrate();
  } finally {
    await utils.release();
  }
}

/**
 * Enqueues within the transaction that `queries` is: without its commit there is no job. Jobs of one queue run in
 * the order in which they are given here: the library takes the earliest `run_at` first and knows no other order,
 * so each job gets a microsecond more than the one before.
 */
export async function enqueue(
  queries: Queries,
  jobs: readonly { name: string; payload: unknown; queue?: string; attempts_max?: number }[],
) {
  if (jobs.length === 0) return;
  const specs = jobs.map((job) => ({
    identifier: job.name,
    payload: job.payload,
    queue_name: job.queue,
    max_attempts: job.attempts_max,
  }));
  await queries.execute(
    sql`select graphile_worker.add_jobs(array(
      select json_populate_record(
        null::graphile_worker.job_spec,
        (spec || jsonb_build_object('run_at', clock_timestamp() + place * interval '1 microsecond'))::json
      )
      from jsonb_array_elements(${JSON.stringify(specs)}::jsonb) with ordinality given (spec, place)
    ))`,
  );
}

interface StartOptions {
  database: Database;
  log: Log;
  jobs: readonly Job<never>[];
  scheduled: readonly ScheduledJob[];
  concurrency?: number;
  /** How often is looked for jobs that a dead process was at. */
  sweep_ms?: number;
}

const RESTART_MS = 2000;

/** Starts working on jobs in this process, and again whenever the database was away for longer than the library waits. */
export async function startJobs(options: StartOptions): Promise<Jobs> {
  const life = giveLifeSigns(options);
  let runner: Runner | undefined = await startRunner(options, life);
  let stopped = false;
  watch(runner);

  function watch(watched: Runner) {
    watched.promise
      .catch((error) => options.log.error({ err: error }, 'the job runner ended'))
      .then(() => {
        runner = undefined;
        life.clear();
        if (!stopped) setTimeout(restart, RESTART_MS).unref();
      })
      .catch(() => undefined);
  }
  async function restart() {
    if (stopped) return;
    try {
      runner = await startRunner(options, life);
      watch(runner);
    } catch (error) {
      options.log.warn({ err: error }, 'the job runner could not be started; trying again');
      setTimeout(restart, RESTART_MS).unref();
    }
  }
  return {
    areRunning: () => runner !== undefined,
    async stop() {
      stopped = true;
      await runner?.stop();
      await life.stop();
    },
  };
}

function startRunner(
  { database, log, jobs, scheduled, concurrency = 4 }: StartOptions,
  life: LifeSigns,
): Promise<Runner> {
  const taskList: TaskList = {};
  for (const job of jobs) taskList[job.name] = (payload) => job.run(payload as never);
  for (const job of scheduled) taskList[job.name] = () => job.run();
  const events: WorkerEvents = new EventEmitter();
  keepQueuesGoing(events);
  events.on('pool:create', ({ workerPool }) => life.add(workerPool.id));
  return run({
    pgPool: database.pool,
    taskList,
    parsedCronItems: parseCronItems(scheduled.map(cronItem)),
    concurrency,
    events,
    noHandleSignals: true,
    logger: quietLogger(log),
  });
}

/*
 * The library looks for the next job before the last one has freed its queue, finds nothing, and sleeps for two
 * seconds. So somebody looks again a little later, when the queue is free.
 */
const LOOK_AGAIN_MS = [5, 50, 250];

function keepQueuesGoing(events: WorkerEvents) {
  events.on('job:complete', ({ job, worker: { workerPool } }) => {
    if (job.job_queue_id === null) return;
    const look = () => {
      if (!workerPool._shuttingDown) workerPool.nudge(1);
    };
    for (const delay_ms of LOOK_AGAIN_MS) setTimeout(look, delay_ms).unref();
  });
}

const cronItem = (job: ScheduledJob): CronItem => ({
  task: job.name,
  match: job.schedule,
  options: { backfillPeriod: 0, maxAttempts: 3 },
});

// The library tells of every job that ran; we pass on what somebody has to act on.
function quietLogger(log: Log): Logger {
  return new Logger(() => (level, message, meta) => {
    if (level === 'error') log.error({ meta }, message);
    else if (level === 'warning') log.warn({ meta }, message);
  });
}
