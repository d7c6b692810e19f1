import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeConversation, makeMessage, makeShop, type Shop } from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { agentIdentifier, contactIdentifier } from '../../../test/listeners.ts';
import { type Frame, goLive, type LiveDesk, RawClient } from '../../../test/live.ts';
import type { ConversationRow } from '../../features/conversations/table.ts';
import { events } from '../../platform/outbox/table.ts';

let desk: TestDesk;
let live: LiveDesk;
let shop: Shop;
let row: ConversationRow;
const clients: RawClient[] = [];

beforeAll(async () => {
  desk = await openTestDesk();
  live = await goLive(desk);
});
beforeEach(async () => {
  shop = await makeShop(desk);
  row = await makeConversation(shop.account, shop.inbox);
  await live.drain();
});
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});
afterAll(async () => {
  await live.stop();
  await desk.close();
});

const EXTENDED = { protocols: ['actioncable-v1-ext-json', 'actioncable-v1-json'] };

async function listen(identifier: object, extra: object = {}, options = EXTENDED): Promise<RawClient> {
  const client = await new RawClient(live.url, options).opened();
  clients.push(client);
  expect(await client.subscribe(identifier, extra)).toBe('confirm_subscription');
  return client;
}

const say = (content: string, fields: object = {}) =>
  makeMessage(shop.agent.ctx, row, { content, ...fields });
const isSaying = (content: string) => (frame: Frame) => frame.message?.data?.content === content;
const said = ({ frames }: RawClient) =>
  frames.flatMap(({ message }) => (message?.event === 'message.created' ? [message.data.content] : []));

/** The place of a frame, as a client sends it back. */
const placeOf = ({ stream_id = '', epoch, offset }: Frame) => ({
  history: { streams: { [stream_id]: { epoch, offset } } },
});

const isHistory = ({ type }: Frame) => type === 'confirm_history' || type === 'reject_history';

describe('a frame', () => {
  it('of the extended protocol tells its place, which grows', async () => {
    const client = await listen(await agentIdentifier(shop.account, shop.agent));
    await say('one');
    await say('two');
    const one = await client.until(isSaying('one'));
    const two = await client.until(isSaying('two'));
    expect(one).toMatchObject({ stream_id: expect.any(String), epoch: expect.any(String) });
    expect([two.stream_id, two.epoch]).toEqual([one.stream_id, one.epoch]);
    expect(Number(two.offset)).toBeGreaterThan(Number(one.offset));
  });

  it('of the plain protocol tells none', async () => {
    const plain = { protocols: ['actioncable-v1-json'] };
    const client = await listen(await agentIdentifier(shop.account, shop.agent), {}, plain);
    await say('one');
    expect(Object.keys(await client.until(isSaying('one')))).toEqual(['identifier', 'message']);
  });
});

