import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeShop, type Shop } from '../../../test/factories.ts';
import { followLink, listClaims, PNG, sendForm } from '../../../test/forms.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { sweepUploads } from './jobs.ts';

let desk: TestDesk;
let shop: Shop;
let conversation: number;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
  conversation = await converse(shop);
});
afterAll(() => desk.close());

async function converse({ ask, administrator }: Shop): Promise<number> {
  const inbox = await ask(administrator, 'POST', '/inboxes', { name: 'Api', channel: { type: 'api' } });
  const inbox_id = inbox.body.id;
  const contact = await ask(administrator, 'POST', '/contacts', { name: 'Rui', inbox_id });
  const contact_id = contact.body.payload.contact.id;
  return (await ask(administrator, 'POST', '/conversations', { inbox_id, contact_id })).body.id;
}

async function upload({ account, administrator }: Shop) {
  const path = `/api/v1/accounts/${account.account.id}/upload`;
  const sent = await sendForm(desk, 'POST', path, {
    token: administrator.token,
    fields: { attachment: PNG },
  });
  expect(sent.status).toBe(200);
  return sent.body as { file_url: string; blob_id: string };
}

const say = (blob_id: string) =>
  shop.ask(shop.administrator, 'POST', `/conversations/${conversation}/messages`, { attachments: [blob_id] });

describe('an upload', () => {
  it('is shown by its link and goes into as many messages as one likes', async () => {
    const { file_url, blob_id } = await upload(shop);
    expect((await followLink(desk, file_url)).rawPayload).toEqual(PNG);
    for (const answer of [await say(blob_id), await say(blob_id)]) {
      expect(answer.status).toBe(200);
      const [attachment] = answer.body.attachments;
      expect(attachment.file_type).toBe('image');
      expect((await followLink(desk, attachment.data_url)).rawPayload).toEqual(PNG);
    }
  });

  it('of another account, or with another name, leads to no message and no file', async () => {
    const { blob_id } = await upload(await makeShop(desk));
    const own = await upload(shop);
    const before = await listClaims(desk);
    for (const name of [blob_id, `${own.blob_id}x`, 'nothing']) {
      const refused = await say(name);
      expect(refused.status).toBe(422);
      expect(JSON.stringify(refused.body)).toContain('upload the file again');
    }
    expect(await listClaims(desk)).toEqual(before);
  });

  it('goes after a day, and what was said with it stays', async () => {
    const { file_url, blob_id } = await upload(shop);
    const [attachment] = (await say(blob_id)).body.attachments;
    const tomorrow = { ...desk.services, now: () => new Date(Date.now() + 25 * 3_600_000) };
    expect(await sweepUploads(tomorrow)).toBeGreaterThan(0);
    expect((await followLink(desk, file_url)).statusCode).toBe(404);
    expect((await followLink(desk, attachment.data_url)).statusCode).toBe(200);
  });

  it('from an address of this machine or network is refused', async () => {
    const refused = await shop.ask(shop.administrator, 'POST', '/upload', {
      external_url: 'http://127.0.0.1:1/manual.pdf',
    });
    expect(refused.status).toBe(422);
  });
});

describe('an announced file', () => {
  const announce = (byte_size: number) =>
    shop.ask(shop.administrator, 'POST', `/conversations/${conversation}/direct_uploads`, {
      blob: { filename: 'cat.png', byte_size, content_type: 'image/png' },
    });
  const put = (url: string) =>
    desk.app.inject({
      method: 'PUT',
      url: new URL(url).pathname,
      headers: { 'content-type': 'image/png' },
      payload: PNG,
    });

  it('is sent by itself, may be sent again, and goes into a message', async () => {
    const { status, body } = await announce(PNG.length);
    expect(status).toBe(200);
    expect((await say(body.signed_id)).status).toBe(422);
    expect((await put(body.direct_upload.url)).statusCode).toBe(204);
    const claims = await listClaims(desk);
    expect((await put(body.direct_upload.url)).statusCode).toBe(204);
    expect(await listClaims(desk)).toEqual(claims);
    const [attachment] = (await say(body.signed_id)).body.attachments;
    expect((await followLink(desk, attachment.data_url)).rawPayload).toEqual(PNG);
  });

  it('that is not as it was announced is refused', async () => {
    const before = await listClaims(desk);
    const { body } = await announce(PNG.length - 1);
    expect((await put(body.direct_upload.url)).statusCode).toBe(422);
    expect(await listClaims(desk)).toEqual(before);
  });
});
