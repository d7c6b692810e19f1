import { hkdfSync } from 'node:crypto';

/** A key of 32 bytes for one purpose, derived from the installation's secret key. */
export function deriveKey(secret_key: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret_key, '', `porchlight ${purpose}`, 32));
}
