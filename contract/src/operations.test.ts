import { describe, expect, it } from 'vitest';
import { errors } from './errors.ts';
import type { OperationShape } from './operation.ts';
import { operations } from './operations.ts';
import { type PermissionEntry, permissions } from './permissions.ts';

const all = Object.entries(operations).flatMap(([resource, group]) =>
  Object.entries<OperationShape>(group).map(
    ([name, operation]) => [`${resource}.${name}`, operation] as const,
  ),
);

/** The address without the names of its parameters: two that differ only in these collide. */
const addressOf = ({ method, path }: OperationShape) =>
  `${method === 'PUT' ? 'PATCH' : method} ${path.replaceAll(/\{\w+\}/g, '{}')}`;

const bracesOf = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');

it('there are operations to look at', () => {
  expect(all.length).toBeGreaterThan(10);
});

it('no two operations have the same method and path', () => {
  const addresses = all.map(([, operation]) => addressOf(operation));
  expect(addresses.filter((address, index) => addresses.indexOf(address) !== index)).toEqual([]);
});

describe.each(all)('%s', (_, operation) => {
  it('has a summary of one line that begins with a capital and ends without a full stop', () => {
    expect(operation.summary).toMatch(/^[A-Z][^\n]{3,90}[^.\n]$/);
  });

  it('has a path that begins with a slash and ends without one', () => {
    expect(operation.path).toMatch(/^\/[\w/{}.-]*[\w}]$/);
  });

  it('has a schema for each parameter of the path, and none besides', () => {
    expect(Object.keys(operation.params?.shape ?? {}).sort()).toEqual(bracesOf(operation.path).sort());
  });

  it('has an account in the path when a role in the account is asked for', () => {
    const { roles, platform_apps }: PermissionEntry = permissions[operation.permission];
    // A platform app has no role: it names the accounts that it made.
    if (platform_apps) return;
    expect(bracesOf(operation.path).includes('account_id')).toBe(roles.length > 0);
  });

  it('names refusals of the list, each once', () => {
    const codes: readonly string[] = operation.errors ?? [];
    expect(codes.filter((code) => !Object.hasOwn(errors, code))).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('may answer that the record is missing when the path names one', () => {
    const named = bracesOf(operation.path).some((name) => name !== 'account_id');
    const { platform_apps }: PermissionEntry = permissions[operation.permission];
    if (named) expect(operation.errors).toContain(platform_apps ? 'record_missing' : 'not_found');
  });

  it('may answer that the record is not the app’s when a platform app names one', () => {
    const { platform_apps }: PermissionEntry = permissions[operation.permission];
    const named = platform_apps && bracesOf(operation.path).length > 0;
    if (named)
      expect(operation.errors).toEqual(expect.arrayContaining(['record_missing', 'not_permissible']));
  });

  it('has no body on GET', () => {
    if (operation.method === 'GET') expect(operation.body).toBeUndefined();
  });

  it('has an example that fits, whenever it takes a body', () => {
    const taken = operation.body ?? operation.query;
    if (operation.body) expect(operation.example).toBeDefined();
    if (operation.example) expect(taken?.safeParse(operation.example).error?.issues).toBeUndefined();
  });

  it('has an example that names only fields of the operation', () => {
    const fields = { ...operation.query?.shape, ...operation.body?.shape };
    expect(Object.keys(operation.example ?? {}).filter((key) => !Object.hasOwn(fields, key))).toEqual([]);
  });

  it('takes no field twice: path, query and body share one set of names', () => {
    const names = [operation.params, operation.query, operation.body].flatMap((schema) =>
      Object.keys(schema?.shape ?? {}),
    );
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('ignores keys that it does not know', () => {
    const body = operation.body?.safeParse({ ...operation.example, unknown_key: 1 });
    if (body) expect(body.data).not.toHaveProperty('unknown_key');
  });
});

describe.each(Object.entries(errors))('the refusal %s', (_, { status, shape, text, doc }) => {
  it('has a status of 400 or more and a sentence', () => {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(text.trim()).not.toBe('');
  });

  it('says in its documentation when it happens', () => {
    expect(doc).toMatch(/^[A-Z].*\.$/);
  });

  it('is framework-shaped when the server itself is at fault', () => {
    if (status >= 500) expect(shape).toBe('framework');
  });
});
