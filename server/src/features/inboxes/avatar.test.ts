import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeShop, type Shop } from '../../../test/factories.ts';
import { followLink, listClaims, PNG, sendForm } from '../../../test/forms.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';

let desk: TestDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
});
afterAll(() => desk.close());

const send = (method: 'POST' | 'PATCH', path: string, fields: Record<string, string | Buffer>) =>
  sendForm(desk, method, `/api/v1/accounts/${shop.account.account.id}/inboxes${path}`, {
    token: shop.administrator.token,
    fields,
  });

describe('the picture of an inbox', () => {
  it('comes with a new inbox and is shown with the inbox and with its links to contacts', async () => {
    const made = await send('POST', '', { name: 'Site', 'channel[type]': 'api', avatar: PNG });
    expect(made.status).toBe(200);
    const { id, avatar_url } = made.body;
    expect((await followLink(desk, avatar_url)).headers['content-type']).toBe('image/webp');
    const contact = await shop.ask(shop.administrator, 'POST', '/contacts', { name: 'Rui', inbox_id: id });
    expect(contact.body.payload.contact.contact_inboxes[0].inbox.avatar_url).toBe(avatar_url);
  });

  it('is replaced, taken off, and goes with the inbox', async () => {
    const { id } = (await send('POST', '', { name: 'Site', 'channel[type]': 'api' })).body;
    const before = await listClaims(desk);
    const first = await send('PATCH', `/${id}`, { avatar: PNG });
    expect(first.body).toMatchObject({ name: 'Site', avatar_url: expect.stringContaining('/files/stable/') });
    const second = await send('PATCH', `/${id}`, { avatar: PNG, name: 'Shop' });
    expect(second.body.avatar_url).not.toBe(first.body.avatar_url);
    expect(await listClaims(desk)).toHaveLength(before.length + 1);
    await shop.ask(shop.administrator, 'DELETE', `/inboxes/${id}/avatar`);
    expect((await followLink(desk, second.body.avatar_url)).statusCode).toBe(404);
    expect((await shop.ask(shop.administrator, 'GET', `/inboxes/${id}`)).body.avatar_url).toBe('');
    await send('PATCH', `/${id}`, { avatar: PNG });
    await shop.ask(shop.administrator, 'DELETE', `/inboxes/${id}`);
    expect(await listClaims(desk)).toEqual(before);
  });

  it('is refused when it is none, and no inbox is made', async () => {
    const refused = await send('POST', '', {
      name: 'Odd',
      'channel[type]': 'api',
      avatar: Buffer.from('%PDF-1.7'),
    });
    expect(refused.status).toBe(422);
    expect(refused.body.message).toContain('JPEG, PNG or GIF');
    const { body } = await shop.ask(shop.administrator, 'GET', '/inboxes');
    expect(body.payload.map(({ name }: { name: string }) => name)).not.toContain('Odd');
  });
});
