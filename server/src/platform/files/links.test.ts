import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFileLinks, type FileClaim } from './links.ts';
import { newFileKey } from './store.ts';

const secret = Buffer.alloc(32, 7);
const start = new Date('2030-01-01T00:00:00Z').getTime();

const claim: FileClaim = {
  key: 'ab'.repeat(20),
  account_id: 7,
  file_name: 'Résumé (1).png',
  content_type: 'image/png',
  disposition: 'inline',
  variant: 'thumb',
};

function linksAt(seconds: number, options: { secret?: Buffer; base_url?: string } = {}) {
  return createFileLinks({ secret, base_url: '', now: () => new Date(start + seconds * 1000), ...options });
}

const link = linksAt(0).sign({ ...claim, expires_in_seconds: 3600 });
const stable = linksAt(0).signStable(claim);

describe('a link to a file', () => {
  test('gives back what was signed until it expires, and not a second longer', () => {
    expect(link).toMatch(/^\/files\/[\w-]+\.[\w-]{43}\/R%C3%A9sum%C3%A9%20\(1\)\.png$/);
    expect(linksAt(3599).verify(link)).toEqual(claim);
    expect(linksAt(3600).verify(link)).toBe('expired');
    expect(linksAt(10 ** 9).verify(link)).toBe('expired');
  });

  test.each([0, -1, 1.5, Number.NaN, Infinity])('is not signed for %d seconds', (expires_in_seconds) => {
    expect(() => linksAt(0).sign({ ...claim, expires_in_seconds })).toThrow('whole number');
  });

  test('is not signed for a key that is not ours, nor with a short secret', () => {
    expect(() => linksAt(0).sign({ ...claim, key: '../x', expires_in_seconds: 1 })).toThrow('file key');
    expect(() => linksAt(0, { secret: Buffer.alloc(31) })).toThrow('32 bytes');
  });

  test('may have its name spelled otherwise by a proxy, and carry the path of the base URL or not', () => {
    expect(linksAt(1).verify(link.replace('(1)', '%281%29').replace('%C3%A9', '%c3%a9'))).toEqual(claim);
    const based = linksAt(0, { base_url: 'https://desk.example/support/' });
    const whole = based.sign({ ...claim, expires_in_seconds: 60 });
    expect(whole).toMatch(/^https:\/\/desk\.example\/support\/files\//);
    const path = whole.slice('https://desk.example'.length);
    expect([based.verify(path), based.verify(path.slice('/support'.length))]).toEqual([claim, claim]);
  });

  test('carries any name that a sender thinks of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (file_name) => {
        const links = linksAt(0);
        const found = links.verify(
          links.sign({ ...claim, key: newFileKey(), file_name, expires_in_seconds: 60 }),
        );
        expect(found).toMatchObject({ content_type: 'image/png' });
      }),
    );
  });
});

function resign(change: (fields: unknown[]) => void): string {
  const [, payload = '', rest = ''] = /^\/files\/([\w-]+)(\..*)$/.exec(link) ?? [];
  const fields: unknown[] = JSON.parse(Buffer.from(payload, 'base64url').toString());
  change(fields);
  return `/files/${Buffer.from(JSON.stringify(fields)).toString('base64url')}${rest}`;
}

const setField = (index: number, value: unknown) => resign((fields) => fields.splice(index, 1, value));
const flipAt = (text: string, index: number) =>
  `${text.slice(0, index)}${text[index] === 'A' ? 'B' : 'A'}${text.slice(index + 1)}`;
const dot = link.indexOf('.');
const signature_end = link.indexOf('/', dot);
const signature = link.slice(dot + 1, signature_end);
const withSignature = (other: string) => link.replace(signature, other);
const lastLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.split('');

