import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  eventsDuring,
  makeBot,
  makeContact,
  makeConversation,
  makeMessage,
  makeShop,
  readMessages,
  type Shop,
} from '../../../test/factories.ts';
import { makeInbox, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { claimFile, isClaimed } from '../../platform/files/claims.ts';
import { accessContact } from '../contacts/access.ts';
import { contactInboxes } from '../contacts/table.ts';
import { agentBotInboxes, inboxes, inboxLookups, inboxMembers } from '../inboxes/table.ts';
import { attachments, conversations } from './table.ts';

let desk: TestDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  shop = await makeShop(desk);
});
afterAll(() => desk?.close());

const remove = (id: number, who = shop.administrator) => shop.ask(who, 'DELETE', `/inboxes/${id}`);

/** What there is of an inbox, in every table that points to it. */
async function remains(inbox_id: number) {
  const tables = [contactInboxes, agentBotInboxes, inboxLookups, inboxMembers, conversations];
  const { queries } = shop.account;
  const counts = await Promise.all(
    tables.map((table) => queries.select().from(table).where(eq(table.inbox_id, inbox_id))),
  );
  return counts.map((rows) => rows.length);
}

/** Puts a file that belongs to the account where `write` says. */
async function keepFile(key: string, write: (file: object) => Promise<unknown>) {
  const { account, queries, now } = shop.account;
  await claimFile(queries, { key, account_id: account.id }, now());
  await write({ key, file_name: 'a.png', content_type: 'image/png', byte_size: 3 });
  return () => isClaimed(queries, { key, account_id: account.id });
}

it('an administrator deletes an inbox, with a sentence for an answer', async () => {
  const { status, body } = await remove(shop.inbox.id);
  expect([status, body]).toEqual([200, { message: 'The inbox and its conversations are deleted.' }]);
  expect((await shop.ask(shop.administrator, 'GET', `/inboxes/${shop.inbox.id}`)).status).toBe(404);
  expect((await shop.ask(shop.administrator, 'GET', '/inboxes')).body.payload).toEqual([]);
});

it('conversations, messages, members, the bot and the links of contacts go with it; contacts stay', async () => {
  const { account, inbox } = shop;
  await makeBot(desk, account, { inbox });
  const contact = await makeContact(account);
  const conversation = await makeConversation(account, inbox, { contact_id: contact.id });
  await makeMessage(account, conversation);
  expect(await remains(inbox.id)).toEqual([1, 1, 1, 1, 1]);
  expect((await remove(inbox.id)).status).toBe(200);
  expect(await remains(inbox.id)).toEqual([0, 0, 0, 0, 0]);
  expect(await readMessages(account, conversation)).toEqual([]);
  expect((await accessContact(account, contact.id)).id).toBe(contact.id);
});

it('files of the inbox and its messages are given up, and no others', async () => {
  const { account, inbox } = shop;
  const other = await makeInbox(account, { name: 'Other' });
  const { id: account_id } = account.account;
  const stamps = { created_at: account.now(), updated_at: account.now() };
  const attach = async (inbox_of: typeof inbox, file: object) => {
    const conversation = await makeConversation(account, inbox_of);
    const message = await makeMessage(account, conversation);
    const ids = { account_id, message_id: message.id, conversation_id: conversation.id };
    await account.queries
      .insert(attachments)
      .values({ ...ids, file_type: 'image', file: file as never, ...stamps });
  };
  const sent = await keepFile('sent', (file) => attach(inbox, file));
  const kept = await keepFile('kept', (file) => attach(other, file));
  const avatar = await keepFile('avatar', (file) =>
    account.queries
      .update(inboxes)
      .set({ avatar: file as never })
      .where(and(eq(inboxes.account_id, account_id), eq(inboxes.id, inbox.id))),
  );
  await remove(inbox.id);
  expect([await sent(), await avatar(), await kept()]).toEqual([false, false, true]);
});

it('another inbox keeps what it has', async () => {
  const { account, inbox } = shop;
  const other = await makeInbox(account, { name: 'Other' });
  const conversation = await makeConversation(account, other);
  await makeMessage(account, conversation);
  await remove(inbox.id);
  expect((await readMessages(account, conversation)).length).toBe(1);
});

it('the deletion is told of and makes what clients keep of inboxes old', async () => {
  const told = await eventsDuring(shop.account, () => remove(shop.inbox.id));
  expect(told.map(({ name }) => name)).toEqual(['inbox.deleted', 'account.cache_invalidated']);
});

it('a member of the inbox cannot delete it, nor somebody of another account', async () => {
  const other = await makeShop(desk);
  expect((await remove(shop.inbox.id, shop.agent)).status).toBe(401);
  expect((await other.ask(other.administrator, 'DELETE', `/inboxes/${shop.inbox.id}`)).status).toBe(404);
  expect((await shop.ask(shop.agent, 'GET', `/inboxes/${shop.inbox.id}`)).status).toBe(200);
});
