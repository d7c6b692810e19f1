import { fastify } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openToAllOrigins } from './open-origins.ts';

const app = fastify();

beforeAll(async () => {
  app.get('/public/thing', async () => 'a thing');
  app.get('/private', async () => 'a secret');
  openToAllOrigins(app, '/public/');
  await app.ready();
});
afterAll(() => app.close());

const ask = (method: 'GET' | 'OPTIONS', url: string, headers: Record<string, string> = {}) =>
  app.inject({ method, url, headers: { origin: 'https://shop.example.com', ...headers } });

it('a page of any site reads the answer, and never with cookies', async () => {
  const { headers, body } = await ask('GET', '/public/thing');
  expect(body).toBe('a thing');
  expect(headers['access-control-allow-origin']).toBe('*');
  expect(headers).not.toHaveProperty('access-control-allow-credentials');
});

it('a refusal can be read too', async () => {
  const { statusCode, headers } = await ask('GET', '/public/nothing');
  expect([statusCode, headers['access-control-allow-origin']]).toEqual([404, '*']);
});

it('a browser that asks first is told what it may send', async () => {
  const { statusCode, headers, body } = await ask('OPTIONS', '/public/thing', {
    'access-control-request-method': 'PATCH',
    'access-control-request-headers': 'content-type, authorization',
  });
  expect([statusCode, body]).toEqual([204, '']);
  expect(headers['access-control-allow-origin']).toBe('*');
  expect(headers['access-control-allow-methods']).toContain('PATCH');
  expect(headers['access-control-allow-headers']).toBe('content-type, authorization');
});

it('what lies elsewhere stays closed', async () => {
  expect((await ask('GET', '/private')).headers).not.toHaveProperty('access-control-allow-origin');
  expect((await ask('OPTIONS', '/private')).statusCode).toBe(404);
});
