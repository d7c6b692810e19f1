import type { TestDesk } from './harness.ts';

interface WaitingJob {
  task_identifier: string;
  queue_name: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: each kind of job has its own payload, and tests know which they ask for.
  payload: any;
}

/** The jobs that wait, of one kind or of all, in the order in which they are due. */
export async function readJobs({ services }: TestDesk, task?: string): Promise<WaitingJob[]> {
  const { rows } = await services.database.pool.query<WaitingJob>(`
    select tasks.identifier as task_identifier, queues.queue_name, jobs.payload
    from graphile_worker._private_jobs jobs
    join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id
    left join graphile_worker._private_job_queues queues on queues.id = jobs.job_queue_id
    order by jobs.run_at, jobs.id`);
  return rows.filter(({ task_identifier }) => task === undefined || task_identifier === task);
}
