import { Pool } from 'undici';
import type { Scenario } from './scenarios.ts';

/** Figures of one run. */
export interface Figures {
  per_second: number;
  p50_ms: number;
  p99_ms: number;
  failed: number;
}

interface Target {
  /** Address that paths are appended to. */
  base: string;
  headers: Record<string, string>;
  connections: number;
  seconds: number;
}

let turn = 0;

/** Sends requests of one kind for some seconds; each connection sends its next one when the last was answered. */
export async function putLoad(scenario: Scenario, target: Target): Promise<Figures> {
  const { origin, pathname } = new URL(target.base);
  const pool = new Pool(origin, { connections: target.connections, pipelining: 1 });
  const prefix = pathname.replace(/\/$/, '');
  const headers = { 'content-type': 'application/json', ...target.headers };
  const taken_ms: number[] = [];
  let failed = 0;
  const began = performance.now();
  const ends = began + target.seconds * 1000;

  async function client() {
    while (performance.now() < ends) {
      turn += 1;
      const { path, body } = scenario.request(turn);
      const sent = performance.now();
      const answer = await pool.request({
        method: scenario.method,
        path: prefix + path,
        headers,
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      await answer.body.dump({ limit: 10_000_000 });
      taken_ms.push(performance.now() - sent);
      if (answer.statusCode !== 200) failed += 1;
    }
  }

  await Promise.all(Array.from({ length: target.connections }, client));
  const seconds = (performance.now() - began) / 1000;
  await pool.close();
  taken_ms.sort((one, other) => one - other);
  return {
    per_second: taken_ms.length / seconds,
    p50_ms: share(taken_ms, 0.5),
    p99_ms: share(taken_ms, 0.99),
    failed,
  };
}

/** The value below which this share of the sorted list lies. */
function share(sorted: readonly number[], part: number): number {
  return Math.round((sorted[Math.floor((sorted.length - 1) * part)] ?? 0) * 100) / 100;
}
