import { Agent, type Dispatcher } from 'undici';
import type { OutboundAllow } from './allow.ts';
import { collect, limitBody } from './body.ts';
import { checkUrl, parseTarget } from './check-url.ts';
import { createGuardedConnect, type Resolve, resolveChecked, resolveWithSystem } from './connect.ts';
import { untilAborted } from './deadline.ts';
import { OutboundFailed, translateFailure } from './errors.ts';
import { cleanHeaders, flattenHeaders, type Headers } from './headers.ts';
import { followRedirect, type Hop, isRedirect, type OutboundMethod } from './redirect.ts';

export type OutboundRequest = {
  method: OutboundMethod;
  /** Userinfo in it becomes Basic authorization, unless `headers` already authorizes. */
  url: string;
  headers?: Headers;
  body?: string | Uint8Array;
  /** For the whole exchange: names, connections, redirects and the body. Default 15 seconds. */
  timeout_ms?: number;
  /** A longer answer is an error, not a shortened one. Default 1 MiB. */
  response_max_bytes?: number;
  /** Default 3. With 0 a redirect is returned as it is. */
  redirects_max?: number;
};

type ResponseHead = {
  status: number;
  /** Names in lower case; a repeated header is joined with a comma. */
  headers: Record<string, string>;
  /** Where the answer came from after redirects, without userinfo. */
  url: string;
};

export type OutboundResponse = ResponseHead & { body: Buffer };
export type OutboundStream = ResponseHead & { body: AsyncIterable<Buffer> };

export type Outbound = {
  /** Answers with any status; throws OutboundRefused before, or OutboundFailed after, a connection is tried. */
  request(request: OutboundRequest): Promise<OutboundResponse>;
  /** As `request`, but the body arrives piece by piece under the same limits. Read it to its end, or leave the loop. */
  stream(request: OutboundRequest): Promise<OutboundStream>;
  /** What can be said of a URL before it is saved: a sentence why it would be refused, or nothing. */
  checkUrl(url: string): string | undefined;
  /** The addresses that another protocol (IMAP, SMTP) may connect to; connect to these, not to the name. */
  resolve(hostname: string, port: number): Promise<string[]>;
  close(): Promise<void>;
};

const timeout_default_ms = 15_000;
const response_default_max_bytes = 1024 * 1024;
const redirects_default_max = 3;
const response_headers_max_bytes = 16 * 1024;
// Compressed answers are not unpacked, so that a small one cannot become a large one.
const default_headers = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Porchlight' };

/** The one way out. Proxies named in the environment are ignored: they would resolve names behind our back. */
export function createOutbound(options: { allow: OutboundAllow; resolve?: Resolve }): Outbound {
  const { allow, resolve = resolveWithSystem } = options;
  const agent = new Agent({
    connect: createGuardedConnect(allow, resolve),
    maxHeaderSize: response_headers_max_bytes,
    allowH2: false,
    pipelining: 1,
  });
  const stream = (request: OutboundRequest) => open(agent, allow, request);
  return {
    stream,
    async request(request) {
      const { body, ...head } = await stream(request);
      return { ...head, body: await collect(body) };
    },
    checkUrl: (url) => checkUrl(url, allow),
    resolve: (hostname, port) => resolveChecked({ hostname, port, allow, resolve }),
    close: () => agent.destroy(),
  };
}

async function open(agent: Agent, allow: OutboundAllow, request: OutboundRequest): Promise<OutboundStream> {
  const signal = AbortSignal.timeout(request.timeout_ms ?? timeout_default_ms);
  const redirects_max = request.redirects_max ?? redirects_default_max;
  let hop = firstHop(request, allow);
  for (let redirects = 0; ; redirects += 1) {
    const answer = await exchange(agent, hop, signal);
    if (redirects_max === 0 || !isRedirect(answer)) {
      return finish(answer, hop, request);
    }
    answer.body.on('error', ignore).destroy();
    if (redirects === redirects_max) {
      throw new OutboundFailed(
        'too_many_redirects',
        `${hop.target.hostname} redirected more than ${redirects_max} times. Use the URL that it leads to.`,
      );
    }
    hop = followRedirect(hop, answer, allow);
  }
}

function firstHop(request: OutboundRequest, allow: OutboundAllow): Hop {
  const target = parseTarget(request.url, allow);
  const { authorization } = target;
  const defaults = authorization === undefined ? default_headers : { ...default_headers, authorization };
  const headers = cleanHeaders(request.headers ?? {}, defaults);
  return { target, method: request.method, headers, body: request.body };
}

async function exchange(agent: Agent, hop: Hop, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
  const { url, hostname } = hop.target;
  const answer = agent.request({
    origin: url.origin,
    path: url.pathname + url.search,
    method: hop.method,
    headers: hop.headers,
    body: hop.body ?? null,
    signal,
  });
  try {
    // undici heeds the signal only once a connection exists: a name server that hangs would hold us.
    return await untilAborted(answer, signal);
  } catch (error) {
    answer.then((late) => late.body.on('error', ignore).destroy(), ignore);
    throw translateFailure(error, hostname);
  }
}

function finish(answer: Dispatcher.ResponseData, hop: Hop, request: OutboundRequest): OutboundStream {
  const { hostname, url } = hop.target;
  const headers = flattenHeaders(answer.headers);
  const size_max_bytes = request.response_max_bytes ?? response_default_max_bytes;
  // The length that a HEAD request is told belongs to a body that does not come.
  const declared_bytes = hop.method === 'HEAD' ? undefined : headers['content-length'];
  // A caller may look at the status alone, and the time limit then ends a body that nobody reads.
  answer.body.on('error', ignore);
  return {
    status: answer.statusCode,
    headers,
    url: url.href,
    body: limitBody(answer.body, { hostname, size_max_bytes, declared_bytes: Number(declared_bytes ?? 0) }),
  };
}

function ignore(): void {
  // Whoever reads the body meets the error there.
}
