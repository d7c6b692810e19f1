import type { OperationShape } from '@porchlight/contract/operation';
import fc from 'fast-check';
import * as z from 'zod';

/** Values that fit nowhere, by a name that a failure can print. */
export const GARBAGE: Record<string, unknown> = {
  null: null,
  true: true,
  zero: 0,
  'minus one': -1,
  'minus zero': -0,
  half: 0.5,
  'above 2^31': 2 ** 31,
  'above 2^53': 2 ** 53 + 2,
  'above 2^63': 2 ** 64,
  '1e300': 1e300,
  '-1e300': -1e300,
  'digits of 2^63': '9223372036854775808',
  '999999999999': '999999999999',
  '15 digits': '999999999999999',
  'many digits': '9'.repeat(400),
  'negative digits': '-1',
  'NaN as text': 'NaN',
  empty: '',
  blank: ' \t\n',
  'null as text': 'null',
  'unknown word': 'no such value',
  constructor: 'constructor',
  '__proto__ as text': '__proto__',
  '-toString': '-toString',
  NUL: 'a\0b',
  'lone surrogate': 'a\ud800b',
  'lone low surrogate': '\udc00',
  emoji: '👩‍👩‍👧',
  'kelvin sign': 'K@example.com',
  'like signs': '%_\\',
  quotes: `'"; --`,
  'line ends': 'a\r\nb: c',
  template: '{{ contact.name }}{% raw %}{{',
  'date far away': '+275760-09-13T00:00:00.001Z',
  'year 9999': '9999-12-31T23:59:59Z',
  'one megabyte': 'x'.repeat(1_000_000),
  list: [],
  'list of lists': [[['a']], { b: [] }, null],
  'list of words': ['a', 'b'],
  'list of NUL': ['\0'],
  'thousand items': Array.from({ length: 1000 }, (_, index) => index),
  object: {},
  'odd keys': { '': 1, 'a.b': 2, '\ud800': 3, constructor: 4, hasOwnProperty: 5, toString: 6, type: 'api' },
  'NUL key': { 'a\0': 1 },
  '__proto__ key': JSON.parse('{"__proto__":{"polluted":true}}'),
  'constructor key': JSON.parse('{"constructor":{"prototype":{"polluted":true}}}'),
  'thousand levels': nest(1000),
  'sixty levels': nest(60),
  'thousand levels as text': JSON.stringify(nest(1000)),
  'hundred thousand levels as text': `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
  'NUL in JSON text': '{"a":"\\u0000"}',
  'lone surrogate in JSON text': '{"a":"\\ud800"}',
  '__proto__ in JSON text': '{"__proto__":{"polluted":true}}',
};

function nest(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = level % 2 ? { a: value } : [value];
  return value;
}

/** Whole bodies that are wrong before any field is looked at. */
export const RAW_BODIES: Record<string, string | Buffer> = {
  'open brace': '{',
  'half a pair': '{"a":',
  'half a word': 'nul',
  'single quotes': "{'a': 1}",
  'two documents': '{}{}',
  'a list': '[]',
  'a list of objects': '[{}]',
  'a text': '"text"',
  'a number': '5',
  null: 'null',
  nothing: '',
  spaces: '   ',
  'byte order mark': '\ufeff{}',
  'not UTF-8': Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  __proto__: '{"__proto__":{"polluted":true}}',
  'number beyond all': '{"id":1e999,"page":1e999,"inbox_id":1e999}',
  'thousand brackets': '['.repeat(1000),
  'hundred thousand brackets': '['.repeat(100_000),
  'deep objects': `${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`,
  'deep form': `a${'[b]'.repeat(1000)}=1`,
  'odd form': 'a[]=1&a[b]=2&[]=3&%=4&%zz=5&__proto__[x]=6&constructor[prototype][x]=7&=8&a[999999999]=9',
  'multipart without end': '--edge\r\nContent-Disposition: form-data; name="content"\r\n\r\nhalf',
  'multipart without names': '--edge\r\nContent-Disposition: form-data\r\n\r\nx\r\n--edge--\r\n',
  'multipart of a file':
    '--edge\r\nContent-Disposition: form-data; name="avatar"; filename="../../a.png"\r\nContent-Type: image/png\r\n\r\nx\r\n--edge--\r\n',
};

const CONTENT_TYPES = [
  'application/json',
  'application/json; charset=utf-16',
  'application/vnd.api+json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=edge',
  'multipart/form-data',
  'text/plain',
  'application/xml',
  'application/octet-stream',
  'nonsense',
  '',
];

export interface Fields {
  kind: 'fields';
  transport: 'json' | 'form' | 'multipart' | 'query';
  /** Start from the operation's example, so that the garbage comes far. */
  from_example: boolean;
  /** A dotted path into the body or the query, and the name of what stands there. */
  garbage: readonly (readonly [path: string, name: string])[];
  /** Names of garbage for parameters of the path; the true ids where there is none. */
  path: Record<string, string>;
}

interface Raw {
  kind: 'raw';
  content_type: string;
  body: string;
}

export type Recipe = Fields | Raw;

/** The fields that an operation names, with those inside of them. */
function fieldPaths(operation: OperationShape): string[] {
  const schemas = [operation.query, operation.body].filter((schema) => schema !== undefined);
  const paths = schemas.flatMap((schema) =>
    pathsIn(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), ''),
  );
  return [...new Set([...paths, ...examplePaths(operation.example ?? {}, ''), 'unknown_field'])];
}

function pathsIn(schema: z.core.JSONSchema.BaseSchema, prefix: string): string[] {
  const inside = [...(schema.anyOf ?? []), ...(schema.allOf ?? [])].flatMap((part) =>
    typeof part === 'object' ? pathsIn(part, prefix) : [],
  );
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, part]) => [
    `${prefix}${key}`,
    ...(typeof part === 'object' ? pathsIn(part, `${prefix}${key}.`) : []),
  ]);
  return [...own, ...inside];
}

function examplePaths(example: object, prefix: string): string[] {
  return Object.entries(example).flatMap(([key, value]) => [
    `${prefix}${key}`,
    ...(typeof value === 'object' && value !== null ? examplePaths(value, `${prefix}${key}.`) : []),
  ]);
}

const bracesOf = ({ path }: OperationShape) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');

export function recipes(operation: OperationShape): fc.Arbitrary<Recipe> {
  const name = fc.constantFrom(...Object.keys(GARBAGE));
  const fields: fc.Arbitrary<Fields> = fc.record({
    kind: fc.constant('fields' as const),
    transport: fc.constantFrom('json', 'json', 'form', 'multipart', 'query'),
    from_example: fc.boolean(),
    garbage: fc.array(fc.tuple(fc.constantFrom(...fieldPaths(operation)), name), { maxLength: 4 }),
    path: fc.oneof(
      { weight: 8, arbitrary: fc.constant({}) },
      { weight: 1, arbitrary: fc.dictionary(fc.constantFrom('account_id', ...bracesOf(operation)), name) },
    ),
  });
  const raw: fc.Arbitrary<Raw> = fc.record({
    kind: fc.constant('raw' as const),
    content_type: fc.constantFrom(...CONTENT_TYPES),
    body: fc.constantFrom(...Object.keys(RAW_BODIES)),
  });
  return fc.oneof({ weight: 4, arbitrary: fields }, { weight: 1, arbitrary: raw });
}

/** What the recipe puts into the body or the query. */
export function fill({ from_example, garbage }: Fields, operation: OperationShape): Record<string, unknown> {
  const filled: Record<string, unknown> = structuredClone(from_example ? { ...operation.example } : {});
  for (const [path, name] of garbage) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let at = filled;
    for (const key of keys) {
      const next = at[key];
      const object = typeof next === 'object' && next !== null && !Array.isArray(next) ? next : {};
      at[key] = object;
      at = object as Record<string, unknown>;
    }
    at[last] = structuredClone(GARBAGE[name]);
  }
  return filled;
}

/** The fields as a form writes them: `a[b][]=…`. */
function pairs(value: unknown, name: string): [string, string][] {
  if (Array.isArray(value)) return value.flatMap((item) => pairs(item, `${name}[]`));
  if (typeof value !== 'object' || value === null) return [[name, String(value ?? '')]];
  return Object.entries(value).flatMap(([key, item]) => pairs(item, name === '' ? key : `${name}[${key}]`));
}

export const formOf = (fields: Record<string, unknown>) => new URLSearchParams(pairs(fields, '')).toString();

export function multipartOf(fields: Record<string, unknown>): string {
  const parts = pairs(fields, '').map(
    ([name, value]) =>
      `--edge\r\nContent-Disposition: form-data; name="${name.replaceAll(/["\r\n]/g, '')}"\r\n\r\n${value}\r\n`,
  );
  return `${parts.join('')}--edge--\r\n`;
}
