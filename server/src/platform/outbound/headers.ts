import { validateHeaderName, validateHeaderValue } from 'node:http';
import { OutboundRefused } from './errors.ts';

export type Headers = Readonly<Record<string, string>>;

// The connection is ours: a caller who set these could name another host or split the request.
const ours = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Lower-cased and fit to send. The first of a repeated name wins over `defaults`. */
export function cleanHeaders(given: Headers, defaults: Headers): Record<string, string> {
  const clean: Record<string, string> = { ...defaults };
  for (const [name, value] of Object.entries(given)) {
    checkHeader(name, value);
    if (!ours.has(name.toLowerCase())) {
      clean[name.toLowerCase()] = value;
    }
  }
  return clean;
}

function checkHeader(name: string, value: string): void {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  } catch {
    // The value may be a secret, so it is not repeated.
    throw new OutboundRefused(
      'headers',
      `The header ${JSON.stringify(name)} has characters that HTTP does not allow.`,
    );
  }
}

// Any header may be a credential (api_access_token, X-Api-Key), so what may travel is listed, not what may not.
const harmless = new Set(['accept', 'accept-encoding', 'accept-language', 'content-type', 'user-agent']);

export function withoutCredentials(headers: Headers): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => harmless.has(name)));
}

export function withoutContent(headers: Headers): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('content-')));
}

export function flattenHeaders(raw: Record<string, string | string[] | undefined>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(raw)) {
    if (value !== undefined) {
      flat[name] = Array.isArray(value) ? value.join(', ') : value;
    }
  }
  return flat;
}
