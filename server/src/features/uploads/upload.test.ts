import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeConversation, makeShop, type Shop } from '../../../test/factories.ts';
import { followLink, listClaims, listStray, PNG, sendForm } from '../../../test/forms.ts';
import { ask, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { sweepUploads } from './jobs.ts';

let desk: TestDesk;
let shop: Shop;
let conversation: string;
let files: Server;
let answer: RequestListener;

beforeAll(async () => {
  desk = await openTestDesk({ OUTBOUND_ALLOW: '127.0.0.1', MAXIMUM_FILE_UPLOAD_SIZE: '6' });
  files = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
});
beforeEach(async () => {
  answer = (_request, response) => response.end(PNG);
  shop = await makeShop(desk);
  conversation = `/conversations/${(await makeConversation(shop.account, shop.inbox)).display_id}`;
});
afterAll(async () => {
  files.close();
  await desk?.close();
});

const at = (path: string) => `http://127.0.0.1:${(files.address() as AddressInfo).port}${path}`;
const as = (path: string) => `/api/v1/accounts/${shop.account.account.id}${path}`;

const upload = (content = PNG) =>
  sendForm(desk, 'POST', as('/upload'), { token: shop.agent.token, fields: { attachment: content } });
const post = (fields: object) => shop.ask(shop.agent, 'POST', `${conversation}/messages`, fields);

describe('an upload', () => {
  it('is shown by its link and goes into as many messages as one likes', async () => {
    const { file_url, blob_id } = (await upload()).body;
    expect((await followLink(desk, file_url)).rawPayload).toEqual(PNG);
    for (const sent of [await post({ attachments: [blob_id] }), await post({ attachments: [blob_id] })]) {
      expect(sent.status).toBe(200);
      const [attachment] = sent.body.attachments;
      expect(attachment.file_type).toBe('image');
      expect((await followLink(desk, attachment.data_url)).rawPayload).toEqual(PNG);
    }
  });

  it('of another account, or under another name, leads to no message and no file', async () => {
    const other = await makeShop(desk);
    const foreign = await sendForm(desk, 'POST', `/api/v1/accounts/${other.account.account.id}/upload`, {
      token: other.agent.token,
      fields: { attachment: PNG },
    });
    expect(foreign.status).toBe(200);
    const own = (await upload()).body.blob_id;
    const before = await listClaims(desk);
    for (const name of [foreign.body.blob_id, `${own}x`, 'nothing']) {
      const refused = await post({ attachments: [name] });
      expect(refused.status).toBe(422);
      expect(JSON.stringify(refused.body)).toContain('upload the file again');
    }
    expect(await listClaims(desk)).toEqual(before);
  });

  it('goes after a day, and what was said with it stays', async () => {
    const { file_url, blob_id } = (await upload()).body;
    const [attachment] = (await post({ attachments: [blob_id] })).body.attachments;
    const tomorrow = { ...desk.services, now: () => new Date(Date.now() + 25 * 3_600_000) };
    expect(await sweepUploads(tomorrow)).toBeGreaterThan(0);
    expect((await followLink(desk, file_url)).statusCode).toBe(404);
    expect((await followLink(desk, attachment.data_url)).statusCode).toBe(200);
  });

  it('stays with one message when another that took it is taken back', async () => {
    const attachments = [(await upload()).body.blob_id];
    const [one, other] = [await post({ attachments }), await post({ attachments })];
    await shop.ask(shop.agent, 'DELETE', `${conversation}/messages/${one.body.id}`);
    expect((await followLink(desk, one.body.attachments[0].data_url)).statusCode).toBe(404);
    expect((await followLink(desk, other.body.attachments[0].data_url)).statusCode).toBe(200);
  });

  it('goes with a message beside a file of a form', async () => {
    const { body } = await upload();
    const sent = await sendForm(desk, 'POST', as(`${conversation}/messages`), {
      token: shop.agent.token,
      fields: { 'attachments[0]': body.blob_id, 'attachments[1]': PNG },
    });
    expect(sent.body.attachments).toHaveLength(2);
  });

  it('goes with the first message of a new conversation', async () => {
    const { body } = await upload();
    const contact = await shop.ask(shop.agent, 'POST', '/contacts', { name: 'Rui' });
    const made = await shop.ask(shop.agent, 'POST', '/conversations', {
      inbox_id: shop.inbox.id,
      contact_id: contact.body.payload.contact.id,
      message: { content: 'Look', attachments: [body.blob_id] },
    });
    expect(made.body.messages[0].attachments).toHaveLength(1);
  });

  it('may be larger than other bodies, and no larger than a file may be', async () => {
    expect((await upload(Buffer.alloc(5 * 1024 * 1024, 1))).status).toBe(200);
    const refused = await upload(Buffer.alloc(6 * 1024 * 1024 + 1, 1));
    expect([refused.status, refused.body.error]).toEqual([422, expect.stringContaining('6 MB at most')]);
    await expect.poll(() => listStray(desk)).toEqual([]);
  });

  it.each<[what: string, fields: object]>([
    ['for another file of it', { attachments: ['made up'] }],
    [
      'for its items',
      { content_type: 'input_select', content_attributes: { items: [{ bad: 1 }] }, attachments: [] },
    ],
  ])('leaves no copy with a message that is refused %s', async (_, fields) => {
    const { blob_id } = (await upload()).body;
    const attachments = [blob_id, ...(fields as { attachments: string[] }).attachments];
    expect((await post({ ...fields, attachments })).status).toBe(422);
    await expect.poll(() => listStray(desk)).toEqual([]);
  });

  it('needs a file or an address', async () => {
    const { status, body } = await shop.ask(shop.agent, 'POST', '/upload', {});
    expect([status, body.error]).toEqual([422, expect.stringContaining('external_url')]);
  });

  it('is one of 60 an hour in an account', async () => {
    const send = () =>
      ask(desk, 'POST', as('/upload'), { token: shop.agent.token, body: {}, from: '203.0.113.9' });
    for (let count = 0; count < 60; count += 1) await send();
    expect((await send()).status).toBe(429);
  });
});

describe('an upload from an address', () => {
  const fetchFrom = (external_url: string) => shop.ask(shop.agent, 'POST', '/upload', { external_url });

  it('is fetched, and named as there', async () => {
    const { status, body } = await fetchFrom(at('/files/my%20cat.png?size=1'));
    expect(status).toBe(200);
    expect(body.file_url).toMatch(/\/my%20cat\.png$/);
    expect((await post({ attachments: [body.blob_id] })).body.attachments[0].file_type).toBe('image');
  });

  it.each<[what: string, listener: RequestListener, says: string]>([
    ['a refusal', (_, response) => response.writeHead(404).end('no'), 'answered 404'],
    ['too much', (_, response) => response.end(Buffer.alloc(7 * 1024 * 1024)), 'bytes that we take'],
    ['nothing', (_, response) => response.socket?.destroy(), 'did not answer'],
  ])('that answers with %s is refused, and nothing stays', async (_, listener, says) => {
    answer = listener;
    const { status, body } = await fetchFrom(at('/x'));
    expect([status, body.error]).toEqual([422, expect.stringContaining(says)]);
    await expect.poll(() => listStray(desk)).toEqual([]);
  });

  it.each([
    'http://10.0.0.1/x',
    'http://[::1]:1/manual.pdf',
    'http://169.254.169.254/latest',
    'ftp://example.com/x',
    'cat.png',
  ])('that may not be asked (%s) is refused', async (url) => {
    const { status, body } = await fetchFrom(url);
    expect(status).toBe(422);
    expect(body.error).toMatch(/\.$/);
  });
});
