import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ask, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { openEchoServer } from './fixtures/echo-server.ts';
import { addStatusPages } from './status-pages.ts';

describe('of a desk', () => {
  let desk: TestDesk;
  let guarded: TestDesk;
  beforeAll(async () => {
    desk = await openTestDesk();
    guarded = await openTestDesk({ METRICS_TOKEN: 'a token for metrics' });
  });
  afterAll(async () => {
    await desk?.close();
    await guarded?.close();
  });

  it('/api answers the version of the contract and the state of the services', async () => {
    const { status, body } = await ask(desk, 'GET', '/api');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      version: expect.stringMatching(/^4\.10\.\d+$/),
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      queue_services: 'ok',
      data_services: 'ok',
    });
  });

  it('/api is open to anyone', async () => {
    expect((await ask(desk, 'GET', '/api', { from: '198.51.100.1' })).status).toBe(200);
  });

  it('/health answers that all is well', async () => {
    const { status, body } = await ask(desk, 'GET', '/health');
    expect([status, body]).toEqual([200, { status: 'ok', parts: { database: 'ok', jobs: 'ok' } }]);
  });

  it('/metrics answers this machine', async () => {
    await ask(desk, 'GET', '/health');
    const { status, text, headers } = await ask(desk, 'GET', '/metrics');
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^text\/plain/);
    expect(text).toMatch(/^http_request_duration_seconds_count\{.*route="\/health".*\} \d+$/m);
  });

  it('/metrics names addresses by their pattern, not by what was asked', async () => {
    await ask(desk, 'GET', '/api/v1/accounts/987654/agents');
    await ask(desk, 'GET', '/nowhere-987654');
    expect((await ask(desk, 'GET', '/metrics')).text).not.toContain('987654');
  });

  it('/metrics refuses other machines', async () => {
    expect((await ask(desk, 'GET', '/metrics', { from: '198.51.100.1' })).status).toBe(401);
  });

  it('/metrics refuses a proxy on this machine that speaks for somebody else', async () => {
    const headers = { 'x-forwarded-for': '198.51.100.1' };
    expect((await ask(desk, 'GET', '/metrics', { headers })).status).toBe(401);
  });

  it('/metrics with a token set answers whoever has it', async () => {
    const headers = { authorization: 'Bearer a token for metrics' };
    expect((await ask(guarded, 'GET', '/metrics', { headers, from: '198.51.100.1' })).status).toBe(200);
  });

  it.each<Record<string, string>>([
    {},
    { authorization: 'Bearer wrong' },
    { authorization: 'a token for metrics' },
  ])('/metrics with a token set refuses %j, from this machine too', async (headers) => {
    expect((await ask(guarded, 'GET', '/metrics', { headers })).status).toBe(401);
  });
});

describe('when a part fails', () => {
  let app: FastifyInstance | undefined;
  afterEach(() => app?.close());

  async function open(parts: Record<string, boolean>) {
    app = await openEchoServer([]);
    addStatusPages(app, {
      contract_version: '4.10.0',
      version: '1.2.3',
      parts: async () => parts,
      metrics: { answered: () => undefined, show: async () => '', content_type: 'text/plain' },
      metrics_token: undefined,
      now: () => new Date('2026-03-02T09:00:00.123Z'),
    });
    return app;
  }

  it('/health says which, with status 503', async () => {
    const reply = await (await open({ database: false, jobs: true })).inject('/health');
    expect([reply.statusCode, reply.json()]).toEqual([
      503,
      { status: 'failing', parts: { database: 'failing', jobs: 'ok' } },
    ]);
  });

  it('/api still answers with status 200, in the words of the contract', async () => {
    const reply = await (await open({ database: true, jobs: false, redis: false })).inject('/api');
    expect([reply.statusCode, reply.json()]).toEqual([
      200,
      {
        version: '4.10.0',
        timestamp: '2026-03-02 09:00:00',
        queue_services: 'failing',
        data_services: 'ok',
        server: {
          name: 'Porchlight',
          version: '1.2.3',
          parts: { database: 'ok', jobs: 'failing', redis: 'failing' },
        },
      },
    ]);
  });
});
