import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ask,
  makeAccount,
  makeInbox,
  makeUser,
  openTestDesk,
  type TestDesk,
  type TestUser,
} from '../../../test/harness.ts';
import type { AccountContext } from '../../context.ts';
import { deleteFileJob } from '../../platform/files/claims.ts';
import { systemContext } from '../accounts/account.ts';
import { removeAttachments } from './attachment.ts';

let desk: TestDesk;
let account: AccountContext;
let ana: TestUser;
let base: string;
let website: string;

async function converse(inbox_id: number): Promise<string> {
  const root = `/api/v1/accounts/${account.account.id}`;
  const contact = await ask(desk, 'POST', `${root}/contacts`, { token: ana.token, body: { name: 'John' } });
  const body = { inbox_id, contact_id: contact.body.payload.contact.id };
  const { body: conversation } = await ask(desk, 'POST', `${root}/conversations`, { token: ana.token, body });
  return `${root}/conversations/${conversation.id}`;
}

beforeAll(async () => {
  desk = await openTestDesk({ MAXIMUM_FILE_UPLOAD_SIZE: '1' });
  account = await makeAccount(desk);
  ana = await makeUser(desk, account, 'administrator');
  base = await converse((await makeInbox(account)).id);
  const channel = { type: 'web_widget', website_url: 'https://example.com' };
  website = await converse((await makeInbox(account, { name: 'Site', channel })).id);
});
afterAll(() => desk.close());

// A red picture of one pixel.
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==',
  'base64',
);

interface Part {
  name: string;
  type: string;
  content: Buffer;
}

async function send(path: string, parts: readonly Part[], fields: Record<string, string> = {}, headers = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const { name, type, content } of parts)
    form.append('attachments[]', new File([new Uint8Array(content)], name, { type }));
  const request = new Request('http://desk', { method: 'POST', body: form });
  const reply = await desk.app.inject({
    method: 'POST',
    url: `${path}/messages`,
    headers: {
      api_access_token: ana.token,
      'content-type': request.headers.get('content-type') ?? '',
      ...headers,
    },
    payload: Buffer.from(await request.arrayBuffer()),
  });
  return { status: reply.statusCode, body: reply.json() };
}

const picture = { name: 'cat.png', type: 'image/png', content: PNG };

/** Follows a link of an answer, which is absolute, to the file. */
async function fetchFile(url: string, headers: Record<string, string> = {}) {
  const stable = await desk.app.inject({ url: new URL(url).pathname });
  if (stable.statusCode !== 302) return stable;
  return desk.app.inject({ url: new URL(String(stable.headers.location)).pathname, headers });
}

async function countFiles(): Promise<number> {
  const { rows } = await desk.services.database.pool.query('select count(*) from stored_files');
  return Number(rows[0].count);
}

