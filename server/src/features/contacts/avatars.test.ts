import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventsDuring, makeConversation, makeMessage, makeShop, type Shop } from '../../../test/factories.ts';
import { followLink, listClaims, listStray, PNG, sendForm } from '../../../test/forms.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { readJobs } from '../../../test/jobs.ts';
import { type AvatarRequest, FETCH_AVATAR } from './avatar.ts';
import { fetchAvatarJob } from './jobs.ts';

let desk: TestDesk;
let shop: Shop;
let pictures: Server;
let answer: RequestListener;
let asked: string[] = [];

beforeAll(async () => {
  desk = await openTestDesk({ OUTBOUND_ALLOW: '127.0.0.1' });
  pictures = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => pictures.listen(0, '127.0.0.1', resolve));
  shop = await makeShop(desk);
});
beforeEach(async () => {
  await forgetRequests();
  asked = [];
  answer = (_request, response) => response.end(PNG);
});
afterAll(async () => {
  pictures.close();
  await desk?.close();
});

const at = (path: string) => `http://127.0.0.1:${(pictures.address() as AddressInfo).port}${path}`;

/** The pictures that wait to be fetched, oldest first. */
const listRequests = async (): Promise<AvatarRequest[]> =>
  (await readJobs(desk, FETCH_AVATAR)).map(({ payload }) => payload);

// Other jobs stay: they are to delete the files that were let go.
async function forgetRequests() {
  await desk.services.database.pool.query(
    `delete from graphile_worker._private_jobs where task_id in
      (select id from graphile_worker._private_tasks where identifier = $1)`,
    [FETCH_AVATAR],
  );
}

async function fetchAll(on = desk) {
  for (const request of await listRequests()) await fetchAvatarJob(on.services).run(request);
}

const create = async (fields: object) =>
  (await shop.ask(shop.agent, 'POST', '/contacts', { name: 'Rui', ...fields })).body.payload.contact;
const change = async (id: number, fields: object) =>
  (await shop.ask(shop.agent, 'PATCH', `/contacts/${id}`, fields)).body.payload;
const thumbnailOf = async (id: number): Promise<string> =>
  (await shop.ask(shop.agent, 'GET', `/contacts/${id}`)).body.payload.thumbnail;

const send = (method: 'POST' | 'PATCH', path: string, fields: Record<string, string | Buffer>) =>
  sendForm(desk, method, `/api/v1/accounts/${shop.account.account.id}/contacts${path}`, {
    token: shop.agent.token,
    fields,
  });

describe('a picture that is sent', () => {
  it('is shown with the contact, its conversations and its messages', async () => {
    const made = await send('POST', '', { name: 'Rui', avatar: PNG });
    const { id, thumbnail } = made.body.payload.contact;
    expect((await followLink(desk, thumbnail)).headers['content-type']).toBe('image/webp');
    const conversation = await makeConversation(shop.account, shop.inbox, { contact_id: id });
    await makeMessage(shop.account, conversation, { message_type: 'incoming' });
    const { body } = await shop.ask(shop.agent, 'GET', `/conversations/${conversation.display_id}`);
    expect(body.meta.sender.thumbnail).toBe(thumbnail);
    expect(body.messages[0].sender.thumbnail).toBe(thumbnail);
  });

  it('is replaced and taken off, which is told, and goes with the contact', async () => {
    const { id } = await create({});
    const claims = await listClaims(desk);
    const events = await eventsDuring(shop.account, async () => {
      const first = await send('PATCH', `/${id}`, { avatar: PNG });
      await send('PATCH', `/${id}`, { avatar: PNG });
      expect((await followLink(desk, first.body.payload.thumbnail)).statusCode).toBe(404);
      expect(await listClaims(desk)).toHaveLength(claims.length + 1);
      await shop.ask(shop.agent, 'DELETE', `/contacts/${id}/avatar`);
      expect(await listClaims(desk)).toEqual(claims);
    });
    expect(events.map(({ name, data }) => [name, Object.keys(data.changes as object)])).toEqual(
      Array.from({ length: 3 }, () => ['contact.updated', ['avatar']]),
    );
    await send('PATCH', `/${id}`, { avatar: PNG });
    await shop.ask(shop.administrator, 'DELETE', `/contacts/${id}`);
    expect(await listClaims(desk)).toEqual(claims);
  });

  it('is not kept when another field is refused', async () => {
    await create({ email: 'taken@example.com' });
    const refused = await send('POST', '', { email: 'taken@example.com', avatar: PNG });
    expect(refused.status).toBe(422);
    // What was received is swept up beside the answer.
    await expect.poll(() => listStray(desk)).toEqual([]);
  });
});