describe('a client that comes back', () => {
  it('gets what it missed, once and in order, then what follows', async () => {
    const identifier = await agentIdentifier(shop.account, shop.agent);
    const first = await listen(identifier);
    await say('seen');
    const place = placeOf(await first.until(isSaying('seen')));
    first.close();
    for (const content of ['missed 1', 'missed 2', 'missed 3']) await say(content);
    await live.drain();
    const again = await listen(identifier, place);
    await again.until(isHistory);
    await say('new');
    await again.until(isSaying('new'));
    expect(said(again)).toEqual(['missed 1', 'missed 2', 'missed 3', 'new']);
    expect(again.frames.find(isHistory)?.type).toBe('confirm_history');
  });

  it('misses nothing and gets nothing twice while events keep coming', async () => {
    const identifier = await agentIdentifier(shop.account, shop.agent);
    const first = await listen(identifier);
    await say('seen');
    const place = placeOf(await first.until(isSaying('seen')));
    first.close();
    const sent = Array.from({ length: 120 }, (_, at) => `number ${at}`);
    let again: RawClient | undefined;
    for (const [at, content] of sent.entries()) {
      await say(content);
      if (at === 60) again = await new RawClient(live.url, EXTENDED).opened();
      if (at === 60) again?.send({ command: 'subscribe', identifier: JSON.stringify(identifier), ...place });
    }
    if (!again) throw new Error('It did not come back');
    clients.push(again);
    await again.until(isSaying('number 119'));
    expect(said(again)).toEqual(sent);
  });

  it('as a contact gets what contacts see', async () => {
    const identifier = await contactIdentifier(shop.account, row);
    const first = await listen(identifier);
    await say('seen');
    const place = placeOf(await first.until(isSaying('seen')));
    first.close();
    await say('canary-note', { private: true });
    await say('missed');
    await live.drain();
    const again = await listen(identifier, place);
    await again.until(isHistory);
    expect(said(again)).toEqual(['missed']);
    expect(JSON.stringify(again.frames)).not.toContain('canary-note');
    expect(JSON.stringify(again.frames)).not.toContain(`pubsub_token":"${identifier.pubsub_token}`);
  });

  it('gets what happened since a moment when it has no place yet', async () => {
    await say('before');
    await live.drain();
    desk.clock.advance(10_000);
    const since = Math.floor(desk.clock.now().getTime() / 1000);
    await say('since');
    await live.drain();
    const client = await listen(await agentIdentifier(shop.account, shop.agent), { history: { since } });
    await client.until(isHistory);
    expect(said(client)).toEqual(['since']);
  });

  it.each<[string, (place: { epoch: string; offset: number }) => object]>([
    ['from another time', (place) => ({ ...place, epoch: 'other' })],
    ['that was never given out', (place) => ({ ...place, offset: place.offset + 1000 })],
  ])('with a place %s is told that its history is not known, and goes on', async (_, change) => {
    const identifier = await agentIdentifier(shop.account, shop.agent);
    const first = await listen(identifier);
    await say('seen');
    const { stream_id = '', epoch = '', offset = 0 } = await first.until(isSaying('seen'));
    const history = { streams: { [stream_id]: change({ epoch, offset }) } };
    const again = await listen(identifier, { history });
    expect((await again.until(isHistory)).type).toBe('reject_history');
    await say('new');
    await again.until(isSaying('new'));
    expect(said(again)).toEqual(['new']);
  });

  it('after what it missed was forgotten is told so', async () => {
    const identifier = await agentIdentifier(shop.account, shop.agent);
    const first = await listen(identifier);
    await say('seen');
    const place = placeOf(await first.until(isSaying('seen')));
    first.close();
    await say('forgotten');
    await live.drain();
    await desk.services.database.queries.delete(events);
    await say('kept');
    await live.drain();
    const again = await listen(identifier, place);
    expect((await again.until(isHistory)).type).toBe('reject_history');
  });

  it('with a stream that is not its own learns nothing of it', async () => {
    const other = await makeShop(desk);
    const theirs = await makeConversation(other.account, other.inbox);
    await makeMessage(other.agent.ctx, theirs, { content: 'canary-other' });
    await live.drain();
    const history = {
      streams: { [`account_${other.account.account.id}`]: { epoch: 'x', offset: 0 } },
      since: 1,
    };
    const client = await listen(await agentIdentifier(shop.account, shop.agent), { history });
    await client.until(isHistory);
    expect(JSON.stringify(client.frames)).not.toContain('canary-other');
  });

  it('gets nothing of an inbox that they are no member of any more', async () => {
    const identifier = await agentIdentifier(shop.account, shop.agent);
    const first = await listen(identifier);
    await say('seen');
    const place = placeOf(await first.until(isSaying('seen')));
    first.close();
    await say('canary-missed');
    await shop.ask(shop.administrator, 'DELETE', '/inbox_members', {
      inbox_id: shop.inbox.id,
      user_ids: [shop.agent.id],
    });
    await live.drain();
    const again = await listen(identifier, place);
    await again.until(isHistory);
    expect(JSON.stringify(again.frames)).not.toContain('canary-missed');
  });

  it('may ask again for history on a subscription that it has', async () => {
    const identifier = await agentIdentifier(shop.account, shop.agent);
    const client = await listen(identifier);
    await say('one');
    const place = placeOf(await client.until(isSaying('one')));
    await say('two');
    await client.until(isSaying('two'));
    client.send({ command: 'history', identifier: JSON.stringify(identifier), ...place });
    await client.until(isHistory);
    expect(said(client)).toEqual(['one', 'two', 'two']);
  });
});
