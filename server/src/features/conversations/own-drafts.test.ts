import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { eventsDuring, makeConversation, makeShop, type Shop } from '../../../test/factories.ts';
import { makeInbox, openTestDesk, type TestDesk } from '../../../test/harness.ts';

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

const save = (fields: object, who = shop.agent, { display_id } = conversation) =>
  shop.ask(who, 'PUT', `/conversations/${display_id}/own_draft`, { mode: 'reply', ...fields });
const list = async (who = shop.agent) => (await shop.ask(who, 'GET', '/own_drafts')).body.payload;

it('what I began is listed with whose it is for, its version and what belongs to it', async () => {
  const details = { in_reply_to: 7 };
  const { status, body } = await save({ message: 'Dear ', version: 'v1', details });
  expect([status, body]).toEqual([200, { version: 'v1' }]);
  await save({ mode: 'note', message: 'A VIP', version: 'n1' });
  const { display_id: conversation_id } = conversation;
  const listed = await list();
  expect(listed).toHaveLength(2);
  expect(listed).toContainEqual({ conversation_id, mode: 'reply', message: 'Dear ', version: 'v1', details });
  expect(listed).toContainEqual({
    conversation_id,
    mode: 'note',
    message: 'A VIP',
    version: 'n1',
    details: {},
  });
});

it('colleagues neither see it nor change it', async () => {
  await save({ message: 'Mine', version: 'v1' });
  expect(await list(shop.administrator)).toEqual([]);
  expect((await save({ message: 'Theirs', version: 'v1' }, shop.administrator)).status).toBe(200);
  expect(await list()).toMatchObject([{ message: 'Mine' }]);
});

it('a version takes the place of the one that it was made from', async () => {
  await save({ message: 'Dear ', version: 'v1' });
  expect((await save({ message: 'Dear Rui', version: 'v2', replaces: 'v1' })).status).toBe(200);
  expect(await list()).toMatchObject([{ message: 'Dear Rui', version: 'v2' }]);
});

it.each([
  ['made from an older version', { replaces: 'v1' }],
  ['made from nothing', {}],
  ['made from nothing, and says so', { replaces: null }],
])('one that is %s does not take the place of what was written elsewhere', async (_, fields) => {
  await save({ message: 'Dear ', version: 'v1' });
  await save({ message: 'Dear Rui', version: 'v2', replaces: 'v1' });
  for (const message of ['Hello', '']) {
    const { status, body } = await save({ message, version: 'v3', ...fields });
    expect([status, body.error]).toEqual([409, expect.stringContaining('changed elsewhere')]);
  }
  expect(await list()).toMatchObject([{ message: 'Dear Rui', version: 'v2' }]);
});

it('of two first versions in the same moment one is kept, and the other refused', async () => {
  const answers = await Promise.all(
    ['a', 'b', 'c', 'd'].map((version) => save({ message: version, version })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  const kept = answers.find(({ status }) => status === 200)?.body.version;
  expect(await list()).toMatchObject([{ message: kept, version: kept }]);
});

it('saving a version again changes nothing', async () => {
  await save({ message: 'Dear ', version: 'v1' });
  expect((await save({ message: 'Dear ', version: 'v1' })).status).toBe(200);
  expect(await list()).toMatchObject([{ message: 'Dear ', version: 'v1' }]);
});

it('an empty text keeps nothing, and what is kept no longer may be replaced', async () => {
  await save({ message: 'Dear ', version: 'v1' });
  expect((await save({ message: '', version: 'v2', replaces: 'v1' })).status).toBe(200);
  expect(await list()).toEqual([]);
  expect((await save({ message: 'Dear Rui', version: 'v3', replaces: 'v1' })).status).toBe(200);
  expect(await list()).toMatchObject([{ message: 'Dear Rui' }]);
});

it('nothing is listed of conversations that I may not open any more, and is there again with them', async () => {
  const inbox = await makeInbox(shop.account, { members: [shop.agent] });
  const other = await makeConversation(shop.account, inbox);
  await save({ message: 'Dear ', version: 'v1' }, shop.agent, other);
  const members = (method: 'POST' | 'DELETE') =>
    shop.ask(shop.administrator, method, '/inbox_members', {
      inbox_id: inbox.id,
      user_ids: [shop.agent.id],
    });
  expect((await members('DELETE')).status).toBe(200);
  expect(await list()).toEqual([]);
  expect((await members('POST')).status).toBe(200);
  expect(await list()).toHaveLength(1);
});

it('nobody is told of it', async () => {
  expect(await eventsDuring(shop.account, () => save({ message: 'Dear ', version: 'v1' }))).toEqual([]);
});

it.each([
  ['mode', { mode: 'mail' }],
  ['message', { message: ['x'] }],
  ['message', { message: 'x'.repeat(150_001) }],
  ['version', { version: '' }],
  ['version', { version: 'x'.repeat(65) }],
  ['replaces', { replaces: 7 }],
  ['details', { details: 'x' }],
])('a draft whose %s does not fit is refused (%#)', async (field, fields) => {
  const { status, body } = await save({ message: 'x', version: 'v1', ...fields });
  expect([status, body.attributes]).toEqual([422, [field]]);
});
