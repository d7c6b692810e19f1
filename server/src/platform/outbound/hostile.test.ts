import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { parseOutboundAllow } from './allow.ts';
import { OutboundFailed } from './errors.ts';
import { type LoopbackServer, listenOn } from './fixtures/loopback-server.ts';
import { createOutbound, type Outbound } from './outbound.ts';

const running: { stop(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((thing) => thing.stop()));
});

async function serve(
  answer: RequestListener,
  options: Parameters<typeof listenOn>[1] = {},
): Promise<LoopbackServer> {
  const server = await listenOn(createServer(answer), options);
  running.push(server);
  return server;
}

async function serveRaw(answer: (socket: Socket) => void): Promise<LoopbackServer> {
  // Without reading, the socket would not notice that its other end is gone.
  const server = await listenOn(createTcpServer((socket) => answer(socket.resume())));
  running.push(server);
  return server;
}

function outboundWith(allow: string, resolve: (hostname: string) => Promise<string[]>): Outbound {
  const outbound = createOutbound({ allow: parseOutboundAllow(allow), resolve });
  running.push({ stop: () => outbound.close() });
  return outbound;
}

const toLoopback = async () => ['127.0.0.1'];

async function within<T>(limit_ms: number, work: Promise<T>): Promise<T> {
  const begun = performance.now();
  try {
    return await work;
  } finally {
    expect(performance.now() - begun).toBeLessThan(limit_ms);
  }
}

describe('a name server that changes its mind', () => {
  test('is asked once per connection, and the answer that was checked is the one connected to', async () => {
    const canary = await serve((_request, response) => response.end('inside'));
    const outside = await serve((_request, response) => response.end('outside'), {
      host: '127.0.0.2',
      port: canary.port,
    });
    const answers = [['127.0.0.2'], ['127.0.0.1'], ['127.0.0.1']];
    const resolve = vi.fn(async () => answers.shift() ?? []);
    const outbound = outboundWith('127.0.0.2', resolve);
    const response = await outbound.request({ method: 'GET', url: `http://flip.example:${canary.port}/` });
    expect(response.body.toString()).toBe('outside');
    expect(resolve).toHaveBeenCalledTimes(1);
    expect([outside.connections(), canary.connections()]).toEqual([1, 0]);
  });

  test('gains nothing on a later connection', async () => {
    const canary = await serve((_request, response) => response.end('inside'));
    const outside = await serve(
      (_request, response) => {
        response.setHeader('connection', 'close').end('outside');
      },
      { host: '127.0.0.2', port: canary.port },
    );
    let lookups = 0;
    const outbound = outboundWith('127.0.0.2', async () => [`127.0.0.${2 - (lookups++ % 2)}`]);
    const url = `http://flip.example:${canary.port}/`;
    const outcomes: string[] = [];
    for (let turn = 0; turn < 100; turn += 1) {
      const outcome = await outbound.request({ method: 'GET', url }).then(
        (response) => response.body.toString(),
        (error) => error.reason,
      );
      outcomes.push(outcome);
    }
    expect(new Set(outcomes)).toEqual(new Set(['outside', 'private_address']));
    expect(outcomes.filter((outcome) => outcome === 'outside')).toHaveLength(outside.connections());
    expect(canary.connections()).toBe(0);
  });

  test('gains nothing between a redirect and its target', async () => {
    const canary = await serve((_request, response) => response.end('inside'));
    const outside = await serve(
      (_request, response) => {
        response.writeHead(302, { location: '/again', connection: 'close' }).end();
      },
      { host: '127.0.0.2', port: canary.port },
    );
    const answers = [['127.0.0.2'], ['127.0.0.1']];
    const outbound = outboundWith('127.0.0.2', async () => answers.shift() ?? []);
    const request = outbound.request({ method: 'GET', url: `http://flip.example:${outside.port}/` });
    await expect(request).rejects.toMatchObject({ reason: 'private_address' });
    expect(canary.connections()).toBe(0);
  });
});

describe('a name server', () => {
  test.each([
    ['fails', async () => Promise.reject(new Error('ENOTFOUND'))],
    ['knows nothing', async () => []],
  ])('that %s is a dns failure that names the host', async (_how, resolve) => {
    const request = outboundWith('', resolve).request({ method: 'GET', url: 'http://gone.example/' });
    await expect(request).rejects.toMatchObject({
      name: 'OutboundFailed',
      reason: 'dns',
      message: expect.stringContaining('gone.example'),
    });
  });

  test('that never answers is a timeout', async () => {
    const outbound = outboundWith('', () => Promise.withResolvers<string[]>().promise);
    const request = outbound.request({ method: 'GET', url: 'http://slow.example/', timeout_ms: 200 });
    await within(1000, expect(request).rejects.toMatchObject({ reason: 'timeout' }));
  });
});

