import { isAbsolute } from 'node:path';
import { fastify } from 'fastify';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig, settings } from './config.ts';

function faultOf(environment: Record<string, string>): string {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('The settings were taken');
}

it('nothing has to be set', () => {
  expect(readConfig({})).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    database_url: undefined,
    database_pool_max: 16,
    redis_url: undefined,
    frontend_url: 'http://127.0.0.1:3000',
    secret_key: undefined,
    admin_email: 'admin@example.com',
    admin_password: undefined,
    log_level: 'info',
    enable_signup: false,
    trusted_proxies: [],
    rate_limits: true,
    metrics_token: undefined,
  });
});

it.each(Object.keys(settings))('%s set to nothing or to blanks is not set', (name) => {
  expect(readConfig({ [name]: '' })).toEqual(readConfig({}));
  expect(readConfig({ [name]: '  ' })).toEqual(readConfig({}));
});

it.each(Object.entries(settings))('%s is documented with its default', (_, { doc, default: value }) => {
  expect(doc).toMatch(/\.$/);
  expect(value).not.toBe('');
});

it('a relative data folder is one under the folder of the start', () => {
  expect(isAbsolute(readConfig({ DATA_DIR: 'desk' }).data_dir)).toBe(true);
  expect(readConfig({ DATA_DIR: '/var/desk' }).data_dir).toBe('/var/desk');
});

describe('PORT', () => {
  it.each([
    ['0', 0],
    ['65535', 65_535],
    [' 8080 ', 8080],
  ])('may be "%s"', (PORT, port) => {
    expect(readConfig({ PORT }).port).toBe(port);
  });

  it.each(['-1', '65536', '3000.5', '0x10', '1e3', 'http', '３０００'])('cannot be "%s"', (PORT) => {
    expect(faultOf({ PORT })).toBe(`PORT is "${PORT}", but it must be a whole number from 0 to 65535.`);
  });
});

describe('DATABASE_POOL_MAX', () => {
  it.each(['4', '200'])('may be %s', (size) => {
    expect(readConfig({ DATABASE_POOL_MAX: size }).database_pool_max).toBe(Number(size));
  });

  it.each(['3', '201', 'many'])('cannot be %s', (size) => {
    expect(faultOf({ DATABASE_POOL_MAX: size })).toMatch(/^DATABASE_POOL_MAX .* from 4 to 200\.$/);
  });
});

