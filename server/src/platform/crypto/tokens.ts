import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const UNBIASED = 256 - (256 % ALPHABET.length);

/** An unguessable token of letters and digits; 24 characters carry 142 bits. */
export function randomToken(length = 24): string {
  let token = '';
  while (token.length < length) {
    for (const byte of randomBytes(length * 2)) {
      if (byte < UNBIASED && token.length < length) token += ALPHABET[byte % ALPHABET.length];
    }
  }
  return token;
}

/** The digest under which a token is stored and found; tokens are random, so a plain hash is enough. */
export function digestToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Compares without telling by its time where the difference lies. */
export function sameDigest(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