describe('a receiver', () => {
  const get = (port: number, limits: { timeout_ms?: number; response_max_bytes?: number } = {}) =>
    outboundWith('127.0.0.1', toLoopback).request({
      method: 'GET',
      url: `http://hook.example:${port}/`,
      ...limits,
    });

  test('that does not listen is a connect failure with its cause', async () => {
    const gone = await serve(() => undefined);
    await gone.stop();
    await expect(get(gone.port)).rejects.toMatchObject({
      name: 'OutboundFailed',
      reason: 'connect',
      cause: expect.objectContaining({ code: 'ECONNREFUSED' }),
    });
    running.length = 0;
  });

  test('that accepts and says nothing is a timeout', async () => {
    const { port } = await serveRaw(() => undefined);
    await within(1000, expect(get(port, { timeout_ms: 200 })).rejects.toMatchObject({ reason: 'timeout' }));
  });

  test.each([
    ['headers', 'HTTP/1.1 200 OK\r\nX-A: '],
    ['a body', 'HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n'],
    ['a chunked body', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n186A0\r\n'],
    ['interim answers', 'HTTP/1.1 102 Processing\r\nX-A: '],
  ])('that drips %s is a timeout, and its socket is closed', async (_what, start) => {
    const server = await serveRaw((socket) => {
      socket.write(start);
      const drip = setInterval(() => socket.write('x'), 20);
      socket.on('close', () => clearInterval(drip)).on('error', () => undefined);
    });
    await within(
      1500,
      expect(get(server.port, { timeout_ms: 300 })).rejects.toMatchObject({ reason: 'timeout' }),
    );
    await vi.waitFor(() => expect(server.open()).toBe(0));
  });

  test('that never ends its body is cut off at the limit, and its socket is closed', async () => {
    let sent_bytes = 0;
    const server = await serve((_request, response) => {
      const piece = Buffer.alloc(64 * 1024, 'x');
      const pour = () => {
        while (!response.destroyed && response.write(piece)) {
          sent_bytes += piece.length;
        }
      };
      response.on('drain', pour);
      pour();
    });
    await within(3000, expect(get(server.port)).rejects.toMatchObject({ reason: 'too_large' }));
    await vi.waitFor(() => expect(server.open()).toBe(0));
    expect(sent_bytes).toBeLessThan(32 * 1024 * 1024);
  });

  test('that declares too long a body is cut off before it', async () => {
    const server = await serveRaw((socket) =>
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\n'),
    );
    await within(1000, expect(get(server.port)).rejects.toMatchObject({ reason: 'too_large' }));
  });

  test('may fill the limit exactly, and no byte more', async () => {
    const { port } = await serve((_request, response) => response.end('0123456789'));
    expect((await get(port, { response_max_bytes: 10 })).body).toHaveLength(10);
    await expect(get(port, { response_max_bytes: 9 })).rejects.toMatchObject({ reason: 'too_large' });
  });

  test('cannot make a large body of a small one by compressing it', async () => {
    const packed = gzipSync(Buffer.alloc(50 * 1024 * 1024));
    const { port } = await serve((_request, response) =>
      response.setHeader('content-encoding', 'gzip').end(packed),
    );
    expect((await get(port)).body.equals(packed)).toBe(true);
  });

  test.each([
    ['headers without end', `HTTP/1.1 200 OK\r\n${'X-A: b\r\n'.repeat(20_000)}`],
    ['something that is not HTTP', '220 mail.example ESMTP\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
  ])('that sends %s is a failed response', async (_what, text) => {
    const { port } = await serveRaw((socket) => socket.end(text));
    await expect(get(port)).rejects.toMatchObject({ name: 'OutboundFailed', reason: 'response' });
  });

  test('that hangs up in the middle of its body is a failed response', async () => {
    const { port } = await serveRaw((socket) =>
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc'),
    );
    await expect(get(port)).rejects.toBeInstanceOf(OutboundFailed);
  });

  test('of a redirect with an endless body is left at once', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/next') {
        response.end('arrived');
        return;
      }
      response.writeHead(302, { location: '/next' });
      const pour = setInterval(() => response.write('x'.repeat(1000)), 5);
      response.on('close', () => clearInterval(pour));
    });
    const response = await within(1000, get(server.port));
    expect(response.body.toString()).toBe('arrived');
  });

  test('answers HEAD with a length and no body', async () => {
    const { port } = await serve((_request, response) =>
      response.setHeader('content-length', 10 ** 10).end(),
    );
    const outbound = outboundWith('127.0.0.1', toLoopback);
    const response = await outbound.request({ method: 'HEAD', url: `http://hook.example:${port}/` });
    expect(response).toMatchObject({ status: 200, headers: { 'content-length': String(10 ** 10) } });
  });

  test('may be read piece by piece, and left', async () => {
    const server = await serve((_request, response) => {
      const pour = setInterval(() => response.write('x'.repeat(1000)), 5);
      response.on('close', () => clearInterval(pour));
    });
    const outbound = outboundWith('127.0.0.1', toLoopback);
    const { body } = await outbound.stream({ method: 'GET', url: `http://hook.example:${server.port}/` });
    for await (const piece of body) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
    await vi.waitFor(() => expect(server.open()).toBe(0));
  });

  test('whose body nobody reads is closed by the time limit without an unhandled error', async () => {
    const server = await serveRaw((socket) =>
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc'),
    );
    const outbound = outboundWith('127.0.0.1', toLoopback);
    const url = `http://hook.example:${server.port}/`;
    expect(await outbound.stream({ method: 'GET', url, timeout_ms: 200 })).toMatchObject({ status: 200 });
    await vi.waitFor(() => expect(server.open()).toBe(0));
  });
});
