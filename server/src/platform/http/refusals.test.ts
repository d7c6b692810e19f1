import { type ErrorCode, errors } from '@porchlight/contract/errors';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refusal } from '../refusal.ts';
import { echoRoute, openEchoServer } from './fixtures/echo-server.ts';

let app: FastifyInstance;
let thrown: unknown;
const logged: string[] = [];

beforeAll(async () => {
  const fail = echoRoute({
    method: 'GET',
    path: '/fail/{id}',
    handle: () => Promise.reject(thrown),
  });
  app = await openEchoServer([fail], { logged });
});
afterAll(() => app?.close());

async function answerTo(error: unknown) {
  thrown = error;
  const { statusCode, headers, body } = await app.inject('/fail/1');
  return { status: statusCode, headers, text: body };
}

const BODIES: Record<string, (text: string, status: number) => unknown> = {
  error: (text) => ({ error: text }),
  errors: (text) => ({ errors: [text] }),
  failure: (text) => ({ success: false, errors: [text] }),
  validation: (text) => ({ message: text, attributes: [] }),
  message: (text) => ({ message: text }),
  redirect: (text) => ({ message: text, redirect_url: '/' }),
  framework: (text, status) => ({ status, error: text }),
};

describe.each(Object.keys(errors) as ErrorCode[])('the refusal %s', (code) => {
  const { status, shape, text } = errors[code];

  it('has its status and the body of its shape', async () => {
    const answer = await answerTo(new Refusal(code));
    expect(answer.status).toBe(status);
    if (shape === 'text') expect(answer.text).toBe(text);
    else expect(JSON.parse(answer.text)).toEqual(BODIES[shape]?.(text, status));
  });

  it('has the type of its body', async () => {
    const { headers } = await answerTo(new Refusal(code));
    expect(headers['content-type']).toMatch(shape === 'text' ? /^text\/plain/ : /^application\/json/);
  });
});

it('a refusal says the sentence that it was given, and the fields that it is about', async () => {
  const { text } = await answerTo(new Refusal('invalid', 'Name is odd', { attributes: ['name'] }));
  expect(JSON.parse(text)).toEqual({ message: 'Name is odd', attributes: ['name'] });
});

it('a refusal says when to come back, if it knows', async () => {
  expect(
    (await answerTo(new Refusal('too_many_requests', undefined, { retry_after: 7 }))).headers,
  ).toMatchObject({
    'retry-after': '7',
  });
});

it('a refusal that does not know when to come back does not say', async () => {
  expect((await answerTo(new Refusal('not_found'))).headers).not.toHaveProperty('retry-after');
});

it('a refusal is not logged as a defect', async () => {
  logged.length = 0;
  await answerTo(new Refusal('not_found'));
  expect(logged).toEqual([]);
});

describe('a defect', () => {
  it.each<[why: string, error: unknown]>([
    ['an error', new Error('select secret from vault')],
    ['an error with a cause', new Error('Failed query', { cause: new TypeError('vault') })],
    ['a text that was thrown', 'vault'],
    ['nothing that was thrown', undefined],
    ['null that was thrown', null],
    ['an error that claims to be a success', Object.assign(new Error('vault'), { statusCode: 200 })],
  ])('of %s shows nothing of itself', async (_, error) => {
    const { status, text } = await answerTo(error);
    expect(status).toBe(500);
    expect(JSON.parse(text)).toEqual({ status: 500, error: 'Internal Server Error' });
  });

  it('is logged under the request id that the answer carries', async () => {
    logged.length = 0;
    const { headers } = await answerTo(new Error('a broken promise'));
    const [line] = logged.map((text) => JSON.parse(text));
    expect(line).toMatchObject({ request_id: headers['x-request-id'], method: 'GET', path: '/fail/1' });
    expect(line.err.message).toBe('a broken promise');
  });

  it('is logged without the query, which may carry a token', async () => {
    logged.length = 0;
    thrown = new Error('a broken promise');
    await app.inject('/fail/1?token=secret');
    expect(logged.join()).not.toContain('secret');
  });
});

describe('a failure of the database', () => {
  const fault = (code: string) =>
    new Error('Failed query', { cause: Object.assign(new Error('x'), { code }) });

  it.each<[code: string, refusal: ErrorCode]>([
    ['53100', 'storage_full'],
    ['08006', 'database_unavailable'],
    ['57P01', 'database_unavailable'],
    ['53300', 'database_unavailable'],
    ['ECONNREFUSED', 'database_unavailable'],
    ['22003', 'unprocessable'],
    ['22P05', 'unprocessable'],
  ])('with code %s is told as %s', async (code, refusal) => {
    expect((await answerTo(fault(code))).status).toBe(errors[refusal].status);
  });

  it.each(['23505', '42P01', '42601', '23503'])('with code %s is a defect', async (code) => {
    expect((await answerTo(fault(code))).status).toBe(500);
  });

  it('that passes asks to come back in a moment', async () => {
    expect((await answerTo(fault('57P01'))).headers['retry-after']).toBe('1');
  });
});

describe('an address', () => {
  it.each(['/nowhere', '/', '/api/v1/nowhere', '/fail', '/fail/1/2'])(
    '%s that is not served is not found',
    async (url) => {
      const { statusCode, body } = await app.inject(url);
      expect(statusCode).toBe(404);
      expect(JSON.parse(body)).toEqual({ error: expect.stringMatching(/^No such address/) });
    },
  );

  it('that is served for another method is not found', async () => {
    expect((await app.inject({ method: 'POST', url: '/fail/1' })).statusCode).toBe(404);
  });

  it.each(['/fail/%zz', '/fail/%', '/%c0%ae'])(
    '%s with a broken percent sign is refused in our shape',
    async (url) => {
      const { statusCode, body } = await app.inject(url);
      expect(statusCode).toBe(400);
      expect(JSON.parse(body)).toEqual({ status: 400, error: expect.stringMatching(/\S/) });
    },
  );

  it('with an endless parameter is not found', async () => {
    expect((await app.inject(`/fail/${'1'.repeat(600)}`)).statusCode).toBe(404);
  });

  it('may end with a slash, and may have two where one is meant', async () => {
    thrown = new Refusal('not_allowed');
    expect((await app.inject('//fail//1/')).statusCode).toBe(401);
  });
});

describe('every answer', () => {
  it.each(['/fail/1', '/nowhere', '/fail/%zz', `/fail/${'1'.repeat(600)}`])(
    '(%s) forbids guessing its type',
    async (url) => {
      thrown = new Refusal('not_allowed');
      expect((await app.inject(url)).headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
    },
  );

  it('carries a request id of its own', async () => {
    const [one, other] = [await app.inject('/fail/1'), await app.inject('/fail/1')];
    expect(one.headers['x-request-id']).not.toBe(other.headers['x-request-id']);
  });

  it('does not take the request id of the caller', async () => {
    const { headers } = await app.inject({
      url: '/fail/1',
      headers: { 'x-request-id': 'mine', 'request-id': 'mine' },
    });
    expect(headers['x-request-id']).not.toBe('mine');
  });
});
