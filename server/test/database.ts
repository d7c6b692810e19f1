import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { pino } from 'pino';
import type { TestProject } from 'vitest/node';
import { MIGRATIONS_DIR } from '../src/place.ts';
import { openDatabase } from '../src/platform/database/database.ts';
import { startEmbeddedDatabase } from '../src/platform/database/embedded/embedded.ts';
import { migrateDatabase } from '../src/platform/database/migrate.ts';
import { migrateJobs } from '../src/platform/jobs/jobs.ts';
import { makeDataFolder } from './program.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A database with all tables and no rows, from which each test file copies its own. */
    template_url: string;
  }
}

const log = pino({ level: 'silent' });

/** One PostgreSQL for the whole run: the embedded one, or the server that TEST_DATABASE_URL names. */
export async function setup(project: TestProject) {
  const { url, stop } = await openServer();
  const name = `porchlight_template_${randomUUID().slice(0, 8)}`;
  await onServer(url, `create database ${name}`);
  const template_url = withDatabase(url, name);
  const database = openDatabase({ connection_string: template_url, pool_max: 4, log });
  await migrateDatabase(database, MIGRATIONS_DIR);
  await migrateJobs(database, log);
  await database.close();
  project.provide('template_url', template_url);
  return async () => {
    await onServer(url, `drop database if exists ${name} with (force)`);
    await stop();
  };
}

async function openServer() {
  const outside = process.env.TEST_DATABASE_URL;
  if (outside) return { url: outside, stop: async () => undefined };
  const { data_dir, remove } = await makeDataFolder();
  const embedded = await startEmbeddedDatabase({ data_dir, role: 'owner', log });
  const stop = async () => {
    await embedded.stop();
    await remove();
  };
  return { url: embedded.connection_string, stop };
}

/** Runs a statement on the server's own database, as those about whole databases need. */
export async function onServer(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await patiently(() => client.query(statement));
  } finally {
    await client.end();
  }
}

/** The same server, another database. */
export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

/** The database's own workers, which only its owner may end, let a database go after a moment. */
async function patiently(run: () => Promise<unknown>) {
  for (let left = 50; ; left -= 1) {
    try {
      await run();
      return;
    } catch (error) {
      const isBusy =
        error instanceof Error && error.message.includes('permission denied to terminate process');
      if (!isBusy || left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