describe('DATABASE_URL', () => {
  it.each([
    'postgres://user:password@host:5432/desk',
    'postgresql://host/desk',
    'postgres:///desk?host=/run/postgresql',
  ])('may be %s', (DATABASE_URL) => {
    expect(readConfig({ DATABASE_URL }).database_url).toBe(DATABASE_URL);
  });

  it.each(['mysql://host/desk', 'host/desk', 'localhost:5432', 'desk'])('cannot be %s', (DATABASE_URL) => {
    expect(faultOf({ DATABASE_URL })).toMatch(/^DATABASE_URL is .* such as postgres:\/\//);
  });
});

describe('REDIS_URL', () => {
  it.each(['redis://host', 'rediss://:password@host:6380/1'])('may be %s', (REDIS_URL) => {
    expect(readConfig({ REDIS_URL }).redis_url).toBe(REDIS_URL);
  });

  it.each(['host:6379', 'http://host', 'redis://'])('cannot be %s', (REDIS_URL) => {
    expect(faultOf({ REDIS_URL })).toMatch(/^REDIS_URL is .* such as redis:\/\//);
  });
});

describe('a password in an address that cannot be used', () => {
  it.each([
    ['DATABASE_URL', 'mysql://user:s3cret@host/desk'],
    ['DATABASE_URL', 'mysql://user:s3cret@with@signs@host/desk'],
    ['DATABASE_URL', 'mysql://user:with/slash/s3cret@host/desk'],
    ['DATABASE_URL', 'mysql://user:with:colon:s3cret@host/desk'],
    ['DATABASE_URL', 'user:s3cret@host/desk'],
    ['DATABASE_URL', 'mysql://host/desk?user=me&password=s3cret'],
    ['REDIS_URL', 'http://:s3cret@host'],
    ['FRONTEND_URL', 'ftp://user:s3cret@desk.example.com'],
  ])('is not shown: %s=%s', (name, value) => {
    expect(faultOf({ [name]: value })).not.toContain('s3cret');
  });
});

describe('FRONTEND_URL', () => {
  it.each([
    ['https://desk.example.com', 'https://desk.example.com'],
    ['https://desk.example.com/', 'https://desk.example.com'],
    ['http://10.0.0.5:3000//', 'http://10.0.0.5:3000'],
    ['https://example.com/desk/', 'https://example.com/desk'],
  ])('%s is %s', (FRONTEND_URL, url) => {
    expect(readConfig({ FRONTEND_URL }).frontend_url).toBe(url);
  });

  it.each(['desk.example.com', 'javascript:alert(1)', 'https://', 'ftp://desk.example.com'])(
    'cannot be %s',
    (FRONTEND_URL) => {
      expect(faultOf({ FRONTEND_URL })).toMatch(/^FRONTEND_URL is /);
    },
  );

  it.each([
    ['0.0.0.0', 'http://127.0.0.1:8080'],
    ['::', 'http://127.0.0.1:8080'],
    ['::1', 'http://[::1]:8080'],
    ['desk.local', 'http://desk.local:8080'],
  ])('when it is not set follows the host %s', (HOST, url) => {
    expect(readConfig({ HOST, PORT: '8080' }).frontend_url).toBe(url);
  });
});

describe('SECRET_KEY', () => {
  it('may have 32 characters', () => {
    expect(readConfig({ SECRET_KEY: 'x'.repeat(32) }).secret_key).toHaveLength(32);
  });

  it('cannot have fewer, and is not shown', () => {
    const fault = faultOf({ SECRET_KEY: 'short s3cret' });
    expect(fault).toBe('SECRET_KEY is too short: it must have 32 characters or more.');
  });
});

describe('TRUSTED_PROXIES', () => {
  it('are addresses and ranges, by commas or blanks', () => {
    expect(readConfig({ TRUSTED_PROXIES: '10.0.0.0/8, ::1 192.168.1.5,' }).trusted_proxies).toEqual([
      '10.0.0.0/8',
      '::1',
      '192.168.1.5',
    ]);
  });

  it.each(['10.0.0.0/33', 'proxy.local', '10.0.0', '1', '010.0.0.1', '0x0a000001', '10.0.0.1/', '*'])(
    'cannot be %s',
    (entry) => {
      expect(faultOf({ TRUSTED_PROXIES: `127.0.0.1, ${entry}` })).toContain(`TRUSTED_PROXIES is "${entry}"`);
    },
  );

  it('that are taken are taken by the HTTP server too', () => {
    const { trusted_proxies } = readConfig({ TRUSTED_PROXIES: '10.0.0.0/8, fd00::/8, ::1, 127.0.0.1' });
    expect(() => fastify({ trustProxy: [...trusted_proxies] })).not.toThrow();
  });
});

describe.each([
  ['LOG_LEVEL', 'log_level', 'debug', 'verbose'],
  ['RATE_LIMITS', 'rate_limits', 'off', 'no'],
  ['ENABLE_SIGNUP', 'enable_signup', 'true', 'yes'],
] as const)('%s', (name, key, good, bad) => {
  it(`may be ${good}, in whatever case`, () => {
    expect(readConfig({ [name]: good.toUpperCase() })[key]).toEqual(readConfig({ [name]: good })[key]);
    expect(readConfig({ [name]: good })[key]).not.toEqual(readConfig({})[key]);
  });

  it(`cannot be ${bad}`, () => {
    expect(faultOf({ [name]: bad })).toMatch(`${name} is "${bad}", but it must be one of`);
  });
});

it.each(['admin', 'a b@example.com', 'a@b@c'])('ADMIN_EMAIL cannot be "%s"', (ADMIN_EMAIL) => {
  expect(faultOf({ ADMIN_EMAIL })).toContain('must be an e-mail address');
});

describe('SMTP_URL', () => {
  it.each(['smtp://user:password@mail.example.com:587', 'smtps://mail.example.com', 'smtp://127.0.0.1:25'])(
    'may be "%s"',
    (SMTP_URL) => {
      expect(readConfig({ SMTP_URL }).smtp_url).toBe(SMTP_URL);
    },
  );

  it.each(['mail.example.com:587', 'https://mail.example.com', 'smtp://'])('cannot be "%s"', (SMTP_URL) => {
    expect(faultOf({ SMTP_URL })).toMatch(/^SMTP_URL is /);
  });

  it('is refused without showing its password', () => {
    expect(faultOf({ SMTP_URL: 'http://user:hunter2@mail.example.com' })).not.toContain('hunter2');
  });
});

describe('MAIL_FROM', () => {
  it('is an address at the host of the desk unless it is set', () => {
    const { mail_from } = readConfig({ FRONTEND_URL: 'https://desk.example.com:8443/x' });
    expect(mail_from).toBe('Porchlight <no-reply@desk.example.com>');
  });

  it.each(['help@example.com', 'Help <help@example.com>', 'Zażółć <help@example.com>'])(
    'may be "%s"',
    (MAIL_FROM) => {
      expect(readConfig({ MAIL_FROM }).mail_from).toBe(MAIL_FROM);
    },
  );

  it.each(['help', 'Help <help>', 'a@b.example, c@d.example', 'Help help@example.com'])(
    'cannot be "%s"',
    (MAIL_FROM) => {
      expect(faultOf({ MAIL_FROM })).toMatch(/^MAIL_FROM is /);
    },
  );
});
