import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  eventsDuring,
  makeConversation,
  makeMessage,
  makeShop,
  readMessages,
  type Shop,
} from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { claimFile, isClaimed } from '../../platform/files/claims.ts';
import { newFileKey } from '../../platform/files/store.ts';
import { attachments } from './table.ts';

let desk: TestDesk;
let shop: Shop;
let conversation: Awaited<ReturnType<typeof makeConversation>>;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  shop = await makeShop(desk);
  conversation = await makeConversation(shop.account, shop.inbox);
});
afterAll(() => desk?.close());

const remove = (who = shop.administrator, at = shop) =>
  at.ask(who, 'DELETE', `/conversations/${conversation.display_id}`);
const show = () => shop.ask(shop.administrator, 'GET', `/conversations/${conversation.display_id}`);

async function attachFile(message: { id: number; conversation_id: number }) {
  const { account_id } = conversation;
  const key = newFileKey();
  const now = desk.clock.now();
  await claimFile(shop.account.queries, { key, account_id }, now);
  await shop.account.queries.insert(attachments).values({
    account_id,
    message_id: message.id,
    conversation_id: message.conversation_id,
    file_type: 'file',
    file: { key, file_name: 'a.pdf', content_type: 'application/pdf', byte_size: 3 },
    created_at: now,
    updated_at: now,
  });
  return () => isClaimed(shop.account.queries, { key, account_id });
}

it('an administrator deletes a conversation with all that is in it, with an empty answer', async () => {
  const isKept = await attachFile(await makeMessage(shop.agent.ctx, conversation));
  await shop.ask(shop.agent, 'PATCH', `/conversations/${conversation.display_id}/draft_messages`, {
    message: 'x',
  });
  const { status, text } = await remove();
  expect([status, text]).toEqual([200, '']);
  expect((await show()).status).toBe(404);
  expect(await readMessages(shop.account, conversation)).toEqual([]);
  const { account_id } = conversation;
  const files = shop.account.queries.select().from(attachments).where(eq(attachments.account_id, account_id));
  expect([await files, await isKept()]).toEqual([[], false]);
});

it('other conversations stay, with their messages and files', async () => {
  const other = await makeConversation(shop.account, shop.inbox, { contact_id: conversation.contact_id });
  const isKept = await attachFile(await makeMessage(shop.agent.ctx, other));
  await remove();
  expect(await readMessages(shop.account, other)).toHaveLength(1);
  expect(await isKept()).toBe(true);
});

it('its number is not given again', async () => {
  await remove();
  const next = await makeConversation(shop.account, shop.inbox);
  expect(next.display_id).toBe(conversation.display_id + 1);
});

it('it is told', async () => {
  const emitted = await eventsDuring(shop.account, () => remove());
  expect(emitted.map(({ name, data }) => [name, data])).toEqual([
    [
      'conversation.deleted',
      { conversation_id: conversation.id, display_id: conversation.display_id, inbox_id: shop.inbox.id },
    ],
  ]);
});

it('a second deletion finds nothing', async () => {
  await remove();
  expect((await remove()).status).toBe(404);
});

it('an agent of the inbox may not delete', async () => {
  expect((await remove(shop.agent)).status).toBe(401);
  expect((await show()).status).toBe(200);
});

it('an administrator of another account finds nothing to delete', async () => {
  const other = await makeShop(desk);
  expect((await remove(other.administrator, other)).status).toBe(404);
  expect((await show()).status).toBe(200);
});
