import {
  flag,
  id,
  isTooDeep,
  line,
  optionalId,
  page,
  text,
  texts,
  unixSeconds,
} from '@porchlight/contract/fields';
import type { OperationShape } from '@porchlight/contract/operation';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Refusal } from '../refusal.ts';
import { parseInput, type RawInput, readForm } from './input.ts';

const base: OperationShape = {
  method: 'POST',
  path: '/things/{id}',
  summary: 'Change a thing',
  permission: 'anyone',
  params: z.object({ id }),
  query: z.object({ page }),
  body: z.object({
    name: line,
    count: z.int('must be a whole number').optional(),
    free: z.unknown().optional(),
  }),
  response: z.unknown(),
};

const parse = (raw: Partial<RawInput>, operation: Partial<OperationShape> = {}) =>
  parseInput({ ...base, ...operation }, { params: { id: '7' }, query: {}, body: { name: 'a' }, ...raw });

function refusalOf(raw: Partial<RawInput>, operation: Partial<OperationShape> = {}) {
  try {
    parse(raw, operation);
  } catch (error) {
    if (error instanceof Refusal)
      return { code: error.code, message: error.message, attributes: error.attributes };
    throw error;
  }
  throw new Error('It was not refused');
}

describe('where parameters come from', () => {
  it('path, query and body are one input', () => {
    expect(parse({ query: { page: '2' } })).toMatchObject({ id: 7, page: 2, name: 'a' });
  });

  it('a field of the body may stand in the query', () => {
    expect(parse({ query: { name: 'a' }, body: undefined })).toMatchObject({ name: 'a' });
  });

  it('a field of the query may stand in the body', () => {
    expect(parse({ body: { name: 'a', page: 3 } })).toMatchObject({ page: 3 });
  });

  it('the body stands above the query', () => {
    expect(parse({ query: { name: 'query' }, body: { name: 'body' } })).toMatchObject({ name: 'body' });
  });

  it('the path stands above the body', () => {
    expect(parse({ body: { name: 'a', id: 8 } })).toMatchObject({ id: 7 });
  });

  it('a key that the operation does not name is dropped', () => {
    expect(parse({ body: { name: 'a', other: 1 } })).not.toHaveProperty('other');
  });

  it('an id in the path that cannot be one names no record', () => {
    expect(refusalOf({ params: { id: 'seven' } }).code).toBe('not_found');
  });
});

describe('the root key', () => {
  const operation = { root: 'thing' };

  it('may be wrapped around the fields', () => {
    expect(parse({ body: { thing: { name: 'a' } } }, operation)).toMatchObject({ name: 'a' });
  });

  it('may be left out', () => {
    expect(parse({ body: { name: 'a' } }, operation)).toMatchObject({ name: 'a' });
  });

  it('stands above fields beside it', () => {
    expect(parse({ body: { name: 'flat', thing: { name: 'wrapped' } } }, operation)).toMatchObject({
      name: 'wrapped',
    });
  });

  it('means nothing to an operation that has none', () => {
    expect(refusalOf({ body: { thing: { name: 'a' } } }).attributes).toEqual(['name']);
  });
});

describe('refusals', () => {
  it('say which field does not fit, in a sentence', () => {
    expect(refusalOf({ body: { name: 'a', count: 'x' } })).toEqual({
      code: 'invalid',
      message: 'Count must be a whole number',
      attributes: ['count'],
    });
  });

  it('say of a field that is missing that it cannot be blank', () => {
    expect(refusalOf({ body: {} })).toEqual({
      code: 'invalid',
      message: "Name can't be blank",
      attributes: ['name'],
    });
  });

  it('name each field once', () => {
    const body = z.object({ email: text(3).refine(() => false, 'is not an address') });
    expect(refusalOf({ body: { email: 'long' } }, { body }).attributes).toEqual(['email']);
  });

  it('name a field inside of another by its path', () => {
    const body = z.object({ message: z.object({ content: text(3) }) });
    expect(refusalOf({ body: { message: { content: 'long' } } }, { body })).toMatchObject({
      message: 'Message.content is too long (maximum is 3 characters)',
      attributes: ['message.content'],
    });
  });

  it.each([[[]], [[{ name: 'a' }]], ['text'], [5], [true]])(
    'refuse the body %j, which is no object',
    (body) => {
      expect(refusalOf({ body })).toEqual({
        code: 'invalid',
        message: 'The body must be a JSON object of names and values',
        attributes: ['body'],
      });
    },
  );

  it('take a body of null for none', () => {
    expect(parse({ query: { name: 'a' }, body: null })).toMatchObject({ name: 'a' });
  });

  describe('of an operation that refuses in its own shape', () => {
    const operation = { refuse_body_as: 'unprocessable' } as const;

    it.each<[why: string, body: unknown]>([
      ['a field that does not fit', { name: 'a', count: 'x' }],
      ['a field that is missing', {}],
      ['a body that is no object', []],
      ['NUL', { name: '\0' }],
      ['too many levels', { name: 'a', free: nest(100) }],
    ])('have that shape for %s', (_, body) => {
      expect(refusalOf({ body }, operation).code).toBe('unprocessable');
    });
  });
});

function nest(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = { a: value };
  return value;
}

