import { channel } from '../page.ts';
import { type Answered, Failure } from './failure.ts';

export interface Asking {
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  /** Sent as a form instead of a body; then `progress` hears how much is on its way, from 0 to 1. */
  form?: FormData;
  progress?(part: number): void;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

const TIMEOUT_MS = 20_000;

const session = { token: '', locale: '' };

/** Whom and in which language the next requests speak for. */
export function speakFor(change: Partial<typeof session>) {
  Object.assign(session, change);
}

/** Asks the widget's part of the desk's interface. */
export async function ask<Answer>(method: Method, path: string, asking: Asking = {}): Promise<Answer> {
  const address = addressOf(path, asking.query);
  const token = session.token;
  const headers: Record<string, string> = token ? { 'X-Auth-Token': token } : {};
  if (asking.form) {
    const { upload } = await import('./upload.ts').catch(unreached);
    return answerOf(
      await upload({ address, headers, form: asking.form, progress: asking.progress }),
    ) as Answer;
  }
  if (asking.body !== undefined) headers['Content-Type'] = 'application/json';
  const response = await fetch(address, {
    method,
    headers,
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(asking.body === undefined ? {} : { body: JSON.stringify(asking.body) }),
  }).catch(unreached);
  const text = await response.text().catch(unreached);
  return answerOf({
    status: response.status,
    text,
    retryAfter: response.headers.get('Retry-After'),
  }) as Answer;
}

const unreached = () => {
  throw new Failure(0, undefined);
};

function addressOf(path: string, query: Asking['query'] = {}): string {
  const search = new URLSearchParams({ website_token: channel.websiteToken });
  if (session.locale) search.set('locale', session.locale);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  return `/api/v1/widget/${path}?${search}`;
}

function answerOf({ status, text, retryAfter }: Answered): unknown {
  const body = parse(text);
  if (status >= 200 && status < 300) return body;
  throw new Failure(status, body, Number(retryAfter) * 1000 || undefined);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
