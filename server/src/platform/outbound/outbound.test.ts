import { execFile } from 'node:child_process';
import type { IncomingHttpHeaders, IncomingMessage, RequestListener } from 'node:http';
import { setDefaultCACertificates } from 'node:tls';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { parseOutboundAllow } from './allow.ts';
import { createCertificate } from './fixtures/certificate.ts';
import { type LoopbackServer, listen } from './fixtures/loopback-server.ts';
import { createOutbound, type Outbound } from './outbound.ts';

const running: { stop(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((thing) => thing.stop()));
});

async function serve(
  answer: RequestListener,
  options: Parameters<typeof listen>[1] = {},
): Promise<LoopbackServer> {
  const server = await listen(answer, options);
  running.push(server);
  return server;
}

function outboundWith(allow: string, resolve: (hostname: string) => Promise<string[]>): Outbound {
  const outbound = createOutbound({ allow: parseOutboundAllow(allow), resolve });
  running.push({ stop: () => outbound.close() });
  return outbound;
}

const tls = createCertificate('hook.example');
const toLoopback = async () => ['127.0.0.1'];

type Seen = {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingHttpHeaders;
  body: string;
};

async function read(request: IncomingMessage): Promise<Seen> {
  const pieces = await request.toArray();
  const body = Buffer.concat(pieces).toString();
  return { method: request.method, url: request.url, headers: request.headers, body };
}

function recorder(): { seen: Seen[]; answer: RequestListener } {
  const seen: Seen[] = [];
  return {
    seen,
    answer: async (request, response) => {
      seen.push(await read(request));
      response.setHeader('X-Two', ['a', 'b']).end('fine');
    },
  };
}

function redirectTo(status: number, location: string): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { location }).end('moved');
  };
}

