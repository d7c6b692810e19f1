import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askPublicly, enter, publicAddress } from '../../../test/customers.ts';
import {
  eventsDuring,
  makeMessage,
  makeShop,
  readConversation,
  readMessages,
  type Shop,
  setColumns,
} from '../../../test/factories.ts';
import { PNG, sendForm } from '../../../test/forms.ts';
import { makeInbox, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { accessConversation } from './access.ts';
import { setStatusQuietly } from './status.ts';
import type { ConversationRow } from './table.ts';

let desk: TestDesk;
let shop: Shop;
let source_id: string;
let conversation: ConversationRow;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
});
afterAll(() => desk?.close());
beforeEach(async () => {
  source_id = await enter(desk, shop.inbox, { name: 'Rui Costa' });
  conversation = await start();
});

async function start() {
  const path = `/contacts/${source_id}/conversations`;
  const { body } = await askPublicly(desk, shop.inbox)('POST', path);
  return accessConversation(shop.account, body.id);
}

type Question = Parameters<ReturnType<typeof askPublicly>>[2];

const place = () => `/contacts/${source_id}/conversations/${conversation.display_id}/messages`;
const say = (body: object, question: Question = {}) =>
  askPublicly(desk, shop.inbox)('POST', place(), { body, ...question });
const list = (query = '') => askPublicly(desk, shop.inbox)('GET', `${place()}${query}`);
const answer = (id: number, body: object) =>
  askPublicly(desk, shop.inbox)('PATCH', `${place()}/${id}`, { body });
const NOT_FOUND = { status: 404, body: { error: 'Resource could not be found' } };

describe('a message of the contact', () => {
  it('comes in, as the contact’s', async () => {
    const events = await eventsDuring(shop.account, async () => {
      const { status, body } = await say({ content: 'Where is my order?', echo_id: 'echo-1' });
      expect(status).toBe(200);
      expect(body).toEqual({
        id: expect.any(Number),
        content: 'Where is my order?',
        message_type: 0,
        content_type: 'text',
        content_attributes: {},
        created_at: Math.floor(desk.clock.now().getTime() / 1000),
        conversation_id: conversation.display_id,
        sender: expect.objectContaining({ id: conversation.contact_id, type: 'contact', name: 'Rui Costa' }),
      });
    });
    expect(events.find(({ name }) => name === 'message.created')).toMatchObject({
      by: { type: 'contact', id: conversation.contact_id },
      data: { echo_id: 'echo-1', message_type: 0, private: false },
    });
  });

  it('says nothing of its own kind: it is incoming, public, and of the contact', async () => {
    const { body } = await say({
      content: 'I am an agent',
      message_type: 'outgoing',
      private: true,
      sender_type: 'AgentBot',
      sender_id: 1,
      content_type: 'cards',
      content_attributes: { items: [] },
      source_id: 'mine',
      campaign_id: 5,
      status: 'failed',
    });
    const row = (await readMessages(shop.account, conversation)).find(({ id }) => id === body.id);
    expect(row).toMatchObject({
      message_type: 0,
      private: false,
      sender_type: 'Contact',
      sender_id: conversation.contact_id,
      content_type: 'text',
      content_attributes: {},
      source_id: null,
      additional_attributes: {},
      status: 'sent',
    });
  });

  it('brings a resolved conversation back, and starts the waiting', async () => {
    await shop.account.transaction((tx) => setStatusQuietly(tx, conversation, 'resolved'));
    desk.clock.advance(60_000);
    await say({ content: 'Still here' });
    expect(await readConversation(shop.account, conversation)).toMatchObject({
      status: 'open',
      waiting_since: desk.clock.now(),
    });
  });

  it('of a blocked contact brings nothing back', async () => {
    await shop.ask(shop.agent, 'POST', `/conversations/${conversation.display_id}/mute`);
    await say({ content: 'Hello?' });
    expect((await readConversation(shop.account, conversation)).status).toBe('resolved');
  });

  it('is greeted where the inbox greets', async () => {
    const inbox = await makeInbox(shop.account, { greeting_enabled: true, greeting_message: 'Welcome' });
    const path = `/contacts/${await enter(desk, inbox)}/conversations`;
    const ask = askPublicly(desk, inbox);
    const { body } = await ask('POST', path);
    await ask('POST', `${path}/${body.id}/messages`, { body: { content: 'Hi' } });
    const said = (await ask('GET', `${path}/${body.id}/messages`)).body;
    expect(said.map(({ content }: { content: string }) => content)).toEqual(['Hi', 'Welcome']);
  });

  it('brings files', async () => {
    const { status, body } = await sendForm(desk, 'POST', `${publicAddress(shop.inbox)}${place()}`, {
      token: '',
      fields: { content: 'Look', 'attachments[]': PNG },
    });
    expect(status).toBe(200);
    expect(body.attachments).toMatchObject([{ file_type: 'image', message_id: body.id }]);
    expect((await list()).body.at(-1)).toEqual(body);
  });

  it('takes no files by name', async () => {
    expect((await say({ content: 'Look', attachments: ['a-blob-id'] })).status).toBe(422);
  });

  it('sent again with its echo_id is not written twice', async () => {
    const first = await say({ content: 'Once', echo_id: 'echo-2' });
    const again = await say({ content: 'Once', echo_id: 'echo-2' });
    expect(again.body).toEqual(first.body);
    expect(await readMessages(shop.account, conversation)).toHaveLength(1);
  });

  it('sent again with its Idempotency-Key is not written twice', async () => {
    const headers = { 'idempotency-key': 'say-once' };
    const first = await say({ content: 'Once' }, { headers });
    const again = await say({ content: 'Once' }, { headers });
    expect([again.text, again.headers['idempotency-replayed']]).toEqual([first.text, 'true']);
    expect(await readMessages(shop.account, conversation)).toHaveLength(1);
  });

  it('is sent 60 times a minute at most, and other contacts are not held up', async () => {
    const from = '198.51.100.7';
    for (let sent = 0; sent < 60; sent += 1) expect((await say({ content: 'x' }, { from })).status).toBe(200);
    expect((await say({ content: 'x' }, { from })).status).toBe(429);
    source_id = await enter(desk, shop.inbox);
    conversation = await start();
    expect((await say({ content: 'x' }, { from })).status).toBe(200);
  });
});

