import { STATUS_CODES } from 'node:http';
import type { Services } from '../../context.ts';
import { OutboundFailed, OutboundRefused } from '../../platform/outbound/errors.ts';
import { signatureHeaders } from './signing.ts';

/** What came of an attempt. */
export type Outcome =
  | { is: 'success'; status: number }
  | {
      is: 'failure';
      status: number | undefined;
      /** As a sentence or as the status reads. */
      error: string;
      /** Trying again would not help. */
      is_final: boolean;
      is_timeout: boolean;
      /** The receiver wants nothing more, ever. */
      is_gone: boolean;
      retry_after_ms: number | undefined;
    };

interface Sent {
  url: string;
  id: string;
  uuid: string;
  body: string;
  secrets: readonly string[];
}

const TIMEOUT_MS = 15_000;
const RESPONSE_MAX_BYTES = 64 * 1024;

/** Posts a body to its receiver, once. Redirects are not followed, and the answer is not looked at. */
export async function send({ outbound, now }: Services, { url, ...sent }: Sent): Promise<Outcome> {
  try {
    const answer = await outbound.stream({
      method: 'POST',
      url,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'user-agent': 'Porchlight-Webhooks',
        ...signatureHeaders({ ...sent, at: now() }),
      },
      body: sent.body,
      timeout_ms: TIMEOUT_MS,
      response_max_bytes: RESPONSE_MAX_BYTES,
      redirects_max: 0,
    });
    await discard(answer.body);
    if (answer.status >= 200 && answer.status <= 299) return { is: 'success', status: answer.status };
    return failureOf(answer.status, retryAfter(answer.headers['retry-after'], now()));
  } catch (error) {
    if (!(error instanceof OutboundRefused) && !(error instanceof OutboundFailed)) throw error;
    // The desk is stopping: this says nothing of the receiver.
    if (error.reason === 'cancelled') throw error;
    return {
      is: 'failure',
      status: undefined,
      error: error.message,
      is_final: error instanceof OutboundRefused,
      is_timeout: error instanceof OutboundFailed && error.reason === 'timeout',
      is_gone: false,
      retry_after_ms: undefined,
    };
  }
}

const GONE = 410;

const failureOf = (status: number, retry_after_ms: number | undefined): Outcome => ({
  is: 'failure',
  status,
  error: `${status} ${STATUS_CODES[status] ?? ''}`.trim(),
  is_final: status === GONE,
  is_timeout: false,
  is_gone: status === GONE,
  retry_after_ms,
});

/** Reads a short answer to its end, so that the connection serves again; the status counts whatever the rest is. */
async function discard(body: AsyncIterable<Buffer>) {
  try {
    for await (const _ of body);
  } catch (error) {
    if (!(error instanceof OutboundFailed)) throw error;
  }
}

/** Seconds, or a date. */
function retryAfter(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(date - now.getTime(), 0);
}
