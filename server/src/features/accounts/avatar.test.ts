import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeShop, type Shop } from '../../../test/factories.ts';
import { followLink, listClaims, listStray, PNG, sendForm } from '../../../test/forms.ts';
import { ask, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { AVATAR_MAX_BYTES } from './avatar.ts';

let desk: TestDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
});
afterAll(() => desk.close());

const send = (fields: Record<string, string | Buffer>) =>
  sendForm(desk, 'PATCH', '/api/v1/profile', { token: shop.administrator.token, fields });

describe('the picture of a user', () => {
  it('is shown small by the profile, by lists of agents, and to whoever has the link', async () => {
    const { status, body } = await send({ 'profile[name]': 'Ana L.', 'profile[avatar]': PNG });
    expect([status, body.name]).toEqual([200, 'Ana L.']);
    const agents = await shop.ask(shop.administrator, 'GET', '/agents');
    expect(agents.body[0].thumbnail).toBe(body.avatar_url);
    const picture = await followLink(desk, body.avatar_url);
    expect([picture.statusCode, picture.headers['content-type']]).toEqual([200, 'image/webp']);
  });

  it('is replaced by another, and the link to the one before ends', async () => {
    const before = await send({ avatar: PNG });
    const after = await send({ avatar: PNG });
    expect(after.body.avatar_url).not.toBe(before.body.avatar_url);
    expect((await followLink(desk, before.body.avatar_url)).statusCode).toBe(404);
    expect(await listClaims(desk)).toHaveLength(1);
  });

  it('stays when a form carries an empty field for it', async () => {
    const { body } = await send({ avatar: PNG });
    expect((await send({ 'profile[avatar]': '' })).body.avatar_url).toBe(body.avatar_url);
  });

  it.each<[what: string, field: string | Buffer, says: string]>([
    ['text under the name of a picture', Buffer.from('<svg onload="alert(1)"/>'), 'JPEG, PNG or GIF'],
    ['the head of a picture alone', PNG.subarray(0, 40), 'cannot be read'],
    ['more than 15 MB', Buffer.concat([PNG, Buffer.alloc(AVATAR_MAX_BYTES)]), '15 MB at most'],
    ['an address', 'https://example.com/ana.png', 'multipart form'],
  ])('is not %s, and nothing of the request is kept', async (_, field, says) => {
    const { body } = await send({ 'profile[name]': 'Before', avatar: PNG });
    const refused = await send({ 'profile[name]': 'After', 'profile[avatar]': field });
    expect(refused.status).toBe(422);
    expect(refused.body.message).toContain(says);
    const profile = await ask(desk, 'GET', '/api/v1/profile', { token: shop.administrator.token });
    expect(profile.body).toMatchObject({ name: 'Before', avatar_url: body.avatar_url });
    await expect.poll(() => listStray(desk)).toEqual([]);
  });

  it('is not kept of a request that is refused for something else', async () => {
    expect((await send({ email: 'nobody', avatar: PNG })).status).toBe(422);
    await expect.poll(() => listStray(desk)).toEqual([]);
  });
});
