import { isAbsolute, resolve } from 'node:path';
import ipaddr from 'ipaddr.js';
import { type OutboundAllow, parseOutboundAllow } from './platform/outbound/allow.ts';

/** Everything that can be set from outside, parsed once at the start. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absolute path. */
  readonly data_dir: string;
  /** An outside PostgreSQL; the embedded one when absent. */
  readonly database_url: string | undefined;
  readonly database_pool_max: number;
  readonly redis_url: string | undefined;
  /** Without a slash at the end. */
  readonly frontend_url: string;
  /** Made and kept in the data folder when absent. */
  readonly secret_key: string | undefined;
  readonly admin_email: string;
  readonly admin_password: string | undefined;
  readonly log_level: string;
  readonly enable_signup: boolean;
  readonly trusted_proxies: readonly string[];
  readonly rate_limits: boolean;
  readonly outbound_allow: OutboundAllow;
  readonly metrics_token: string | undefined;
}

/** A setting that cannot be used; the sentence names it and says what it must be. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

interface Setting {
  readonly default: string;
  readonly doc: string;
}

/** Every setting, for the README and for the check of misspelt names. */
export const settings = {
  PORT: { default: '3000', doc: 'Port that the server listens on; 0 lets the system choose.' },
  HOST: { default: '127.0.0.1', doc: 'Address that the server listens on; `0.0.0.0` for every one.' },
  DATA_DIR: { default: './data', doc: 'Folder of the embedded database, the secret key and the files.' },
  DATABASE_URL: {
    default: 'the embedded PostgreSQL',
    doc: 'An outside PostgreSQL, 15 or newer: `postgres://user:password@host/name`.',
  },
  DATABASE_POOL_MAX: { default: '16', doc: 'Connections to the database at most, 4 to 200.' },
  REDIS_URL: {
    default: 'none',
    doc: 'Redis for rate limits and wake-ups shared by several servers: `redis://host:6379`.',
  },
  FRONTEND_URL: { default: '`http://HOST:PORT`', doc: 'Address under which people reach the desk.' },
  SECRET_KEY: {
    default: 'made on the first start, kept in `DATA_DIR/secret-key`',
    doc: 'Seals tokens and channel secrets; 32 characters or more. Set it when several servers share a database.',
  },
  ADMIN_EMAIL: {
    default: '`admin@example.com`',
    doc: 'E-mail of the administrator made on an empty database.',
  },
  ADMIN_PASSWORD: { default: 'a random one, printed once', doc: 'Password of that administrator.' },
  LOG_LEVEL: { default: 'info', doc: '`trace`, `debug`, `info`, `warn`, `error`, `fatal` or `silent`.' },
  ENABLE_SIGNUP: { default: 'false', doc: '`true` lets anyone make an account.' },
  TRUSTED_PROXIES: {
    default: 'none',
    doc: 'Addresses and CIDRs of the proxies in front, separated by commas; only they may say who the client is.',
  },
  RATE_LIMITS: { default: 'on', doc: '`on` or `off`.' },
  OUTBOUND_ALLOW: {
    default: 'none',
    doc: 'Hosts and CIDRs on private networks that outgoing requests may reach, separated by commas.',
  },
  METRICS_TOKEN: {
    default: 'none: `/metrics` answers this machine only',
    doc: 'Bearer token that `/metrics` asks for.',
  },
} as const satisfies Record<string, Setting>;

type Environment = Readonly<Record<string, string | undefined>>;
type Name = keyof typeof settings;

