import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deriveKey } from './derived-key.ts';

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts what must be readable again but never at rest: channel secrets, access tokens shown in the profile. */
export interface Seal {
  /** `purpose` binds the box to its place: one sealed for another purpose does not open. */
  close(text: string, purpose: string): Buffer;
  open(box: Buffer, purpose: string): string;
}

/** A seal with a key derived from the installation's secret key. */
export function createSeal(secretKey: string): Seal {
  const key = deriveKey(secretKey, 'seal');
  return {
    close: (text, purpose) => close(key, text, purpose),
    open: (box, purpose) => open(key, box, purpose),
  };
}

function close(key: Buffer, text: string, purpose: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(purpose));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), body]);
}

function open(key: Buffer, box: Buffer, purpose: string): string {
  if (box[0] !== VERSION) throw new Error(`Unknown version ${box[0]} of a sealed value`);
  const iv = box.subarray(1, 1 + IV_BYTES);
  const tag = box.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(purpose)).setAuthTag(tag);
    const body = box.subarray(1 + IV_BYTES + TAG_BYTES);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new Error(
      'A sealed value does not open: SECRET_KEY is not the one that it was sealed with, or the value is damaged',
      {
        cause,
      },
    );
  }
}
