import { createHmac } from 'node:crypto';
import { deriveKey } from './derived-key.ts';
import { createJwtSigner, type JwtSigner } from './jwt.ts';
import { sameText } from './same-text.ts';

/** Signs short-lived claims that a client carries for us, and digests secrets too short for a plain hash. */
export interface Signer extends JwtSigner {
  /** `purpose` binds the token to its use: one signed for another purpose does not open. */
  sign(purpose: string, claim: object, lifetime_seconds: number): string;
  /** The claim, or nothing when the token is forged, for another purpose or has run out. */
  open(purpose: string, token: string): unknown;
  /** A digest that nobody can compute, or search for, without the installation's key. */
  digest(purpose: string, text: string): Buffer;
}

/** A signer with a key derived from the installation's secret key. */
export function createSigner(secret_key: string, now: () => Date): Signer {
  const key = deriveKey(secret_key, 'signed tokens');
  const digest = (purpose: string, text: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify([purpose, text]))
      .digest();
  const seconds = () => Math.floor(now().getTime() / 1000);
  return {
    ...createJwtSigner(secret_key, now),
    digest,
    sign(purpose, claim, lifetime_seconds) {
      const body = Buffer.from(JSON.stringify({ claim, ends_at: seconds() + lifetime_seconds }));
      const payload = body.toString('base64url');
      return `${payload}.${digest(`token ${purpose}`, payload).toString('base64url')}`;
    },
    open(purpose, token) {
      const [payload = '', signature = '', ...rest] = token.split('.');
      const expected = digest(`token ${purpose}`, payload).toString('base64url');
      if (rest.length > 0 || !sameText(signature, expected)) return undefined;
      const { claim, ends_at } = JSON.parse(Buffer.from(payload, 'base64url').toString());
      return ends_at > seconds() ? claim : undefined;
    },
  };
}
