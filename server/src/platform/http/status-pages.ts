import type { FastifyInstance } from 'fastify';
import { Refusal } from '../refusal.ts';
import type { Metrics } from './metrics.ts';
import { isThisMachine } from './rate-limits.ts';

export interface StatusOptions {
  /** The version of the wire contract, which clients compare with what they need. */
  contract_version: string;
  version: string;
  /** Each part and whether it works. */
  parts(): Promise<Record<string, boolean>>;
  metrics: Metrics;
  metrics_token: string | undefined;
  now(): Date;
}

/** `/health` for load balancers, `/api` for clients, `/metrics` for Prometheus. */
export function addStatusPages(app: FastifyInstance, options: StatusOptions) {
  app.get('/health', async (_request, reply) => {
    const parts = await options.parts();
    const healthy = Object.values(parts).every(Boolean);
    return reply.code(healthy ? 200 : 503).send({ status: healthy ? 'ok' : 'failing', parts: words(parts) });
  });

  app.get('/api', async () => {
    const { database = false, jobs = false, ...others } = await options.parts();
    return {
      version: options.contract_version,
      timestamp: options.now().toISOString().slice(0, 19).replace('T', ' '),
      queue_services: word(jobs),
      data_services: word(database),
      server: { name: 'Porchlight', version: options.version, parts: words({ database, jobs, ...others }) },
    };
  });

  app.get('/metrics', async (request, reply) => {
    const { metrics_token, metrics } = options;
    const open = metrics_token === undefined && isThisMachine(request);
    const known = metrics_token !== undefined && request.headers.authorization === `Bearer ${metrics_token}`;
    if (!open && !known) throw new Refusal('not_signed_in');
    return reply.type(metrics.content_type).send(await metrics.show());
  });
}

const word = (works: boolean) => (works ? 'ok' : 'failing');

const words = (parts: Record<string, boolean>) =>
  Object.fromEntries(Object.entries(parts).map(([name, works]) => [name, word(works)]));
