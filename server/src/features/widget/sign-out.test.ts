import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askPublicly, enter } from '../../../test/customers.ts';
import { makeShop, type Shop } from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { goLive, type LiveDesk, RawClient } from '../../../test/live.ts';
import { makeWebsite, say, type Visitor, visit } from '../../../test/visitors.ts';
import type { InboxRow } from '../inboxes/table.ts';

let desk: TestDesk;
let live: LiveDesk;
let shop: Shop;
let website: InboxRow;
let visitor: Visitor;
let other: Visitor;

beforeAll(async () => {
  desk = await openTestDesk();
  live = await goLive(desk);
  shop = await makeShop(desk);
  website = await makeWebsite(shop.account, { members: [shop.agent] });
});
afterAll(async () => {
  await live?.stop();
  await desk?.close();
});
beforeEach(async () => {
  visitor = await visit(desk, website);
  other = await visit(desk, website);
});

const signOut = (who: { token: string }, body: object = {}, inbox: { id: number } = website) =>
  shop.ask(who, 'POST', `/inboxes/${inbox.id}/sign_out_visitors`, body);
const isKnown = async ({ ask }: Visitor) => (await ask('GET', '/contact')).status === 200;

describe('signing visitors out', () => {
  it('makes strangers of all of a website, and whoever comes back somebody new', async () => {
    await say(visitor);
    expect((await signOut(shop.administrator)).status).toBe(200);
    expect([await isKnown(visitor), await isKnown(other)]).toEqual([false, false]);
    const again = await visitor.ask('POST', '/config');
    expect(again.body.contact.id).not.toBe(visitor.contact_id);
    expect((await visitor.ask('GET', '/messages')).status).toBe(404);
  });

  it('makes a stranger of one contact alone', async () => {
    expect((await signOut(shop.administrator, { contact_id: visitor.contact_id })).status).toBe(200);
    expect([await isKnown(visitor), await isKnown(other)]).toEqual([false, true]);
  });

  it('leaves the visitors of other websites', async () => {
    const elsewhere = await makeWebsite(shop.account);
    const neighbour = await visit(desk, elsewhere);
    await signOut(shop.administrator);
    expect(await isKnown(neighbour)).toBe(true);
  });

  it('ends their sockets', async () => {
    const client = await new RawClient(live.url).opened();
    const { pubsub_token } = visitor;
    expect(await client.subscribe({ channel: 'RoomChannel', pubsub_token })).toBe('confirm_subscription');
    await signOut(shop.administrator);
    await client.closed();
  });

  it('keeps what was said', async () => {
    const id = await say(visitor, 'Keep this');
    await signOut(shop.administrator);
    const { body } = await shop.ask(shop.administrator, 'GET', `/conversations/${id}/messages`);
    expect(body.payload.map(({ content }: { content: string }) => content)).toContain('Keep this');
  });

  it('gives contacts of an API inbox another token for their sockets', async () => {
    const ask = askPublicly(desk, shop.inbox);
    const path = `/contacts/${await enter(desk, shop.inbox)}`;
    const { body: before } = await ask('GET', path);
    expect((await signOut(shop.administrator, {}, shop.inbox)).status).toBe(200);
    const { body: after } = await ask('GET', path);
    expect(after.pubsub_token).toMatch(/^[0-9a-f]{64}$/);
    expect(after.pubsub_token).not.toBe(before.pubsub_token);
  });

  it('is refused to agents, and of what is no inbox or contact', async () => {
    expect((await signOut(shop.agent)).status).toBe(401);
    expect((await signOut(shop.administrator, {}, { id: 999_999 })).status).toBe(404);
    for (const contact_id of [0, null, '', 999_999])
      expect((await signOut(shop.administrator, { contact_id })).status).toBeGreaterThanOrEqual(400);
    expect(await isKnown(visitor)).toBe(true);
  });
});
