import type { FastifyReply, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '../database/database.ts';

export interface Metrics {
  answered(request: FastifyRequest, reply: FastifyReply): void;
  /** The exposition format of Prometheus. */
  show(): Promise<string>;
  content_type: string;
}

/** What Prometheus may ask of this process. */
export function createMetrics(database: Database): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  watchDatabase(registry, database);
  return {
    content_type: registry.contentType,
    show: () => registry.metrics(),
    answered(request, reply) {
      const route = request.routeOptions.url ?? 'none';
      durations.observe(
        { method: request.method, route, status: reply.statusCode },
        reply.elapsedTime / 1000,
      );
    },
  };
}

function watchDatabase(registry: Registry, { pool }: Database) {
  new Gauge({
    name: 'database_connections',
    help: 'Connections of the pool, by state',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'open' }, pool.totalCount);
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'wanted' }, pool.waitingCount);
    },
  });
  new Gauge({
    name: 'events_waiting',
    help: 'Events that are committed and not yet handed out',
    registers: [registry],
    async collect() {
      const { rows } = await pool.query<{ waiting: number }>(
        'select count(*) as waiting from (select 1 from events where position is null limit 100000) unnumbered',
      );
      this.set(rows[0]?.waiting ?? 0);
    },
  });
}
