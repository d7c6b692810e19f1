import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Disposition } from './content-type.ts';
import { safeFileName } from './file-name.ts';
import { checkKey } from './store.ts';

/** All that decides what is answered; the signature covers every field. */
export type FileClaim = {
  key: string;
  account_id: number;
  file_name: string;
  content_type: string;
  disposition: Disposition;
  variant?: 'thumb';
};

export type FileLinks = {
  /** The URL of the file itself, good until it expires. */
  sign(claim: FileClaim & { expires_in_seconds: number }): string;
  /** Takes the path, with its query when there is one, as it was requested. */
  verify(path: string): FileClaim | 'expired' | 'invalid';
  /** The URL for payloads and mails. Its route looks whether the file may still be seen and redirects to `sign`. */
  signStable(claim: FileClaim): string;
  verifyStable(path: string): FileClaim | 'invalid';
};

/** Signs with `secret`, which must be of 32 bytes at least; a new one ends all links. `base_url` may have a path. */
export function createFileLinks(options: { secret: Buffer; base_url: string; now: () => Date }): FileLinks {
  const { secret, now } = options;
  if (secret.length < 32) {
    throw new Error(
      'The secret for file links is shorter than 32 bytes. Generate one with `openssl rand -hex 32`.',
    );
  }
  const base_url = options.base_url.replace(/\/+$/, '');
  const base_path = base_url === '' ? '' : new URL(base_url).pathname.replace(/\/+$/, '');
  const seconds = () => Math.floor(now().getTime() / 1000);
  return {
    sign({ expires_in_seconds, ...claim }) {
      if (!(Number.isSafeInteger(expires_in_seconds) && expires_in_seconds > 0)) {
        throw new Error('expires_in_seconds must be a whole number above 0.');
      }
      return (
        base_url + writePath({ secret, form: 'temporary', claim, expires_at: seconds() + expires_in_seconds })
      );
    },
    verify(path) {
      const found = readPath(secret, 'temporary', withoutBase(path, base_path));
      if (found === undefined) {
        return 'invalid';
      }
      return found.expires_at <= seconds() ? 'expired' : found.claim;
    },
    signStable: (claim) => base_url + writePath({ secret, form: 'stable', claim, expires_at: 0 }),
    verifyStable: (path) => readPath(secret, 'stable', withoutBase(path, base_path))?.claim ?? 'invalid',
  };
}

type Form = 'temporary' | 'stable';

const prefixes: Readonly<Record<Form, string>> = { temporary: '/files/', stable: '/files/stable/' };

/** /files/<payload>.<signature>/<name>: the name comes last because receivers take the type from it. */
function writePath(link: { secret: Buffer; form: Form; claim: FileClaim; expires_at: number }): string {
  const { claim, form } = link;
  checkKey(claim.key);
  const file_name = safeFileName(claim.file_name);
  const fields = [
    claim.key,
    claim.account_id,
    claim.content_type,
    claim.disposition,
    claim.variant ?? '',
    link.expires_at,
  ];
  const payload = Buffer.from(JSON.stringify(fields)).toString('base64url');
  const signature = signatureOf(link.secret, { form, payload, file_name });
  return `${prefixes[form]}${payload}.${signature}/${encodeURIComponent(file_name)}`;
}

function readPath(
  secret: Buffer,
  form: Form,
  path: string,
): { claim: FileClaim; expires_at: number } | undefined {
  const prefix = prefixes[form];
  const [, payload, signature = '', name = ''] =
    /^([\w-]+)\.([\w-]+)\/([^/?#]+)$/.exec(path.startsWith(prefix) ? path.slice(prefix.length) : '') ?? [];
  // Decoded, since proxies may spell the same name otherwise.
  const file_name = decodeName(name);
  if (payload === undefined || file_name === undefined) {
    return undefined;
  }
  // As text: the last letter of base64 has spare bits, so that two spellings mean the same bytes.
  if (!isEqual(signature, signatureOf(secret, { form, payload, file_name }))) {
    return undefined;
  }
  return readFields(payload, file_name);
}

/** Runs on what we signed ourselves, so it only gives the fields their names. */
function readFields(payload: string, file_name: string): { claim: FileClaim; expires_at: number } {
  const [key, account_id, content_type, disposition, variant, expires_at] = JSON.parse(
    Buffer.from(payload, 'base64url').toString(),
  ) as [string, number, string, Disposition, 'thumb' | '', number];
  const claim = { key, account_id, file_name, content_type, disposition };
  return { claim: variant === '' ? claim : { ...claim, variant }, expires_at };
}

function signatureOf(secret: Buffer, link: { form: Form; payload: string; file_name: string }): string {
  // The form is part of it: a stable link must not pass for one of the file itself.
  const text = ['porchlight file link 1', link.form, link.payload, link.file_name].join('\n');
  return createHmac('sha256', secret).update(text).digest('base64url');
}

function isEqual(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function decodeName(name: string): string | undefined {
  try {
    return decodeURIComponent(name);
  } catch {
    return undefined;
  }
}

function withoutBase(path: string, base_path: string): string {
  return path.startsWith(`${base_path}/`) ? path.slice(base_path.length) : path;
}