describe('a picture at an address', () => {
  it('is fetched after the answer, and then told', async () => {
    const { id, thumbnail } = await create({ avatar_url: at('/rui.png') });
    expect([thumbnail, asked]).toEqual(['', []]);
    const events = await eventsDuring(shop.account, () => fetchAll());
    expect(events).toMatchObject([{ name: 'contact.updated', data: { contact_id: id } }]);
    expect((await followLink(desk, await thumbnailOf(id))).statusCode).toBe(200);
  });

  it('is not fetched again from where it came', async () => {
    const { id } = await create({ avatar_url: at('/rui.png') });
    await fetchAll();
    await forgetRequests();
    await change(id, { avatar_url: at('/rui.png') });
    expect(await listRequests()).toEqual([]);
  });

  it('does not take the place of a newer one, sent or fetched, nor of none at all', async () => {
    const sent = await create({ avatar_url: at('/old.png') });
    const newer = (await send('PATCH', `/${sent.id}`, { avatar: PNG })).body.payload.thumbnail;
    const again = await create({ avatar_url: at('/older.png') });
    await change(again.id, { avatar_url: at('/new.png') });
    const removed = await create({ avatar_url: at('/gone.png') });
    await shop.ask(shop.agent, 'DELETE', `/contacts/${removed.id}/avatar`);
    await fetchAll();
    expect(await thumbnailOf(sent.id)).toBe(newer);
    expect(await thumbnailOf(removed.id)).toBe('');
    expect(asked).toEqual(['/new.png']);
  });

  it('does not take the place of one that is sent while it is fetched', async () => {
    const { id } = await create({ avatar_url: at('/slow.png') });
    let newer = '';
    answer = (_request, response) =>
      void send('PATCH', `/${id}`, { avatar: PNG }).then(({ body }) => {
        newer = body.payload.thumbnail;
        response.end(PNG);
      });
    await fetchAll();
    expect(await thumbnailOf(id)).toBe(newer);
    await expect.poll(() => listStray(desk)).toEqual([]);
  });

  it('replaces the one before, whose file is let go', async () => {
    const { id } = await create({ avatar_url: at('/one.png') });
    await fetchAll();
    const [claims, before] = [await listClaims(desk), await thumbnailOf(id)];
    await change(id, { avatar_url: at('/two.png') });
    await fetchAll();
    expect(await listClaims(desk)).toHaveLength(claims.length);
    expect((await followLink(desk, before)).statusCode).toBe(404);
  });

  it.each<[what: string, listener: RequestListener]>([
    ['no picture', (_, response) => response.end('<html></html>')],
    ['nothing', (_, response) => response.writeHead(404).end()],
    [
      'more than 15 MB',
      (_, response) => response.writeHead(200, { 'content-length': 16 * 1024 * 1024 }).end(),
    ],
  ])('is passed over when there is %s, and the address may be given again', async (_, listener) => {
    const { id } = await create({ avatar_url: at('/bad.png') });
    answer = listener;
    await fetchAll();
    expect(await thumbnailOf(id)).toBe('');
    await expect.poll(() => listStray(desk)).toEqual([]);
    answer = (_request, response) => response.end(PNG);
    await change(id, { avatar_url: at('/bad.png') });
    await fetchAll();
    expect(await thumbnailOf(id)).not.toBe('');
  });

  it('is tried again when the server fails for now', async () => {
    const { id } = await create({ avatar_url: at('/later.png') });
    answer = (_request, response) => response.writeHead(503).end();
    await expect(fetchAll()).rejects.toThrow('503');
    answer = (_request, response) => response.socket?.destroy();
    await expect(fetchAll()).rejects.toThrow('127.0.0.1 did not answer');
    answer = (_request, response) => response.end(PNG);
    await fetchAll();
    expect(await thumbnailOf(id)).not.toBe('');
  });

  it('is not fetched from a private network that the operator did not open', async () => {
    const { id } = await create({ avatar_url: at('/private.png') });
    const closed = await openTestDesk();
    const { outbound } = closed.services;
    await fetchAll({ ...desk, services: { ...desk.services, outbound } });
    expect(asked).toEqual([]);
    expect(await thumbnailOf(id)).toBe('');
    await closed.close();
  });

  it.each(['not a url', 'file:///etc/passwd', 'http://10.0.0.1/rui.png'])(
    'that cannot be one (%s) leaves the contact as it is',
    async (avatar_url) => {
      const { id } = await create({ avatar_url });
      await fetchAll();
      expect(await thumbnailOf(id)).toBe('');
    },
  );
});
