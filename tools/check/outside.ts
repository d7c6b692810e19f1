import { connect } from 'node:net';
import type { Outcome, Step } from './step.ts';
import { runTests } from './suite.ts';

interface Server {
  name: string;
  /** Names a server on purpose: then it has to be there. */
  variable: string;
  usual: string;
  port: number;
}

const POSTGRESQL: Server = {
  name: 'PostgreSQL',
  variable: 'CHECK_DATABASE_URL',
  usual: 'postgres://postgres@127.0.0.1:5432/postgres',
  port: 5432,
};
const REDIS: Server = {
  name: 'Redis',
  variable: 'CHECK_REDIS_URL',
  usual: 'redis://127.0.0.1:6379',
  port: 6379,
};
const PROBE_TIMEOUT_MS = 2000;

function urlOf({ variable, usual }: Server): string {
  return process.env[variable] || usual;
}

function addressOf(server: Server): { host: string; port: number } {
  const { hostname, port } = new URL(urlOf(server));
  return { host: hostname || '127.0.0.1', port: Number(port) || server.port };
}

function answers(server: Server): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ ...addressOf(server), timeout: PROBE_TIMEOUT_MS });
    const finish = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => finish(true));
    socket.once('timeout', () => finish(false));
    socket.once('error', () => finish(false));
  });
}

async function whyNot(server: Server): Promise<Outcome | undefined> {
  if (await answers(server)) return undefined;
  const { host, port } = addressOf(server);
  const reason = `no ${server.name} on ${host}:${port}`;
  if (!process.env[server.variable]) return { status: 'skipped', reason };
  return {
    status: 'failed',
    counted: 'nothing',
    details: `${server.variable} is set, but there is ${reason}`,
  };
}

export const outside: Step = {
  name: 'outside',
  title: 'the suite on an outside PostgreSQL and Redis',
  async run(root) {
    const obstacle = (await whyNot(POSTGRESQL)) ?? (await whyNot(REDIS));
    if (obstacle) return obstacle;
    const environment = { TEST_DATABASE_URL: urlOf(POSTGRESQL), TEST_REDIS_URL: urlOf(REDIS) };
    return await runTests(root, ['vitest', 'run'], environment);
  },
};