const mutations: [string, string][] = [
  ['another key', setField(0, 'cd'.repeat(20))],
  ['a key with a path', setField(0, '../../etc/passwd')],
  ['another account', setField(1, 8)],
  ['an account as text', setField(1, '7')],
  ['no account', setField(1, null)],
  ['html', setField(2, 'text/html')],
  ['svg', setField(2, 'image/svg+xml')],
  ['attachment for inline', setField(3, 'attachment')],
  ['no variant', setField(4, '')],
  ['a later expiry', setField(5, start / 1000 + 7200)],
  ['no expiry', setField(5, null)],
  ['an endless expiry', setField(5, 1e308)],
  ['a field more', resign((fields) => fields.push('x'))],
  ['a field less', resign((fields) => fields.pop())],
  ['no fields', resign((fields) => fields.splice(0))],
  ['another name', link.replace('.png', '.html')],
  ['another name, encoded', link.replace('.png', '%2Ehtml')],
  ['a name with a folder', `${link}%2Fx`],
  ['a folder more', `${link}/x`],
  ['a slash at the end', `${link}/`],
  ['no name', link.slice(0, signature_end + 1)],
  ['no name nor slash', link.slice(0, signature_end)],
  ['a name that does not decode', link.replace('.png', '%ff.png')],
  ['a NUL after the name', `${link}%00`],
  ['a query', `${link}?disposition=inline`],
  ['an empty query', `${link}?`],
  ['a fragment', `${link}#x`],
  ['no signature', withSignature('')],
  ['half a signature', withSignature(signature.slice(0, 20))],
  ['a signature and more', withSignature(`${signature}A`)],
  ['a padded signature', withSignature(`${signature}=`)],
  ['a signature of zeros', withSignature('A'.repeat(43))],
  ['a signature in other case', withSignature(signature.toUpperCase())],
  ['a signature in hex', withSignature(Buffer.from(signature, 'base64url').toString('hex'))],
  [
    'a signature of another secret',
    linksAt(0, { secret: randomBytes(32) }).sign({ ...claim, expires_in_seconds: 3600 }),
  ],
  ['two signatures', withSignature(`${signature}.${signature}`)],
  ['the stable form', stable],
  ['the stable form, cut to the other', stable.replace('/files/stable/', '/files/')],
  ['another prefix', link.replace('/files/', '/file/')],
  ['a prefix in other case', link.replace('/files/', '/FILES/')],
  ['a doubled slash', link.replace('/files/', '//files/')],
  ['a path back', link.replace('/files/', '/files/x/../')],
  ['a host', `https://desk.example${link}`],
  ['an empty path', ''],
  ['a bare prefix', '/files/'],
  ['a very long path', `/files/${'A'.repeat(100_000)}.${signature}/a.png`],
  ...lastLetters
    .filter((letter) => !signature.endsWith(letter))
    .map((letter): [string, string] => [
      `a signature that ends in ${letter}`,
      withSignature(signature.slice(0, -1) + letter),
    ]),
];

describe('a link that is not as we made it', () => {
  test.each(mutations)('(%s) is invalid', (_what, path) => {
    expect(path).not.toBe(link);
    expect(linksAt(1).verify(path)).toBe('invalid');
  });

  test('by any one letter of payload or signature is invalid', () => {
    for (let index = '/files/'.length; index < signature_end; index += 1) {
      expect(linksAt(1).verify(flipAt(link, index))).toBe('invalid');
    }
  });

  test('is invalid rather than expired, so that it tells nothing', () => {
    expect(linksAt(7200).verify(flipAt(link, 20))).toBe('invalid');
  });
});

describe('a stable link', () => {
  test('does not expire, and is the same each time it is made', () => {
    expect(linksAt(10 ** 8).verifyStable(stable)).toEqual(claim);
    expect(linksAt(500).signStable(claim)).toBe(stable);
  });

  test('is not the link of the file itself, nor the other way round', () => {
    expect(linksAt(1).verify(stable)).toBe('invalid');
    expect(linksAt(1).verifyStable(link)).toBe('invalid');
    expect(linksAt(1).verifyStable(link.replace('/files/', '/files/stable/'))).toBe('invalid');
  });

  test('is invalid with any letter changed', () => {
    for (let index = '/files/stable/'.length; index < stable.lastIndexOf('/'); index += 1) {
      expect(linksAt(1).verifyStable(flipAt(stable, index))).toBe('invalid');
    }
  });
});
