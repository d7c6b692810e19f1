import { readdir } from 'node:fs/promises';
import type { TestDesk } from './harness.ts';

/** A red picture of one pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==',
  'base64',
);

interface Form {
  token: string;
  /** Text under its name, and files under theirs. */
  fields: Record<string, string | Buffer>;
  headers?: Record<string, string>;
  file_name?: string;
}

/** Sends a multipart form, as a program would. */
export async function sendForm(
  desk: TestDesk,
  method: 'POST' | 'PATCH',
  path: string,
  { token, fields, headers = {}, file_name = 'cat.png' }: Form,
) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, new File([new Uint8Array(value)], file_name, { type: 'image/png' }));
  }
  const request = new Request('http://desk', { method: 'POST', body: form });
  const reply = await desk.app.inject({
    method,
    url: path,
    headers: {
      api_access_token: token,
      'content-type': request.headers.get('content-type') ?? '',
      ...headers,
    },
    payload: Buffer.from(await request.arrayBuffer()),
  });
  return { status: reply.statusCode, body: reply.body === '' ? undefined : reply.json() };
}

/** Follows a link of an answer, which is absolute, to the file. */
export async function followLink(desk: TestDesk, url: string) {
  const stable = await desk.app.inject({ url: new URL(url).pathname });
  if (stable.statusCode !== 302) return stable;
  return desk.app.inject({ url: new URL(String(stable.headers.location)).pathname });
}

/** Keys of the files that belong to something. */
export async function listClaims({ services }: TestDesk): Promise<string[]> {
  const { rows } = await services.database.pool.query<{ key: string }>(
    'select key from stored_files order by created_at, key',
  );
  return rows.map(({ key }) => key);
}

/**
 * Keys of files in the store that belong to nothing and do not wait to be deleted. Poll it: what a request leaves
 * goes after its answer.
 */
export async function listStray({ services }: TestDesk): Promise<string[]> {
  const found = await readdir(`${services.config.data_dir}/files`, {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  const stored = found.filter((entry) => entry.isFile()).map(({ name }) => name.replace('-thumb', ''));
  const { rows } = await services.database.pool.query<{ key: string }>(
    `select key from unnest($1::text[]) key where key not in (select key from stored_files)
      and key not in (select payload ->> 'key' from graphile_worker._private_jobs where payload ->> 'key' is not null)`,
    [stored],
  );
  return rows.map(({ key }) => key);
}
