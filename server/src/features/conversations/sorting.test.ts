import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeContact, makeConversation, makeShop, type Shop, setColumns } from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';

let desk: TestDesk;
let shop: Shop;

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));

/** Conversations 1 to 5, each column in an order of its own. */
const ROWS = [
  { created_at: at(1), last_activity_at: at(13), priority: 'low', waiting_since: at(22) },
  { created_at: at(2), last_activity_at: at(15), priority: null, waiting_since: null },
  { created_at: at(3), last_activity_at: at(11), priority: 'urgent', waiting_since: at(21) },
  { created_at: at(4), last_activity_at: at(14), priority: null, waiting_since: null },
  { created_at: at(5), last_activity_at: at(12), priority: 'low', waiting_since: at(23) },
] as const;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
  const contact = await makeContact(shop.account);
  for (const columns of ROWS) {
    const row = await makeConversation(shop.account, shop.inbox, { contact_id: contact.id });
    await setColumns(shop.account, row, columns);
  }
});
afterAll(() => desk.close());

async function order(sort_by: string) {
  const { body } = await shop.ask(shop.agent, 'GET', `/conversations?sort_by=${sort_by}`);
  return body.data.payload.map(({ id }: { id: number }) => id).join('');
}

it.each([
  ['', '24153'],
  ['last_activity_at_desc', '24153'],
  ['latest', '24153'],
  ['last_activity_at_asc', '35142'],
  ['created_at_asc', '12345'],
  ['created_at_desc', '54321'],
  ['sort_on_created_at', '12345'],
  ['priority_desc', '31524'],
  ['sort_on_priority', '31524'],
  ['priority_asc', '15324'],
  ['waiting_since_asc', '31524'],
  ['sort_on_waiting_since', '31524'],
  ['waiting_since_desc', '51324'],
  ['no_such_order', '24153'],
  ['constructor', '24153'],
])('%s sorts as promised', async (sort_by, expected) => {
  expect(await order(sort_by)).toBe(expected);
});
