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
  readonly file_max_bytes: number;
  readonly disk_free_min_bytes: number;
  readonly s3: S3Config | undefined;
  /** The desk sends no mail without it. */
  readonly smtp_url: string | undefined;
  readonly mail_from: string;
  readonly presence_seconds: number;
  readonly visitor_token_days: number;
  readonly widget_tests: boolean;
}

/** A bucket for files. */
export interface S3Config {
  readonly bucket: string;
  readonly region: string;
  readonly endpoint: string | undefined;
  readonly access_key_id: string;
  readonly secret_access_key: string;
  readonly force_path_style: boolean;
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
    doc: 'Redis for what several servers on one database share: rate limits, presence, typing and news of events: `redis://host:6379`.',
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
  ENABLE_SIGNUP: {
    default: 'false',
    doc: '`true` lets anyone make an account; set SMTP_URL too, or no e-mail address is ever confirmed.',
  },
  TRUSTED_PROXIES: {
    default: 'none',
    doc: 'Addresses and CIDRs of the proxies in front, separated by commas; only they may say who the client is.',
  },
  RATE_LIMITS: { default: 'on', doc: '`on` or `off`.' },
  OUTBOUND_ALLOW: {
    default: 'none',
    doc: 'Hosts and CIDRs on private networks that outgoing requests may reach, separated by commas.',
  },
  MINIMUM_FREE_DISK: {
    default: '64',
    doc: 'Megabytes that must be free in `DATA_DIR`; below, writes are refused with 507 and reads go on.',
  },
  MAXIMUM_FILE_UPLOAD_SIZE: { default: '40', doc: 'Megabytes that a file may have, 1 to 1024.' },
  S3_BUCKET: {
    default: 'none: files are kept in `DATA_DIR/files`',
    doc: 'Bucket of an S3-compatible store for files.',
  },
  S3_REGION: { default: '`us-east-1`', doc: 'Region of the bucket.' },
  S3_ENDPOINT: { default: "Amazon's", doc: 'Address of the store, such as `https://s3.example.com`.' },
  S3_ACCESS_KEY_ID: { default: 'none', doc: 'Key of the bucket.' },
  S3_SECRET_ACCESS_KEY: { default: 'none', doc: 'Secret of that key.' },
  S3_FORCE_PATH_STYLE: { default: 'false', doc: '`true` for stores that want the bucket in the path.' },
  SMTP_URL: {
    default: 'none: no mail is sent',
    doc: 'Mail server for invitations, password links and transcripts: `smtp://user:password@host:587` or `smtps://…`.',
  },
  MAIL_FROM: {
    default: '`Porchlight <no-reply@…>` at the host of `FRONTEND_URL`',
    doc: 'Sender of those mails, as an address or `Name <address>`.',
  },
  PRESENCE_DURATION: {
    default: '20',
    doc: 'Seconds for which people count as online after their last sign of life, 5 to 3600; 5 are added for the way.',
  },
  WIDGET_TOKEN_EXPIRY: {
    default: '180',
    doc: 'Days after which a website no longer knows a visitor who did not come back, 1 to 3650.',
  },
  WIDGET_TESTS: {
    default: 'off',
    doc: '`on` serves `/widget_tests`, a page with the widget on it to try settings, for every website inbox.',
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
  const frontend_url = frontendUrl(get('FRONTEND_URL'), host, port);
  return {
    port,
    host,
    data_dir: absolute(get('DATA_DIR') ?? 'data'),
    database_url: databaseUrl(get('DATABASE_URL')),
    database_pool_max: wholeNumber('DATABASE_POOL_MAX', get('DATABASE_POOL_MAX') ?? '16', 4, 200),
    redis_url: url('REDIS_URL', get('REDIS_URL'), ['redis:', 'rediss:'], 'redis://127.0.0.1:6379'),
    frontend_url,
    secret_key: secretKey(get('SECRET_KEY')),
    admin_email: email(get('ADMIN_EMAIL') ?? 'admin@example.com'),
    admin_password: get('ADMIN_PASSWORD'),
    log_level: choice('LOG_LEVEL', get('LOG_LEVEL') ?? 'info', LOG_LEVELS),
    enable_signup: choice('ENABLE_SIGNUP', get('ENABLE_SIGNUP') ?? 'false', ['true', 'false']) === 'true',
    trusted_proxies: proxies(get('TRUSTED_PROXIES')),
    rate_limits: choice('RATE_LIMITS', get('RATE_LIMITS') ?? 'on', ['on', 'off']) === 'on',
    outbound_allow: outboundAllow(get('OUTBOUND_ALLOW') ?? ''),
    metrics_token: get('METRICS_TOKEN'),
    file_max_bytes:
      wholeNumber('MAXIMUM_FILE_UPLOAD_SIZE', get('MAXIMUM_FILE_UPLOAD_SIZE') ?? '40', 1, 1024) * 1024 * 1024,
    disk_free_min_bytes:
      wholeNumber('MINIMUM_FREE_DISK', get('MINIMUM_FREE_DISK') ?? '64', 1, 1_000_000) * 1024 * 1024,
    s3: s3Config(get),
    smtp_url: url(
      'SMTP_URL',
      get('SMTP_URL'),
      ['smtp:', 'smtps:'],
      'smtp://user:password@mail.example.com:587',
    ),
    mail_from: mailFrom(get('MAIL_FROM'), frontend_url),
    presence_seconds:
      wholeNumber('PRESENCE_DURATION', get('PRESENCE_DURATION') ?? '20', 5, 3600) + PRESENCE_GRACE_SECONDS,
    widget_tests: choice('WIDGET_TESTS', get('WIDGET_TESTS') ?? 'off', ['on', 'off']) === 'on',
    visitor_token_days: wholeNumber('WIDGET_TOKEN_EXPIRY', get('WIDGET_TOKEN_EXPIRY') ?? '180', 1, 3650),
  };
}

/** The configuration of this process. */
export const readProcessConfig = () => readConfig(process.env);

// Clients tell every 20 seconds that they are there.
const PRESENCE_GRACE_SECONDS = 5;

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

// A password may stand before the last @, whatever signs it has, or among the parameters.
const hidePassword = (value: string) =>
  value.replace(/^([\w+.-]+:\/\/)?.*@/s, '$1…@').replace(/\?.*$/s, '?…');

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

function mailFrom(value: string | undefined, frontend_url: string): string {
  if (value === undefined) return `Porchlight <no-reply@${new URL(frontend_url).hostname}>`;
  if (/^([^<>"\r\n]*<[^\s@<>]+@[^\s@<>]+>|[^\s@<>,;]+@[^\s@<>,;]+)$/.test(value)) return value;
  return refuse('MAIL_FROM', value, 'an e-mail address, or a name before one in < and >');
}

function proxies(value: string | undefined): readonly string[] {
  const entries = (value ?? '').split(/[\s,]+/).filter(Boolean);
  for (const entry of entries) {
    if (!isNetwork(entry)) {
      refuse('TRUSTED_PROXIES', entry, 'a list of addresses and CIDRs, such as 10.0.0.0/8');
    }
  }
  return entries;
}

// Short, octal and hexadecimal forms name other machines in other programs.
function isNetwork(entry: string): boolean {
  const isPlain = entry.includes(':') || /^(0|[1-9]\d*)(\.(0|[1-9]\d*)){3}(\/|$)/.test(entry);
  return isPlain && (ipaddr.isValid(entry) || ipaddr.isValidCIDR(entry));
}

function outboundAllow(value: string): OutboundAllow {
  try {
    return parseOutboundAllow(value);
  } catch (error) {
    throw new ConfigError(`OUTBOUND_ALLOW cannot be used: ${(error as Error).message}`, { cause: error });
  }
}

function s3Config(get: (name: Name) => string | undefined): S3Config | undefined {
  const bucket = get('S3_BUCKET');
  if (bucket === undefined) return undefined;
  const needed = (name: Name) => get(name) ?? missing(name, 'S3_BUCKET is set');
  return {
    bucket,
    region: get('S3_REGION') ?? 'us-east-1',
    endpoint: url('S3_ENDPOINT', get('S3_ENDPOINT'), ['http:', 'https:'], 'https://s3.example.com'),
    access_key_id: needed('S3_ACCESS_KEY_ID'),
    secret_access_key: needed('S3_SECRET_ACCESS_KEY'),
    force_path_style:
      choice('S3_FORCE_PATH_STYLE', get('S3_FORCE_PATH_STYLE') ?? 'false', ['true', 'false']) === 'true',
  };
}

function missing(name: Name, reason: string): never {
  throw new ConfigError(`${name} must be set when ${reason}.`);
}
