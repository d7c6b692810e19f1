import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { echoRoute, openEchoServer } from './fixtures/echo-server.ts';

let app: FastifyInstance;

const fields = z.object({ a: z.unknown().optional(), b: z.unknown().optional() });

beforeAll(async () => {
  app = await openEchoServer([
    echoRoute({ body: fields }),
    echoRoute({ method: 'GET', query: fields }),
    echoRoute({ method: 'DELETE', body: fields }),
    echoRoute({ method: 'PATCH', body: fields }),
  ]);
});
afterAll(() => app?.close());

async function send(content_type: string | undefined, payload: string | Buffer, method = 'POST') {
  const headers = content_type === undefined ? {} : { 'content-type': content_type };
  const options: InjectOptions = { method: method as 'POST', url: '/echo', headers, payload };
  const reply = await app.inject(options);
  return { status: reply.statusCode, body: JSON.parse(reply.body) };
}

const multipart = (...parts: string[]) =>
  `${parts.map((part) => `--edge\r\nContent-Disposition: form-data; ${part}\r\n`).join('')}--edge--\r\n`;
const MULTIPART = 'multipart/form-data; boundary=edge';
const FORM = 'application/x-www-form-urlencoded';

describe('JSON', () => {
  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/vnd.api+json',
    'Application/JSON',
  ])('is read as %s', async (type) => {
    expect((await send(type, '{"a":1}')).body).toEqual({ a: 1 });
  });

  it.each(['', '  \n'])('of nothing (%j) is no body', async (text) => {
    expect(await send('application/json', text)).toEqual({ status: 200, body: {} });
  });

  it('may begin with a byte order mark', async () => {
    expect((await send('application/json', '\ufeff{"a":1}')).body).toEqual({ a: 1 });
  });

  it.each(['{', '{"a":}', "{'a':1}", '{"a":1}{', 'nul', '{"a":1,}', '['.repeat(10_000)])(
    'that is broken is refused: %s',
    async (text) => {
      expect(await send('application/json', text)).toEqual({
        status: 400,
        body: { status: 400, error: 'The body is not valid JSON. Check its quotes, commas and brackets.' },
      });
    },
  );

  it('with keys that reach for a prototype is read without them', async () => {
    const { body } = await send(
      'application/json',
      '{"a":{"__proto__":{"x":1},"constructor":{"prototype":{}}}}',
    );
    expect(body).toEqual({ a: {} });
  });

  it.each(['GET', 'DELETE', 'PATCH', 'PUT'])('is read on %s', async (method) => {
    expect((await send('application/json', '{"a":1}', method)).body).toEqual({ a: 1 });
  });
});

describe('a form', () => {
  it('is read', async () => {
    expect((await send(FORM, 'a[b]=1&a[c][]=2')).body).toEqual({ a: { b: '1', c: ['2'] } });
  });

  it('that is JSON after all is read as such', async () => {
    expect((await send(FORM, ' {"a":1}')).body).toEqual({ a: 1 });
  });

  it('that is broken JSON is refused', async () => {
    expect((await send(FORM, '{"a":')).status).toBe(400);
  });

  it('with broken percent signs is read as it stands', async () => {
    expect((await send(FORM, 'a=%zz')).body).toEqual({ a: '%zz' });
  });
});

describe('a multipart body', () => {
  it('is read like a form with the same names', async () => {
    const text = multipart('name="a[b]"\r\n\r\n1', 'name="a[c][]"\r\n\r\né');
    expect((await send(MULTIPART, text)).body).toEqual({ a: { b: '1', c: ['é'] } });
  });

  it('with a file is refused by the name of the field', async () => {
    const text = multipart('name="a"; filename="a.png"\r\nContent-Type: image/png\r\n\r\nx');
    expect(await send(MULTIPART, text)).toEqual({
      status: 422,
      body: { error: 'a takes no files here; send the other fields without it' },
    });
  });

  it('with a large file is refused as soon as a small one', async () => {
    const text = multipart(`name="a"; filename="a.bin"\r\n\r\n${'x'.repeat(3_000_000)}`);
    expect((await send(MULTIPART, text)).status).toBe(422);
  });

  it.each([
    ['without its end', MULTIPART, '--edge\r\nContent-Disposition: form-data; name="a"\r\n\r\nhalf'],
    ['without a boundary', 'multipart/form-data', multipart('name="a"\r\n\r\n1')],
    ['that is something else', MULTIPART, '{"a":1}'],
  ])('%s is refused with what to look at', async (_, type, text) => {
    const { status, body } = await send(type, text);
    expect(status).toBe(400);
    expect(body).toEqual({ status: 400, error: expect.stringContaining('multipart') });
  });

  it('of nothing is no body', async () => {
    expect(await send(MULTIPART, '')).toEqual({ status: 200, body: {} });
  });

  it('with more fields than a form has is refused', async () => {
    const parts = Array.from({ length: 1001 }, (_, index) => `name="f${index}"\r\n\r\n1`);
    expect((await send(MULTIPART, multipart(...parts))).status).toBe(413);
  });
});

describe('other bodies', () => {
  it.each(['text/plain', 'application/xml', 'application/octet-stream', 'nonsense', 'application/jsonp'])(
    'of type %s are refused with the types that are read',
    async (type) => {
      const { status, body } = await send(type, '{"a":1}');
      expect(status).toBe(415);
      expect(body).toEqual({ status: 415, error: expect.stringContaining('application/json') });
    },
  );

  it('without a type are refused', async () => {
    expect((await send(undefined, '{"a":1}')).status).toBe(415);
  });

  it('that are missing are no fault', async () => {
    expect((await app.inject({ method: 'POST', url: '/echo' })).statusCode).toBe(200);
  });

  it('of more than 4 MiB are refused', async () => {
    const { status, body } = await send(
      'application/json',
      JSON.stringify({ a: 'x'.repeat(4 * 1024 * 1024) }),
    );
    expect([status, body]).toEqual([413, { status: 413, error: 'The body is too large' }]);
  });

  it('of just under 4 MiB are read', async () => {
    expect(
      (await send('application/json', JSON.stringify({ a: 'x'.repeat(4 * 1024 * 1024 - 100) }))).status,
    ).toBe(200);
  });
});