/** Parses the environment; throws a `ConfigError` at the first setting that cannot be used. */
export function readConfig(environment: Environment): Config {
  const get = (name: Name) => environment[name]?.trim() || undefined;
  const port = wholeNumber('PORT', get('PORT') ?? '3000', 0, 65_535);
  const host = get('HOST') ?? '127.0.0.1';
  return {
    port,
    host,
    data_dir: absolute(get('DATA_DIR') ?? 'data'),
    database_url: databaseUrl(get('DATABASE_URL')),
    database_pool_max: wholeNumber('DATABASE_POOL_MAX', get('DATABASE_POOL_MAX') ?? '16', 4, 200),
    redis_url: url('REDIS_URL', get('REDIS_URL'), ['redis:', 'rediss:'], 'redis://127.0.0.1:6379'),
    frontend_url: frontendUrl(get('FRONTEND_URL'), host, port),
    secret_key: secretKey(get('SECRET_KEY')),
    admin_email: email(get('ADMIN_EMAIL') ?? 'admin@example.com'),
    admin_password: get('ADMIN_PASSWORD'),
    log_level: choice('LOG_LEVEL', get('LOG_LEVEL') ?? 'info', LOG_LEVELS),
    enable_signup: choice('ENABLE_SIGNUP', get('ENABLE_SIGNUP') ?? 'false', ['true', 'false']) === 'true',
    trusted_proxies: proxies(get('TRUSTED_PROXIES')),
    rate_limits: choice('RATE_LIMITS', get('RATE_LIMITS') ?? 'on', ['on', 'off']) === 'on',
    outbound_allow: outboundAllow(get('OUTBOUND_ALLOW') ?? ''),
    metrics_token: get('METRICS_TOKEN'),
  };
}

/** The configuration of this process. */
export const readProcessConfig = () => readConfig(process.env);

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

const absolute = (path: string) => (isAbsolute(path) ? path : resolve(path));

function refuse(name: Name, value: string, must: string): never {
  throw new ConfigError(`${name} is "${value}", but it must be ${must}.`);
}

function wholeNumber(name: Name, value: string, min: number, max: number): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= min && number <= max) return number;
  return refuse(name, value, `a whole number from ${min} to ${max}`);
}

function choice(name: Name, value: string, choices: readonly string[]): string {
  const chosen = value.toLowerCase();
  return choices.includes(chosen) ? chosen : refuse(name, value, `one of ${choices.join(', ')}`);
}

function url(name: Name, value: string | undefined, protocols: readonly string[], example: string) {
  if (value === undefined) return undefined;
  const parsed = URL.parse(value);
  if (parsed && protocols.includes(parsed.protocol) && parsed.host) return value;
  return refuse(name, hidePassword(value), `an address such as ${example}`);
}

function databaseUrl(value: string | undefined) {
  if (value === undefined) return undefined;
  const parsed = URL.parse(value);
  // A socket's address has no host: postgres:///name?host=/run/postgresql
  if (parsed && ['postgres:', 'postgresql:'].includes(parsed.protocol)) return value;
  return refuse(
    'DATABASE_URL',
    hidePassword(value),
    'an address such as postgres://user:password@host:5432/porchlight',
  );
}

const hidePassword = (value: string) => value.replace(/:[^:@/]*@/, ':…@');

function frontendUrl(value: string | undefined, host: string, port: number): string {
  const given = url('FRONTEND_URL', value, ['http:', 'https:'], 'https://desk.example.com');
  if (given) return given.replace(/\/+$/, '');
  const reachable = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

function secretKey(value: string | undefined) {
  if (value === undefined || value.length >= 32) return value;
  throw new ConfigError('SECRET_KEY is too short: it must have 32 characters or more.');
}

function email(value: string): string {
  return /^[^\s@]+@[^\s@]+$/.test(value) ? value : refuse('ADMIN_EMAIL', value, 'an e-mail address');
}

function proxies(value: string | undefined): readonly string[] {
  const entries = (value ?? '').split(/[\s,]+/).filter(Boolean);
  for (const entry of entries) {
    if (!ipaddr.isValid(entry) && !ipaddr.isValidCIDR(entry)) {
      refuse('TRUSTED_PROXIES', entry, 'a list of addresses and CIDRs, such as 10.0.0.0/8');
    }
  }
  return entries;
}

function outboundAllow(value: string): OutboundAllow {
  try {
    return parseOutboundAllow(value);
  } catch (error) {
    throw new ConfigError(`OUTBOUND_ALLOW cannot be used: ${(error as Error).message}`, { cause: error });
  }
}
