import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  eventsDuring,
  makeConversation,
  makeShop,
  readActivities,
  readConversation,
  type Shop,
} from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';

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

const toggle = (body?: object) =>
  shop.ask(shop.agent, 'POST', `/conversations/${conversation.display_id}/toggle_priority`, body);
const update = (body: object, method: 'PATCH' | 'PUT' = 'PATCH') =>
  shop.ask(shop.agent, method, `/conversations/${conversation.display_id}`, body);
const priority = async () => (await readConversation(shop.account, conversation)).priority;

it('an agent sets the priority with an empty answer', async () => {
  const { status, text } = await toggle({ priority: 'urgent' });
  expect([status, text, await priority()]).toEqual([200, '', 'urgent']);
});

it.each(['PATCH', 'PUT'] as const)(
  '%s sets the priority and answers the whole conversation',
  async (method) => {
    const { status, body } = await update({ priority: 'low' }, method);
    expect([status, body.id, body.priority]).toEqual([200, conversation.display_id, 'low']);
  },
);

describe.each([[{ priority: null }], [{ priority: '' }], [{ priority: 'nil' }]])('%j', (body) => {
  it('takes the priority away', async () => {
    await toggle({ priority: 'high' });
    expect((await toggle(body)).status).toBe(200);
    expect(await priority()).toBeNull();
    await toggle({ priority: 'high' });
    expect((await update(body)).body.priority).toBeNull();
  });
});

it('toggling without a priority takes it away, a change without one leaves it', async () => {
  await toggle({ priority: 'high' });
  expect((await update({})).body.priority).toBe('high');
  await toggle();
  expect(await priority()).toBeNull();
});

it.each(['highest', 3, ['low'], 'Low'])('a priority that there is not, %j, is refused', async (wrong) => {
  for (const answer of [await toggle({ priority: wrong }), await update({ priority: wrong })]) {
    expect([answer.status, answer.body.attributes]).toEqual([422, ['priority']]);
  }
  expect(await priority()).toBeNull();
});

it('each change leaves a line and tells of it, a repetition does neither', async () => {
  const emitted = await eventsDuring(shop.account, async () => {
    await toggle({ priority: 'low' });
    await toggle({ priority: 'high' });
    await toggle({ priority: 'high' });
    await toggle({ priority: null });
  });
  expect(await readActivities(shop.account, conversation)).toEqual([
    'Ben Brown set the priority to low',
    'Ben Brown changed the priority from low to high',
    'Ben Brown took the priority off the conversation',
  ]);
  const changes = emitted
    .filter(({ name }) => name === 'conversation.updated')
    .map(({ data }) => data.changes);
  expect(changes).toEqual([
    { priority: [null, 'low'] },
    { priority: ['low', 'high'] },
    { priority: ['high', null] },
  ]);
});
