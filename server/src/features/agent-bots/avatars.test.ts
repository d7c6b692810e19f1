import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeShop, type Shop } from '../../../test/factories.ts';
import { followLink, listClaims, listStray, PNG, sendForm } from '../../../test/forms.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { readJobs } from '../../../test/jobs.ts';
import { type BotAvatarRequest, FETCH_BOT_AVATAR } from './avatar.ts';
import { fetchBotAvatarJob } from './jobs.ts';

let desk: TestDesk;
let shop: Shop;
let pictures: Server;
let answer: RequestListener;

beforeAll(async () => {
  desk = await openTestDesk({ OUTBOUND_ALLOW: '127.0.0.1' });
  pictures = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => pictures.listen(0, '127.0.0.1', resolve));
  shop = await makeShop(desk);
});
beforeEach(() => {
  answer = (_request, response) => response.end(PNG);
});
afterAll(async () => {
  pictures.close();
  await desk?.close();
});

const at = (path: string) => `http://127.0.0.1:${(pictures.address() as AddressInfo).port}${path}`;

/** Runs what waits to be fetched for the bot. */
async function fetchFor(bot_id: number) {
  const jobs = await readJobs(desk, FETCH_BOT_AVATAR);
  const requests: BotAvatarRequest[] = jobs.map(({ payload }) => payload);
  const own = requests.filter((request) => request.bot_id === bot_id);
  for (const request of own) await fetchBotAvatarJob(desk.services).run(request);
  return own.length;
}

const as = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown) =>
  shop.ask(shop.administrator, method, `/agent_bots${path}`, body);
const send = (method: 'POST' | 'PATCH', path: string, fields: Record<string, string | Buffer>) =>
  sendForm(desk, method, `/api/v1/accounts/${shop.account.account.id}/agent_bots${path}`, {
    token: shop.administrator.token,
    fields,
  });
const thumbnailOf = async (id: number): Promise<string> => (await as('GET', `/${id}`)).body.thumbnail;

describe('a picture that is sent', () => {
  it('is shown small, replaced, and taken off; each time the one before is let go', async () => {
    const claims = await listClaims(desk);
    const made = await send('POST', '', { name: 'Triage', avatar: PNG });
    expect(made.status).toBe(200);
    const { id, thumbnail } = made.body;
    expect((await followLink(desk, thumbnail)).headers['content-type']).toBe('image/webp');
    await send('PATCH', `/${id}`, { avatar: PNG });
    expect((await followLink(desk, thumbnail)).statusCode).toBe(404);
    expect(await listClaims(desk)).toHaveLength(claims.length + 1);
    const removed = await as('DELETE', `/${id}/avatar`);
    expect([removed.status, removed.body.id, removed.body.thumbnail]).toEqual([200, id, '']);
    expect(await listClaims(desk)).toEqual(claims);
    expect((await as('DELETE', `/${id}/avatar`)).status).toBe(200);
  });

  it('goes with the bot', async () => {
    const claims = await listClaims(desk);
    const { id } = (await send('POST', '', { name: 'Triage', avatar: PNG })).body;
    await as('DELETE', `/${id}`);
    expect(await listClaims(desk)).toEqual(claims);
  });

  it('that is none is refused, and nothing of it is kept', async () => {
    const { status } = await send('POST', '', { name: 'Triage', avatar: Buffer.from('<svg/>') });
    expect(status).toBe(422);
    await expect.poll(() => listStray(desk)).toEqual([]);
  });
});

describe('a picture at an address', () => {
  it('is fetched after the answer, once', async () => {
    const { id, thumbnail } = (await as('POST', '', { name: 'Triage', avatar_url: at('/a.png') })).body;
    expect(thumbnail).toBe('');
    expect(await fetchFor(id)).toBe(1);
    const fetched = await thumbnailOf(id);
    expect((await followLink(desk, fetched)).statusCode).toBe(200);
    await fetchFor(id);
    expect(await thumbnailOf(id)).toBe(fetched);
    await expect.poll(() => listStray(desk)).toEqual([]);
  });

  it('does not take the place of one that was sent, or of none, meanwhile', async () => {
    const { id } = (await as('POST', '', { name: 'Triage', avatar_url: at('/a.png') })).body;
    const { thumbnail } = (await send('PATCH', `/${id}`, { avatar: PNG })).body;
    await fetchFor(id);
    expect(await thumbnailOf(id)).toBe(thumbnail);
    await as('PATCH', `/${id}`, { avatar_url: at('/b.png') });
    await as('DELETE', `/${id}/avatar`);
    await fetchFor(id);
    expect(await thumbnailOf(id)).toBe('');
  });

  it.each<[what: string, listener: RequestListener]>([
    ['no picture', (_, response) => response.end('<html></html>')],
    ['nothing', (_, response) => response.writeHead(404).end()],
  ])('is passed over when there is %s', async (_, listener) => {
    const { id } = (await as('POST', '', { name: 'Triage', avatar_url: at('/bad.png') })).body;
    answer = listener;
    await fetchFor(id);
    expect(await thumbnailOf(id)).toBe('');
    await expect.poll(() => listStray(desk)).toEqual([]);
  });

  it('is tried again when the server fails for now', async () => {
    const { id } = (await as('POST', '', { name: 'Triage', avatar_url: at('/later.png') })).body;
    answer = (_request, response) => response.writeHead(503).end();
    await expect(fetchFor(id)).rejects.toThrow('503');
    answer = (_request, response) => response.end(PNG);
    await fetchFor(id);
    expect(await thumbnailOf(id)).not.toBe('');
  });

  it('is not fetched from a private network', async () => {
    const { id } = (await as('POST', '', { name: 'Triage', avatar_url: 'http://10.0.0.1/a.png' })).body;
    await fetchFor(id);
    expect(await thumbnailOf(id)).toBe('');
  });
});