describe('a request', () => {
  test('brings status, headers, body and the final url of any answer', async () => {
    const { seen, answer } = recorder();
    const { port } = await serve(answer);
    const outbound = outboundWith('127.0.0.1', toLoopback);
    const url = `http://hook.example:${port}/a%20b?c=d#e`;
    const response = await outbound.request({
      method: 'PUT',
      url,
      headers: { 'X-Key': 'k' },
      body: '{"é":1}',
    });
    expect(response).toMatchObject({ status: 200, url: `http://hook.example:${port}/a%20b?c=d` });
    expect(response.headers['x-two']).toBe('a, b');
    expect(response.body.toString()).toBe('fine');
    expect(seen).toMatchObject([{ method: 'PUT', url: '/a%20b?c=d', body: '{"é":1}' }]);
    expect(seen[0]?.headers).toMatchObject({ host: `hook.example:${port}`, 'x-key': 'k' });
  });

  test('turns userinfo into authorization and shows it nowhere else', async () => {
    const { seen, answer } = recorder();
    const { port } = await serve(answer);
    const outbound = outboundWith('127.0.0.1', toLoopback);
    const get = (userinfo: string) =>
      outbound.request({ method: 'GET', url: `http://${userinfo}@hook.example:${port}/` });
    expect((await get('us%40er:p%25w%3Ad')).url).toBe(`http://hook.example:${port}/`);
    await get('user:100%');
    await get('user');
    const sent = seen.map(({ headers }) =>
      Buffer.from(headers.authorization?.slice(6) ?? '', 'base64').toString(),
    );
    expect(sent).toEqual(['us@er:p%w:d', 'user:100%', 'user:']);
  });

  test('keeps userinfo out of a refusal and of a failure', async () => {
    const outbound = outboundWith('', async () => []);
    for (const url of ['http://user:s3cret@127.0.0.1/', 'http://user:s3cret@gone.example/']) {
      const error: Error = await outbound.request({ method: 'GET', url }).catch((error) => error);
      expect(error.message).not.toContain('s3cret');
    }
  });

  test('cannot have its host, framing or a second request smuggled in by headers', async () => {
    const { seen, answer } = recorder();
    const { port } = await serve(answer);
    const outbound = outboundWith('127.0.0.1', toLoopback);
    const url = `http://hook.example:${port}/`;
    const headers = {
      Host: 'internal.example',
      'Transfer-Encoding': 'chunked',
      'content-length': '99',
      Expect: 'x',
    };
    await outbound.request({ method: 'POST', url, headers, body: 'abc' });
    expect(seen).toMatchObject([
      { body: 'abc', headers: { host: `hook.example:${port}`, 'content-length': '3' } },
    ]);
    const bad = ['a\r\nX: y', 'a\nX: y', 'a\0b', 'snow ☃'].map(
      (value): Record<string, string> => ({ 'x-a': value }),
    );
    for (const wrong of [...bad, { 'x a': '1' }, { 'x\r\ny': '1' }, { '': '1' }]) {
      await expect(outbound.request({ method: 'GET', url, headers: wrong })).rejects.toMatchObject({
        reason: 'headers',
      });
    }
    expect(seen).toHaveLength(1);
  });

  test('reaches an allowed literal address by IPv6 too', async () => {
    const { answer } = recorder();
    const { port } = await serve(answer, { host: '::1' });
    const outbound = outboundWith('::1', toLoopback);
    expect(await outbound.request({ method: 'GET', url: `http://[::1]:${port}/` })).toMatchObject({
      status: 200,
    });
  });

  test('tries the second checked address when the first does not listen', async () => {
    const { answer } = recorder();
    const { port } = await serve(answer, { host: '127.0.0.3' });
    const outbound = outboundWith('127.0.0.0/8', async () => ['127.0.0.2', '127.0.0.3']);
    expect(await outbound.request({ method: 'GET', url: `http://hook.example:${port}/` })).toMatchObject({
      status: 200,
    });
  });

  test('names the host to TLS and checks its certificate, while connected to the checked address', async () => {
    setDefaultCACertificates([tls.cert]);
    const names: unknown[] = [];
    const { port } = await serve(
      (request, response) => {
        names.push('servername' in request.socket && request.socket.servername, request.headers.host);
        response.end();
      },
      { tls },
    );
    const outbound = outboundWith('127.0.0.1', toLoopback);
    expect(await outbound.request({ method: 'GET', url: `https://hook.example:${port}/` })).toMatchObject({
      status: 200,
    });
    expect(names).toEqual(['hook.example', `hook.example:${port}`]);
    for (const host of ['other.example', '127.0.0.1']) {
      const request = outbound.request({ method: 'GET', url: `https://${host}:${port}/` });
      await expect(request).rejects.toMatchObject({ reason: 'tls' });
    }
    expect(names).toHaveLength(2);
  });

  test('ignores a proxy that the environment names', async () => {
    const proxy = await serve((_request, response) => response.end('proxied'));
    const target = await serve((_request, response) => response.end('direct'));
    const script = `
      const { createOutbound } = await import('${import.meta.dirname}/outbound.ts');
      const { parseOutboundAllow } = await import('${import.meta.dirname}/allow.ts');
      const outbound = createOutbound({ allow: parseOutboundAllow('127.0.0.1') });
      const { body } = await outbound.request({ method: 'GET', url: 'http://127.0.0.1:${target.port}/' });
      console.log(String(body));
      await outbound.close();`;
    const at = `http://127.0.0.1:${proxy.port}`;
    const env = {
      NODE_USE_ENV_PROXY: '1',
      HTTP_PROXY: at,
      http_proxy: at,
      ALL_PROXY: at,
      PATH: process.env.PATH,
    };
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      env,
    });
    expect(stdout.trim()).toBe('direct');
    expect(proxy.connections()).toBe(0);
  });
});

