import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FastifyInstance, fastify } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addPages } from './pages.ts';

let directory: string;
let app: FastifyInstance;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pages-'));
});

afterEach(async () => {
  await app.close();
  await rm(directory, { recursive: true });
});

function open(facts: { has_sign_up?: boolean; has_mail?: boolean } = {}) {
  app = fastify();
  // As the server does for everything that names no other.
  app.addHook('onRequest', async (_request, reply) => void reply.header('cache-control', 'no-store'));
  addPages(app, { directory, ...facts });
  return app;
}

async function build() {
  await mkdir(join(directory, 'app-assets'));
  await writeFile(
    join(directory, 'index.html'),
    '<!doctype html><meta name="porchlight-sign-up" content="off" /><meta name="porchlight-mail" content="off" /><title>Desk</title>',
  );
  await writeFile(join(directory, 'app-assets/index-a1b2c3.js'), 'export {};');
  await writeFile(join(directory, 'app-assets/index-a1b2c3.js.gz'), 'packed');
}

describe('with a build', () => {
  beforeEach(build);

  it('the bare address leads to the dashboard', async () => {
    const { statusCode, headers } = await open().inject('/');
    expect([statusCode, headers.location]).toEqual([302, '/app']);
  });

  it.each(['/app', '/app/', '/app/login', '/app/accounts/1/profile/settings', '/app/no/such/page'])(
    '%s is the page, asked for anew each time',
    async (url) => {
      const { statusCode, headers, body } = await open().inject({
        url,
        headers: { accept: 'text/html,*/*' },
      });
      expect([statusCode, headers['cache-control']]).toEqual([200, 'no-cache']);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(body).toContain('<title>Desk</title>');
    },
  );

  it.each([
    [{}, []],
    [{ has_sign_up: true }, ['sign-up']],
    [{ has_mail: true }, ['mail']],
    [{ has_sign_up: true, has_mail: true }, ['sign-up', 'mail']],
  ])('the page is told what the desk has of %o', async (facts, told) => {
    const { body } = await open(facts).inject('/app');
    const on = [...body.matchAll(/<meta name="porchlight-([a-z-]+)" content="on"/g)].map(([, name]) => name);
    expect(on).toEqual(told);
  });

  it('the page runs no code but the desk’s files and stands in no frame', async () => {
    const policy = String((await open().inject('/app')).headers['content-security-policy']);
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  });

  it('an asset is kept for ever', async () => {
    const { statusCode, headers, body } = await open().inject('/app-assets/index-a1b2c3.js');
    expect([statusCode, body]).toEqual([200, 'export {};']);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers['content-type']).toMatch(/javascript/);
  });

  it('an asset goes compressed to whoever takes it so', async () => {
    const headers = { 'accept-encoding': 'gzip' };
    const reply = await open().inject({ url: '/app-assets/index-a1b2c3.js', headers });
    expect([reply.headers['content-encoding'], reply.body]).toEqual(['gzip', 'packed']);
    expect(reply.headers['cache-control']).toContain('immutable');
  });

  it.each(['/app-assets/gone-d4e5f6.js', '/app-assets/', '/app-assets/..%2findex.html'])(
    '%s is no asset, and that is not kept',
    async (url) => {
      const { statusCode, headers } = await open().inject(url);
      expect(statusCode).toBeGreaterThanOrEqual(403);
      expect(statusCode).toBeLessThanOrEqual(404);
      expect(headers['cache-control']).toBe('no-store');
    },
  );

  it('a program that takes JSON alone is told that there is none', async () => {
    const reply = await open().inject({ url: '/app/login', headers: { accept: 'application/json' } });
    expect([reply.statusCode, reply.json()]).toEqual([406, { error: expect.stringMatching(/\/api\/v1/) }]);
  });

  it.each(['application/json, text/plain, */*', '*/*'])(
    'a program that takes %s gets the page',
    async (accept) => {
      const { statusCode } = await open().inject({ url: '/app/login', headers: { accept } });
      expect(statusCode).toBe(200);
    },
  );
});

describe('without a build', () => {
  it('the page says how to get one', async () => {
    const { statusCode, headers, body } = await open().inject('/app');
    expect([statusCode, headers['cache-control']]).toEqual([503, 'no-store']);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).toContain('npm run build');
  });

  it('the page is there as soon as it is built', async () => {
    open();
    await app.ready();
    await build();
    expect((await app.inject('/app')).statusCode).toBe(200);
    expect((await app.inject('/app-assets/index-a1b2c3.js')).statusCode).toBe(200);
  });
});
