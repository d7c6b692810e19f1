import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  eventsDuring,
  makeContact,
  makeConversation,
  makeShop,
  readConversation,
  type Shop,
  setColumns,
} from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { accessContact } from '../contacts/access.ts';
import { replaceLabels } from '../contacts/contact.ts';
import type { LabelRenaming } from '../labels/label.ts';
import { renameLabelJob } from './jobs.ts';

let desk: TestDesk;
let shop: Shop;
let label_id: number;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  shop = await makeShop(desk);
  label_id = (await shop.ask(shop.administrator, 'POST', '/labels', { title: 'vip' })).body.id;
});
afterAll(() => desk?.close());

/** Works on what was enqueued, as the job runner would. */
async function work() {
  const { queries } = desk.services.database;
  const { rows } = await queries.execute<{ payload: LabelRenaming }>(
    sql`select payload from graphile_worker._private_jobs order by id`,
  );
  await queries.execute(sql`delete from graphile_worker._private_jobs`);
  for (const { payload } of rows) await renameLabelJob(desk.services).run(payload);
  return rows.length;
}

const rename = (title: string) => shop.ask(shop.administrator, 'PATCH', `/labels/${label_id}`, { title });

async function makeLabelled(
  { account, inbox }: Shop,
  labels: string[],
  status: 'open' | 'resolved' = 'open',
) {
  const conversation = await makeConversation(account, inbox);
  await setColumns(account, conversation, { labels, status });
  return conversation;
}
const labelsOf = async ({ account }: Shop, conversation: { id: number }) =>
  (await readConversation(account, conversation)).labels;

it('a new title stands in the old one’s place in conversations of every status', async () => {
  const open = await makeLabelled(shop, ['bug', 'vip', 'lead']);
  const resolved = await makeLabelled(shop, ['vip'], 'resolved');
  const without = await makeLabelled(shop, ['bug']);
  await rename('patron');
  await work();
  expect(await labelsOf(shop, open)).toEqual(['bug', 'patron', 'lead']);
  expect(await labelsOf(shop, resolved)).toEqual(['patron']);
  expect(await labelsOf(shop, without)).toEqual(['bug']);
});

it('contacts are renamed too', async () => {
  const contact = await makeContact(shop.account);
  await replaceLabels(shop.account, contact, ['vip', 'b2b']);
  await rename('patron');
  await work();
  expect((await accessContact(shop.account, contact.id)).labels).toEqual(['patron', 'b2b']);
});

it('what carries the new title already carries it once', async () => {
  const open = await makeLabelled(shop, ['patron', 'vip']);
  const resolved = await makeLabelled(shop, ['vip', 'bug', 'patron'], 'resolved');
  await rename('patron');
  await work();
  expect(await labelsOf(shop, open)).toEqual(['patron']);
  expect(await labelsOf(shop, resolved)).toEqual(['patron', 'bug']);
});

it('the same title in another account stays', async () => {
  const other = await makeShop(desk);
  const foreign = await makeLabelled(other, ['vip']);
  const settled = await makeLabelled(other, ['vip'], 'resolved');
  const contact = await makeContact(other.account);
  await replaceLabels(other.account, contact, ['vip']);
  await rename('patron');
  await work();
  expect(await labelsOf(other, foreign)).toEqual(['vip']);
  expect((await accessContact(other.account, contact.id)).labels).toEqual(['vip']);
  expect(await labelsOf(other, settled)).toEqual(['vip']);
});

it('a title that changes twice goes through both changes', async () => {
  const conversation = await makeLabelled(shop, ['vip']);
  await rename('patron');
  await rename('sponsor');
  expect(await work()).toBe(2);
  expect(await labelsOf(shop, conversation)).toEqual(['sponsor']);
});

it('everyone hears of conversations that are not settled', async () => {
  const open = await makeLabelled(shop, ['vip']);
  await makeLabelled(shop, ['vip'], 'resolved');
  await rename('patron');
  const told = await eventsDuring(shop.account, work);
  expect(told.map(({ name, data }) => [name, data.conversation_id, data.changes])).toEqual([
    ['conversation.updated', open.id, { labels: [['vip'], ['patron']] }],
  ]);
});

it('a second run of the same job changes nothing', async () => {
  const conversation = await makeLabelled(shop, ['vip']);
  const payload = { account_id: shop.account.account.id, from: 'vip', to: 'patron' };
  await renameLabelJob(desk.services).run(payload);
  expect(await eventsDuring(shop.account, () => renameLabelJob(desk.services).run(payload))).toEqual([]);
  expect(await labelsOf(shop, conversation)).toEqual(['patron']);
});

it('another colour renames nothing, and a deleted label stays on what carries it', async () => {
  const conversation = await makeLabelled(shop, ['vip']);
  const path = `/labels/${label_id}`;
  await shop.ask(shop.administrator, 'PATCH', path, { color: '#000000' });
  await shop.ask(shop.administrator, 'DELETE', path);
  expect(await work()).toBe(0);
  expect(await labelsOf(shop, conversation)).toEqual(['vip']);
});