describe('a redirect', () => {
  const private_targets = [
    'http://127.0.0.1:PORT/',
    'http://127.1:PORT/',
    'http://2130706433:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://localhost:PORT/',
    '//127.0.0.1:PORT/',
    'http://inside.example:PORT/',
    'http://user:pass@inside.example:PORT/',
  ];
  const cases = private_targets.flatMap((target) =>
    [301, 302, 303, 307, 308].map((status) => [status, target] as const),
  );

  test.each(cases)('%i to %s is refused unconnected', async (status, target) => {
    const canary = await serve((_request, response) => response.end('inside'));
    const location = target.replace('PORT', String(canary.port));
    const outside = await serve(redirectTo(status, location), { host: '127.0.0.2' });
    const outbound = outboundWith('127.0.0.2', async (hostname) => [
      hostname === 'inside.example' ? '127.0.0.1' : '127.0.0.2',
    ]);
    const request = outbound.request({ method: 'GET', url: `http://outside.example:${outside.port}/` });
    await expect(request).rejects.toMatchObject({ name: 'OutboundRefused' });
    expect(outside.connections()).toBe(1);
    expect(canary.connections()).toBe(0);
  });

  test.each([
    'file:///etc/passwd',
    'ftp://hook.example/',
    'gopher://x/',
    'http://',
    'http://hook.example:25/',
  ])('to %s is refused', async (location) => {
    const { port } = await serve(redirectTo(302, location));
    const outbound = outboundWith('127.0.0.1', toLoopback);
    const request = outbound.request({ method: 'GET', url: `http://hook.example:${port}/` });
    await expect(request).rejects.toMatchObject({ name: 'OutboundRefused' });
  });

  test('is followed three times by default and no more, and not at all with 0', async () => {
    const { port } = await serve((request, response) => {
      const left = Number(request.url?.slice(1));
      response
        .writeHead(left === 0 ? 200 : 302, left === 0 ? {} : { location: `/${left - 1}` })
        .end(`at ${left}`);
    });
    const outbound = outboundWith('127.0.0.1', toLoopback);
    const get = (path: string, redirects_max?: number) =>
      outbound.request({ method: 'GET', url: `http://hook.example:${port}${path}`, redirects_max });
    expect(await get('/3')).toMatchObject({ status: 200, url: `http://hook.example:${port}/0` });
    await expect(get('/4')).rejects.toMatchObject({ reason: 'too_many_redirects' });
    const asIs = await get('/1', 0);
    expect(asIs).toMatchObject({ status: 302, headers: { location: '/0' } });
    expect(asIs.body.toString()).toBe('at 1');
  });

  test('to another host or port loses every credential', async () => {
    const { seen, answer } = recorder();
    const second = await serve(answer);
    const first = await serve((request, response) => {
      response.writeHead(307, { location: `http://${request.url?.slice(1)}:${second.port}/` }).end();
    });
    const outbound = outboundWith('127.0.0.1', toLoopback);
    const headers = {
      Authorization: 'Bearer t',
      Cookie: 'c=1',
      api_access_token: 'k',
      'X-Api-Key': 'k',
      Accept: 'a/b',
    };
    for (const path of ['other.example', 'hook.example']) {
      await outbound.request({
        method: 'GET',
        url: `http://u:p@hook.example:${first.port}/${path}`,
        headers,
      });
    }
    expect(seen).toHaveLength(2);
    for (const { headers } of seen) {
      expect(Object.keys(headers).sort()).toEqual([
        'accept',
        'accept-encoding',
        'connection',
        'host',
        'user-agent',
      ]);
      expect(headers.accept).toBe('a/b');
    }
  });

  test('to the same origin keeps credentials', async () => {
    const { seen, answer } = recorder();
    const { port } = await serve((request, response) =>
      request.url === '/' ? redirectTo(302, '/next')(request, response) : answer(request, response),
    );
    const outbound = outboundWith('127.0.0.1', toLoopback);
    await outbound.request({
      method: 'GET',
      url: `http://hook.example:${port}/`,
      headers: { api_access_token: 'k' },
    });
    expect(seen).toMatchObject([{ url: '/next', headers: { api_access_token: 'k' } }]);
  });

  test.each([
    [301, 'GET', ''],
    [302, 'GET', ''],
    [303, 'GET', ''],
    [307, 'POST', 'payload'],
    [308, 'POST', 'payload'],
  ])('%i after POST continues with %s', async (status, method, body) => {
    const { seen, answer } = recorder();
    const { port } = await serve(async (request, response) =>
      request.url === '/' ? redirectTo(status, '/next')(request, response) : answer(request, response),
    );
    const outbound = outboundWith('127.0.0.1', toLoopback);
    const headers = { 'Content-Type': 'text/x' };
    await outbound.request({ method: 'POST', url: `http://hook.example:${port}/`, headers, body: 'payload' });
    expect(seen).toMatchObject([{ method, body, url: '/next' }]);
    expect(seen[0]?.headers['content-type']).toBe(body === '' ? undefined : 'text/x');
  });

  test('does not carry a body to another host', async () => {
    const canary = await serve((_request, response) => response.end());
    const { port } = await serve(redirectTo(307, `http://other.example:${canary.port}/`));
    const outbound = outboundWith('127.0.0.1', toLoopback);
    const request = outbound.request({ method: 'POST', url: `http://hook.example:${port}/`, body: 'secret' });
    await expect(request).rejects.toMatchObject({ reason: 'redirect' });
    expect(canary.connections()).toBe(0);
  });

  test('from https to http is refused', async () => {
    setDefaultCACertificates([tls.cert]);
    const canary = await serve((_request, response) => response.end());
    const { port } = await serve(redirectTo(302, `http://hook.example:${canary.port}/`), { tls });
    const outbound = outboundWith('127.0.0.1', toLoopback);
    const request = outbound.request({ method: 'GET', url: `https://hook.example:${port}/` });
    await expect(request).rejects.toMatchObject({ reason: 'redirect' });
    expect(canary.connections()).toBe(0);
  });
});