describe('the list of messages', () => {
  it('is the latest 20, and those before an id', async () => {
    for (let count = 1; count <= 23; count += 1) {
      await makeMessage(shop.agent.ctx, conversation, { content: `out ${count}` });
      await makeMessage(shop.agent.ctx, conversation, { content: `note ${count}`, private: true });
    }
    const contents = (rows: { content: string }[]) => rows.map(({ content }) => content);
    const latest = (await list()).body;
    expect(contents(latest)).toEqual(Array.from({ length: 20 }, (_, index) => `out ${index + 4}`));
    const earlier = (await list(`?before=${latest[0].id}`)).body;
    expect(contents(earlier)).toEqual(['out 1', 'out 2', 'out 3']);
  });
});

describe('an answer to a message that asks', () => {
  const asked = (fields: object) => makeMessage(shop.agent.ctx, conversation, fields);
  const SELECT = {
    content: 'Which size?',
    content_type: 'input_select',
    content_attributes: { items: [{ title: 'Large', value: 'l' }] },
  };
  const VALUES = [{ name: 'size', title: 'Large', value: 'l' }];

  it('is kept with what it asked for, and told of', async () => {
    const { id } = await asked(SELECT);
    const events = await eventsDuring(shop.account, async () => {
      const { status, body } = await answer(id, { submitted_values: [{ ...VALUES[0], other: 'dropped' }] });
      expect(status).toBe(200);
      expect(body).toMatchObject({
        id,
        content_attributes: { items: SELECT.content_attributes.items, submitted_values: VALUES },
      });
    });
    expect(events).toMatchObject([{ name: 'message.updated', by: { type: 'contact' } }]);
  });

  it('may come with PUT', async () => {
    const { id } = await asked(SELECT);
    const { status } = await askPublicly(desk, shop.inbox)('PUT', `${place()}/${id}`, {
      body: { submitted_values: VALUES },
    });
    expect(status).toBe(200);
  });

  it('changes nothing else of the message', async () => {
    const message = await asked(SELECT);
    await answer(message.id, {
      submitted_values: VALUES,
      content: 'mine',
      status: 'failed',
      private: true,
      content_attributes: { deleted: true },
    });
    const row = (await readMessages(shop.account, conversation)).find(({ id }) => id === message.id);
    expect(row).toEqual({
      ...message,
      content_attributes: { ...message.content_attributes, submitted_values: VALUES },
      updated_at: expect.any(Date),
    });
  });

  it('rates a survey, for 14 days', async () => {
    const { id } = await asked({ content: 'How was it?', content_type: 'input_csat' });
    const submitted_values = { csat_survey_response: { rating: 5, feedback_message: 'Good' } };
    desk.clock.advance(14 * 24 * 3_600_000);
    expect((await answer(id, { submitted_values })).body.content_attributes).toEqual({ submitted_values });
    desk.clock.advance(24 * 3_600_000);
    expect(await answer(id, { submitted_values })).toMatchObject({
      status: 422,
      body: { error: 'You cannot update the CSAT survey after 14 days' },
    });
  });

  it.each([
    undefined,
    null,
    'large',
    5,
    [5],
    [['a']],
    [{ value: { deep: 1 } }],
    { csat_survey_response: { rating: 9 } },
  ])('cannot be %j', async (submitted_values) => {
    const { id } = await asked(SELECT);
    expect((await answer(id, { submitted_values })).status).toBe(422);
  });

  it('needs a message that asks', async () => {
    const { id } = await asked({ content: 'Just so' });
    expect((await answer(id, { submitted_values: VALUES })).status).toBe(422);
  });

  it('needs a message that the contact sees, in this conversation', async () => {
    const note = await asked({ ...SELECT, private: true });
    const first = conversation;
    const { id } = await asked(SELECT);
    expect(await answer(note.id, { submitted_values: VALUES })).toMatchObject(NOT_FOUND);
    conversation = await start();
    expect(await answer(id, { submitted_values: VALUES })).toMatchObject(NOT_FOUND);
    const rows = await readMessages(shop.account, first);
    expect(rows.map(({ content_attributes }) => 'submitted_values' in content_attributes)).toEqual([
      false,
      false,
    ]);
  });
});

it('whoever answers an agent’s message stops no waiting of the desk', async () => {
  await setColumns(shop.account, conversation, { waiting_since: null });
  const { id } = await makeMessage(shop.agent.ctx, conversation, {
    content: 'Which?',
    content_type: 'input_select',
    content_attributes: { items: [{ title: 'A', value: 'a' }] },
  });
  await answer(id, { submitted_values: [{ title: 'A', value: 'a' }] });
  expect((await readConversation(shop.account, conversation)).waiting_since).toBeNull();
});
