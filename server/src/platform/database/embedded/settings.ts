import { type Endpoint, SOCKET_PORT } from './place.ts';

/** The role that the desk works as. It owns its database and is no superuser. */
export const APP_ROLE = 'porchlight';
export const APP_DATABASE = 'porchlight';
export const SUPERUSER = 'postgres';

/** Written into postgresql.conf once, where an administrator may tune them. */
const TUNING: Record<string, string> = {
  max_connections: '60',
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  random_page_cost: '1.1',
  jit: 'off',
  wal_compression: 'pglz',
  // Bounds the log that a restart after a crash has to replay, and with it the time until the desk answers.
  max_wal_size: '512MB',
  autovacuum_max_workers: '2',
  autovacuum_vacuum_scale_factor: '0.1',
  idle_in_transaction_session_timeout: '60s',
};

/** Given on the command line, where neither postgresql.conf nor ALTER SYSTEM can weaken them. */
const PROMISES: Record<string, string> = {
  fsync: 'on',
  full_page_writes: 'on',
  autovacuum: 'on',
  restart_after_crash: 'on',
  password_encryption: 'scram-sha-256',
  unix_socket_permissions: '0700',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'off',
  log_destination: 'stderr',
  // Statements carry customers' words, which do not belong into a log.
  log_min_error_statement: 'panic',
  cluster_name: 'porchlight',
};

/** After a crash every file is written out first: one by one that takes a second even for an empty database. */
const RECOVERY: Record<string, string> =
  process.platform === 'linux' ? { recovery_init_sync_method: 'syncfs' } : {};

export function initdbArguments(cluster: string, password_file: string): string[] {
  return [
    `--pgdata=${cluster}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${password_file}`,
    '--auth-local=scram-sha-256',
    '--auth-host=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    // The same order of words on every machine: libc's and ICU's rules change with the system.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    '--no-instructions',
    ...Object.entries(TUNING).flatMap(([name, value]) => ['--set', `${name}=${value}`]),
  ];
}

export function postgresArguments(cluster: string, endpoint: Endpoint): string[] {
  const listening = isSocket(endpoint)
    ? { listen_addresses: '', unix_socket_directories: quoted(endpoint.host), port: String(SOCKET_PORT) }
    : { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(endpoint.port) };
  const settings = Object.entries({ ...PROMISES, ...RECOVERY, ...listening });
  return ['-D', cluster, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** The setting is a list, in which a comma inside a path would part it. */
function quoted(path: string): string {
  return `"${path.replaceAll('"', '""')}"`;
}

function isSocket(endpoint: Endpoint): boolean {
  return endpoint.host !== '127.0.0.1';
}

export function connectionString(endpoint: Endpoint, password: string): string {
  const where = isSocket(endpoint) ? `?host=${encodeURIComponent(endpoint.host)}` : '';
  const host = isSocket(endpoint) ? 'localhost' : endpoint.host;
  return `postgres://${APP_ROLE}:${encodeURIComponent(password)}@${host}:${endpoint.port}/${APP_DATABASE}${where}`;
}