describe('text that the database cannot hold', () => {
  it('is refused for NUL, with the name of the field', () => {
    expect(refusalOf({ body: { name: 'a\0b' } })).toEqual({
      code: 'invalid',
      message: 'Name must not contain the NUL character',
      attributes: ['name'],
    });
  });

  it('is refused for NUL at any depth, with the name of the field above', () => {
    expect(refusalOf({ body: { name: 'a', free: [{ b: ['\0'] }] } }).attributes).toEqual(['free']);
  });

  it('is refused for NUL in a key', () => {
    expect(refusalOf({ body: { name: 'a', free: { 'b\0': 1 } } }).attributes).toEqual(['free']);
  });

  it('is mended for half a surrogate pair', () => {
    expect(parse({ body: { name: 'a', free: { '\udc00': '\ud800' } } })).toMatchObject({
      free: { '\ufffd': '\ufffd' },
    });
  });

  it('is left as it is for a whole pair', () => {
    expect(parse({ body: { name: '👩‍👩‍👧' } })).toMatchObject({ name: '👩‍👩‍👧' });
  });

  it('of 60 levels is taken', () => {
    expect(parse({ body: { name: 'a', free: nest(60) } })).toMatchObject({ free: nest(60) });
  });

  it('of 65 levels is refused', () => {
    expect(refusalOf({ body: { name: 'a', free: nest(65) } }).message).toBe(
      'Free is nested deeper than 64 levels',
    );
  });

  it('does not make the refusal as long as itself', () => {
    expect(refusalOf({ body: { ['x'.repeat(100_000)]: '\0' } }).message.length).toBeLessThan(200);
  });
});

describe('forms', () => {
  it.each([
    ['a=1&b=2', { a: '1', b: '2' }],
    ['a[b]=1&a[c]=2', { a: { b: '1', c: '2' } }],
    ['a[]=1&a[]=2', { a: ['1', '2'] }],
    ['a[0]=1&a[1]=2', { a: ['1', '2'] }],
    ['a[][b]=1', { a: [{ b: '1' }] }],
    ['a=%C3%A9+%2B', { a: 'é +' }],
    ['a=', { a: '' }],
    ['', {}],
  ])('%s is read', (form, fields) => {
    expect(readForm(form)).toEqual(fields);
  });

  it('pollute no prototype', () => {
    readForm('__proto__[polluted]=1&constructor[prototype][polluted]=1&a[__proto__][polluted]=1');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('with a huge index make no huge list', () => {
    expect(JSON.stringify(readForm('a[4294967294]=1')).length).toBeLessThan(100);
  });
});

describe('fields', () => {
  const taken = (schema: z.ZodType, value: unknown) => schema.safeParse(value).data;

  it.each([
    [1, 1],
    ['1', 1],
    [2 ** 53 - 1, 2 ** 53 - 1],
    ['999999999999999', 999999999999999],
  ])('id: %j is taken', (given, value) => {
    expect(taken(id, given)).toBe(value);
  });

  it.each([
    0,
    -1,
    1.5,
    2 ** 53,
    '0',
    '01',
    '1.5',
    '-1',
    ' 1',
    '1e3',
    '1'.repeat(16),
    '',
    null,
    true,
    [1],
    {},
  ])('id: %j is refused', (given) => {
    expect(taken(id, given)).toBeUndefined();
  });

  it.each([null, 0, '', '0', 'null', 'nil'])('optional id: %j means none', (given) => {
    expect(taken(optionalId, given)).toBeNull();
  });

  it('a value of 64 levels is not too deep, one of 65 is', () => {
    expect([isTooDeep(nest(64)), isTooDeep(nest(65))]).toEqual([false, true]);
  });

  it('a value of a hundred thousand levels is too deep, and looking ends', () => {
    expect(isTooDeep(JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`))).toBe(true);
  });

  it.each([true, 'true', '1', 'on', 'yes', 't', 1])('flag: %j is true', (given) => {
    expect(taken(flag, given)).toBe(true);
  });

  it.each([false, 'false', '0', 'off', 'no', 'f', '', 0])('flag: %j is false', (given) => {
    expect(taken(flag, given)).toBe(false);
  });

  it.each(['perhaps', 2, null, [], {}])('flag: %j is refused', (given) => {
    expect(taken(flag, given)).toBeUndefined();
  });

  it.each([
    ['2', 2],
    [3, 3],
    ['0', 1],
    [-1, 1],
    ['x', 1],
    [1.5, 1],
    [null, 1],
    [['2'], 1],
    [undefined, 1],
    [1e9, 1],
  ])('page: %j is page %j', (given, number) => {
    expect(taken(page, given)).toBe(number);
  });

  it.each([[['a', 'b']], ['a,b'], ['a, b']])('texts: %j are two', (given) => {
    expect(taken(texts, given)).toEqual(['a', 'b']);
  });

  it('texts: each has at most 255 characters', () => {
    expect(taken(texts, ['x'.repeat(255)])).toHaveLength(1);
    expect(taken(texts, ['a', 'x'.repeat(256)])).toBeUndefined();
  });

  it.each([0, 1767300000, '1767300000', 253_402_300_799, '253402300799'])(
    'seconds: %j is a time',
    (given) => {
      expect(taken(unixSeconds, given)).toBe(Number(given));
    },
  );

  it.each([-1, 253_402_300_800, '253402300800', '999999999999', 'tomorrow', '2026-01-01T00:00:00Z', null])(
    'seconds: %j is refused',
    (given) => {
      expect(taken(unixSeconds, given)).toBeUndefined();
    },
  );
});
