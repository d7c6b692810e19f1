import { createHmac } from 'node:crypto';

/** What is sent, and to be signed. */
interface Signed {
  /** What happened, the same for whoever is told of it. */
  id: string;
  /** That this receiver is told of it, the same at each attempt. */
  uuid: string;
  at: Date;
  body: string;
  /** The live secret first, then one whose time is running out; none when the receiver has none. */
  secrets: readonly string[];
}

/** Headers by which a receiver knows the delivery, and that it is ours: as Standard Webhooks has them, and Chatwoot. */
export function signatureHeaders({ id, uuid, at, body, secrets }: Signed): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const [secret] = secrets;
  const ids = { 'webhook-id': id, 'webhook-timestamp': timestamp };
  const others = { 'x-chatwoot-delivery': uuid, 'x-chatwoot-timestamp': timestamp };
  if (secret === undefined) return { ...ids, ...others };
  const signatures = secrets.map((one) => `v1,${hmac(keyOf(one), `${id}.${timestamp}.${body}`, 'base64')}`);
  return {
    ...ids,
    ...others,
    'webhook-signature': signatures.join(' '),
    'x-chatwoot-signature': `sha256=${hmac(secret, `${timestamp}.${body}`, 'hex')}`,
  };
}

// Standard Webhooks signs by the bytes that the secret spells in base64; Chatwoot by the secret as it is written.
const keyOf = (secret: string) => Buffer.from(secret.replace(/^whsec_/, ''), 'base64');

const hmac = (key: Buffer | string, text: string, encoding: 'base64' | 'hex') =>
  createHmac('sha256', key).update(text).digest(encoding);
