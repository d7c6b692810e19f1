import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeConversation, makeShop, type Shop } from '../../../test/factories.ts';
import { followLink, listClaims, listStray, PNG } from '../../../test/forms.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { sweepUploads } from './jobs.ts';

let desk: TestDesk;
let shop: Shop;
let conversation: string;

beforeAll(async () => {
  desk = await openTestDesk({ MAXIMUM_FILE_UPLOAD_SIZE: '6' });
  shop = await makeShop(desk);
  conversation = `/conversations/${(await makeConversation(shop.account, shop.inbox)).display_id}`;
});
afterAll(() => desk.close());

const checksum = (content: Buffer) => createHash('md5').update(content).digest('base64');
const begin = (blob: object, who: { token: string } = shop.agent) =>
  shop.ask(who, 'POST', `${conversation}/direct_uploads`, { blob });
const announce = (content = PNG) =>
  begin({
    filename: 'cat.png',
    byte_size: content.length,
    checksum: checksum(content),
    content_type: 'image/png',
  });
const post = (blob_id: string) =>
  shop.ask(shop.agent, 'POST', `${conversation}/messages`, { content: 'Look', attachments: [blob_id] });

interface Target {
  url: string;
  headers: Record<string, string>;
}

const put = async ({ url, headers }: Target, payload: Buffer = PNG) =>
  desk.app.inject({ method: 'PUT', url: new URL(url).pathname, headers, payload });

describe('a direct upload', () => {
  it('is announced with all that a program needs to send it', async () => {
    const { status, body } = await announce();
    expect([status, body]).toEqual([
      200,
      {
        id: expect.any(Number),
        key: expect.any(String),
        filename: 'cat.png',
        content_type: 'image/png',
        metadata: {},
        service_name: 'local',
        byte_size: PNG.length,
        checksum: checksum(PNG),
        created_at: expect.any(String),
        signed_id: expect.any(String),
        direct_upload: {
          url: expect.stringMatching(/^https:\/\/desk\.example\.com\//),
          headers: { 'Content-Type': 'image/png' },
        },
      },
    ]);
  });

  it('is kept as it came first, however often it is sent', async () => {
    const { direct_upload, signed_id } = (await announce()).body;
    expect((await post(signed_id)).status).toBe(422);
    expect((await put(direct_upload)).statusCode).toBe(204);
    const claims = await listClaims(desk);
    expect((await put(direct_upload, Buffer.from('other'))).statusCode).toBe(204);
    expect(await listClaims(desk)).toEqual(claims);
    const sent = await post(signed_id);
    expect((await followLink(desk, sent.body.attachments[0].data_url)).rawPayload.equals(PNG)).toBe(true);
  });

  it.each(['application/json', 'multipart/form-data; boundary=x', 'text/plain', undefined])(
    'is a file whatever its body is said to be: %s',
    async (type) => {
      const { direct_upload, signed_id } = (await announce()).body;
      const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
      expect((await put({ url: direct_upload.url, headers })).statusCode).toBe(204);
      expect((await post(signed_id)).body.attachments[0].file_type).toBe('image');
    },
  );

  it('that is not as announced leaves nothing, and may be sent again', async () => {
    const { direct_upload } = (await announce()).body;
    const changed = Buffer.from(PNG);
    changed[5] = 0;
    const before = await listClaims(desk);
    for (const content of [changed, PNG.subarray(1), Buffer.concat([PNG, PNG])]) {
      const refused = await put(direct_upload, content);
      expect([refused.statusCode, refused.json().error]).toEqual([422, expect.stringContaining('announced')]);
    }
    expect(await listClaims(desk)).toEqual(before);
    await expect.poll(() => listStray(desk)).toEqual([]);
    expect((await put(direct_upload)).statusCode).toBe(204);
  });

  it('has an address that cannot be made up, and that ends', async () => {
    const { direct_upload, signed_id } = (await announce()).body;
    const url = direct_upload.url.replace(/[^/]+$/, signed_id);
    expect((await put({ ...direct_upload, url })).statusCode).toBe(404);
    desk.clock.advance(901_000);
    expect((await put(direct_upload)).statusCode).toBe(404);
  });

  it('is announced by those alone who may see the conversation', async () => {
    const blob = { filename: 'cat.png', byte_size: 1 };
    expect((await begin(blob, shop.outsider)).status).toBe(401);
    expect((await begin(blob, (await makeShop(desk)).agent)).status).toBe(401);
    const missing = '/conversations/9999/direct_uploads';
    expect((await shop.ask(shop.agent, 'POST', missing, { blob })).status).toBe(404);
  });

  it.each([
    [{ byte_size: 1 }, 'Filename'],
    [{ filename: 'a', byte_size: 0 }, 'Byte size'],
    [{ filename: 'a', byte_size: 1, checksum: 'abc' }, 'MD5'],
  ])('announced as %j is refused', async (blob, says) => {
    const { status, body } = await begin(blob);
    expect([status, body.message]).toEqual([422, expect.stringContaining(says)]);
  });

  it('that would be too large is refused before it is sent', async () => {
    const { status, body } = await begin({ filename: 'film.mp4', byte_size: 7 * 1024 * 1024 });
    expect([status, body.error]).toEqual([422, expect.stringContaining('6 MB at most')]);
  });

  it('that never came is swept', async () => {
    desk.clock.advance(25 * 3600_000);
    await sweepUploads(desk.services);
    await announce();
    desk.clock.advance(25 * 3600_000);
    expect(await sweepUploads(desk.services)).toBe(1);
  });
});
