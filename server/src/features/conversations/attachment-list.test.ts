import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeConversation, makeMessage, makeShop, type Shop } from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { newFileKey } from '../../platform/files/store.ts';
import { attachments } from './table.ts';

let desk: TestDesk;
let shop: Shop;
let conversation: Awaited<ReturnType<typeof makeConversation>>;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
  conversation = await makeConversation(shop.account, shop.inbox);
  const message = await makeMessage(shop.agent.ctx, conversation);
  const other = await makeMessage(shop.agent.ctx, await makeConversation(shop.account, shop.inbox));
  await attach(message, 102);
  await attach(other, 1);
});
afterAll(() => desk?.close());

/** Pictures of the message, numbered by their width. */
async function attach(message: Awaited<ReturnType<typeof makeMessage>>, count: number) {
  const { account_id, id: message_id, conversation_id, created_at } = message;
  const file = { file_name: 'cat.png', content_type: 'image/png', byte_size: 70 };
  const rows = Array.from({ length: count }, (_, index) => ({
    account_id,
    message_id,
    conversation_id,
    file_type: 'image' as const,
    file: { ...file, key: newFileKey() },
    width: index + 1,
    height: 1,
    created_at,
    updated_at: created_at,
  }));
  await shop.account.queries.insert(attachments).values(rows);
}

const list = (query = '') =>
  shop.ask(shop.agent, 'GET', `/conversations/${conversation.display_id}/attachments${query}`);

it('attachments come with their message and its sender, without an id', async () => {
  const { status, body } = await list();
  expect(status).toBe(200);
  expect(body.payload[0]).toEqual({
    message_id: expect.any(Number),
    thumb_url: expect.stringMatching(/^https:\/\//),
    data_url: expect.stringMatching(/^https:\/\//),
    file_size: 70,
    file_type: 'image',
    extension: 'png',
    width: 102,
    height: 1,
    created_at: expect.any(Number),
    sender: expect.objectContaining({ id: shop.agent.id, type: 'user' }),
  });
});

it('they are listed 100 a page, the newest first, and counted over all pages', async () => {
  const pages = [await list(), await list('?page=2'), await list('?page=3')];
  const widths = pages.map(({ body }) => body.payload.map(({ width }: { width: number }) => width));
  expect(widths[0]).toHaveLength(100);
  expect(widths[0].slice(0, 2)).toEqual([102, 101]);
  expect(widths.slice(1)).toEqual([[2, 1], []]);
  expect(pages.map(({ body }) => body.meta)).toEqual([
    { total_count: 102 },
    { total_count: 102 },
    { total_count: 102 },
  ]);
});

it('what a kind of attachment does not have is null', async () => {
  const other = await makeConversation(shop.account, shop.inbox);
  const {
    account_id,
    id: message_id,
    conversation_id,
    created_at,
  } = await makeMessage(shop.agent.ctx, other);
  await shop.account.queries.insert(attachments).values({
    account_id,
    message_id,
    conversation_id,
    file_type: 'location',
    created_at,
    updated_at: created_at,
  });
  const { body } = await shop.ask(shop.agent, 'GET', `/conversations/${other.display_id}/attachments`);
  expect(body.payload).toMatchObject([
    { file_type: 'location', thumb_url: null, data_url: null, file_size: null, extension: null, width: null },
  ]);
});
