import type { Dispatcher } from 'undici';
import type { OutboundAllow } from './allow.ts';
import { parseTarget, type Target } from './check-url.ts';
import { OutboundRefused } from './errors.ts';
import { type Headers, withoutContent, withoutCredentials } from './headers.ts';

export type OutboundMethod = 'DELETE' | 'GET' | 'HEAD' | 'PATCH' | 'POST' | 'PUT';

/** One request of a chain. */
export type Hop = {
  target: Target;
  method: OutboundMethod;
  headers: Headers;
  body: string | Uint8Array | undefined;
};

export function isRedirect(answer: Dispatcher.ResponseData): boolean {
  return [301, 302, 303, 307, 308].includes(answer.statusCode) && typeof answer.headers.location === 'string';
}

/** The next request of the chain, checked like the first one. */
export function followRedirect(hop: Hop, answer: Dispatcher.ResponseData, allow: OutboundAllow): Hop {
  const { url, hostname } = hop.target;
  const location = URL.parse(String(answer.headers.location), url.href);
  if (location === null) {
    throw new OutboundRefused('redirect', `${hostname} redirects to something that is no URL.`);
  }
  // What its userinfo authorizes is the redirecting host's business, not ours.
  location.username = '';
  location.password = '';
  const target = parseTarget(location.href, allow);
  const next = changeMethod({ ...hop, target }, answer.statusCode);
  return target.url.origin === url.origin ? next : crossOrigin(next, hop);
}

function changeMethod(hop: Hop, status: number): Hop {
  const becomesGet = status === 303 ? hop.method !== 'HEAD' : status < 303 && hop.method === 'POST';
  return becomesGet ? { ...hop, method: 'GET', headers: withoutContent(hop.headers), body: undefined } : hop;
}

function crossOrigin(next: Hop, previous: Hop): Hop {
  const from = previous.target.hostname;
  const to = next.target.hostname;
  if (previous.target.url.protocol === 'https:' && next.target.url.protocol === 'http:') {
    throw new OutboundRefused(
      'redirect',
      `${from} redirects from https to http on ${to}. Use an https URL there.`,
    );
  }
  if (next.body !== undefined) {
    throw new OutboundRefused(
      'redirect',
      `${from} redirects what we send it to ${to}. Use the URL on ${to} itself.`,
    );
  }
  return { ...next, headers: withoutCredentials(next.headers) };
}