test('a message carries a picture with its size and a small version', async () => {
  const { status, body } = await send(base, [picture], { content: 'Look' });
  expect(status).toBe(200);
  expect(body).toMatchObject({ content: 'Look', message_type: 1 });
  const [attachment] = body.attachments;
  expect(attachment).toMatchObject({
    message_id: body.id,
    file_type: 'image',
    extension: 'png',
    file_size: PNG.length,
    width: 1,
    height: 1,
  });
  const file = await fetchFile(attachment.data_url);
  expect(file.rawPayload.equals(PNG)).toBe(true);
  expect(file.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' });
  const thumb = await fetchFile(attachment.thumb_url);
  expect(thumb.headers['content-type']).toBe('image/webp');
});

test('lists and conversations show the attachments', async () => {
  const { body } = await send(base, [picture]);
  const list = await ask(desk, 'GET', `${base}/messages`, { token: ana.token });
  expect(list.body.payload.at(-1).attachments).toEqual(body.attachments);
  const conversation = await ask(desk, 'GET', base, { token: ana.token });
  expect(conversation.body.messages[0].attachments).toEqual(body.attachments);
});

test('a message without files has no key for them', async () => {
  const { body } = await ask(desk, 'POST', `${base}/messages`, {
    token: ana.token,
    body: { content: 'Plain' },
  });
  expect(body).not.toHaveProperty('attachments');
});

test('the kind of a file is told by its content, not by what the sender says', async () => {
  const html = {
    name: 'cat.png',
    type: 'image/png',
    content: Buffer.from('<html><script>alert(1)</script></html>'),
  };
  const { body } = await send(base, [html]);
  expect(body.attachments[0].file_type).toBe('file');
  const file = await fetchFile(body.attachments[0].data_url);
  expect(file.headers['content-type']).toBe('text/plain; charset=utf-8');
  expect(String(file.headers['content-security-policy'])).toContain('sandbox');
});

test('a website inbox takes no programs', async () => {
  const program = {
    name: 'run.exe',
    type: 'application/pdf',
    content: Buffer.from('MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff', 'latin1'),
  };
  const refused = await send(website, [program]);
  expect(refused.status).toBe(422);
  expect(refused.body.error).toContain('run.exe');
  expect((await send(base, [program])).status).toBe(200);
});

test('a file that is too large is refused, and nothing is kept of the request', async () => {
  const before = await countFiles();
  const large = { name: 'large.bin', type: 'application/pdf', content: Buffer.alloc(1024 * 1024 + 1, 1) };
  const refused = await send(base, [picture, large], { content: 'Both' });
  expect(refused.status).toBe(422);
  expect(refused.body.error).toContain('1 MB at most');
  expect(await countFiles()).toBe(before);
  const list = await ask(desk, 'GET', `${base}/messages`, { token: ana.token });
  expect(list.body.payload.map(({ content }: { content: string }) => content)).not.toContain('Both');
});

test('sixteen files are too many', async () => {
  const refused = await send(
    base,
    Array.from({ length: 16 }, () => picture),
  );
  expect(refused.status).toBe(422);
});

test('JSON cannot name a file of somebody else', async () => {
  const { rows } = await desk.services.database.pool.query('select key from stored_files limit 1');
  const attachments = [
    { key: rows[0].key, file_name: 'x', content_type: 'image/png', byte_size: 1, sha256: '' },
  ];
  const refused = await ask(desk, 'POST', `${base}/messages`, {
    token: ana.token,
    body: { content: 'x', attachments },
  });
  expect(refused.status).toBe(422);
});

test('a stranger stores nothing', async () => {
  const form = new FormData();
  form.append('attachments[]', new File([new Uint8Array(PNG)], 'cat.png'));
  const request = new Request('http://desk', { method: 'POST', body: form });
  const reply = await desk.app.inject({
    method: 'POST',
    url: `${base}/messages`,
    headers: { api_access_token: 'wrong', 'content-type': request.headers.get('content-type') ?? '' },
    payload: Buffer.from(await request.arrayBuffer()),
  });
  expect(reply.statusCode).toBe(401);
});

test('a repeated request keeps one file and gets the first answer', async () => {
  const before = await countFiles();
  const headers = { 'idempotency-key': 'with-file' };
  const first = await send(base, [picture], { content: 'Once' }, headers);
  const second = await send(base, [picture], { content: 'Once' }, headers);
  expect(second.body).toEqual(first.body);
  expect(await countFiles()).toBe(before + 1);
  const other = { ...picture, content: Buffer.concat([PNG, Buffer.from('x')]) };
  expect((await send(base, [other], { content: 'Once' }, headers)).status).toBe(422);
});

test('a link that was changed leads nowhere, and one that is used directly ends', async () => {
  const { body } = await send(base, [picture]);
  const { pathname } = new URL(body.attachments[0].data_url);
  const changed = pathname.replace(/\.([\w-])/, (_match, letter) => `.${letter === 'a' ? 'b' : 'a'}`);
  expect((await desk.app.inject({ url: changed })).statusCode).toBe(404);
  const { headers } = await desk.app.inject({ url: pathname });
  const direct = new URL(String(headers.location)).pathname;
  expect((await desk.app.inject({ url: direct })).statusCode).toBe(200);
  desk.clock.advance(301_000);
  expect((await desk.app.inject({ url: direct })).statusCode).toBe(404);
  expect((await fetchFile(body.attachments[0].data_url)).statusCode).toBe(200);
});

test('part of a file can be had', async () => {
  const { body } = await send(base, [picture]);
  const part = await fetchFile(body.attachments[0].data_url, { range: 'bytes=0-3' });
  expect(part.statusCode).toBe(206);
  expect(part.rawPayload.equals(PNG.subarray(0, 4))).toBe(true);
  expect(part.headers['content-range']).toBe(`bytes 0-3/${PNG.length}`);
  expect((await fetchFile(body.attachments[0].data_url, { range: 'bytes=9999-' })).statusCode).toBe(416);
});

test('links of removed attachments lead nowhere at once, and the bytes go with the job', async () => {
  const { body } = await send(base, [picture]);
  const { rows } = await desk.services.database.pool.query(
    'select file from attachments where message_id = $1',
    [body.id],
  );
  await systemContext(desk.services, account.account).transaction((tx) =>
    removeAttachments(tx, { account_id: account.account.id, id: body.id }),
  );
  expect((await fetchFile(body.attachments[0].data_url)).statusCode).toBe(404);
  const { store } = desk.services.files;
  const { key } = rows[0].file;
  await deleteFileJob(store).run({ key });
  expect(await store.get(key)).toBeUndefined();
});

test('the same echo_id with the same files gets the first message again, and keeps no second file', async () => {
  const fields = { content: 'Look', echo_id: 'with-a-picture' };
  const first = await send(base, [picture], fields);
  const before = await countFiles();
  const again = await send(base, [picture], fields);
  expect(again).toEqual(first);
  expect(await countFiles()).toBe(before);
  const other = await send(base, [{ ...picture, name: 'dog.png' }], fields);
  expect(other.body.id).not.toBe(first.body.id);
});
