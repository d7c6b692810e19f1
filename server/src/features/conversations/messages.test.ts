import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  eventsDuring,
  makeContact,
  makeConversation,
  makeMessage,
  makeShop,
  readConversation,
  readMessages,
  type Shop,
} from '../../../test/factories.ts';
import { makeInbox, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { contacts } from '../contacts/table.ts';

let desk: TestDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
});
afterAll(() => desk.close());

const make = (fields: Parameters<typeof makeConversation>[2] = {}) =>
  makeConversation(shop.account, shop.inbox, fields);
const post = (row: { display_id: number }, body: object, who: { token: string } = shop.agent) =>
  shop.ask(who, 'POST', `/conversations/${row.display_id}/messages`, body);

describe('the answer', () => {
  it('has every key of a message and nothing else', async () => {
    const row = await make();
    const { status, body } = await post(row, { content: 'Hello', echo_id: 'tmp-1' });
    expect([status, body]).toEqual([
      200,
      {
        id: expect.any(Number),
        content: 'Hello',
        inbox_id: shop.inbox.id,
        echo_id: 'tmp-1',
        conversation_id: row.display_id,
        message_type: 1,
        content_type: 'text',
        status: 'sent',
        content_attributes: {},
        created_at: Math.floor(desk.clock.now().getTime() / 1000),
        private: false,
        source_id: null,
        sender: {
          id: shop.agent.id,
          name: 'Ben Brown',
          available_name: 'Ben Brown',
          avatar_url: '',
          type: 'user',
          availability_status: 'offline',
          thumbnail: '',
        },
      },
    ]);
  });

  it('has no echo_id when none was sent', async () => {
    const { body } = await post(await make(), { content: 'Hello' });
    expect(body).not.toHaveProperty('echo_id');
  });
});

describe('message_type', () => {
  it('incoming has the contact as its sender', async () => {
    const contact = await makeContact(shop.account, { name: 'Rui' });
    const { body } = await post(await make({ contact_id: contact.id }), {
      content: 'Help',
      message_type: 'incoming',
    });
    expect([body.message_type, body.sender]).toEqual([
      0,
      {
        additional_attributes: {},
        custom_attributes: {},
        email: null,
        id: contact.id,
        identifier: null,
        name: 'Rui',
        phone_number: null,
        thumbnail: '',
        blocked: false,
        type: 'contact',
      },
    ]);
  });

  it('incoming is refused outside of API inboxes, and nothing is stored', async () => {
    const site = await makeInbox(shop.account, {
      members: [shop.agent],
      channel: { type: 'web_widget', website_url: 'https://shop.example.com' },
    });
    const row = await makeConversation(shop.account, site);
    const { status, body } = await post(row, { content: 'Help', message_type: 'incoming' });
    expect([status, body]).toEqual([422, { error: 'Incoming messages are only allowed in Api inboxes' }]);
    expect(await readMessages(shop.account, row)).toEqual([]);
  });

  it.each([
    ['template', 3],
    ['activity', 2],
    [0, 0],
  ])('%j is stored as %i with the contact as its sender', async (message_type, number) => {
    const { body } = await post(await make(), { content: 'x', message_type });
    expect([body.message_type, body.sender.type]).toEqual([number, 'contact']);
  });

  it.each(['shouted', 9, '1', ['incoming']])('%j is refused as an error alone', async (message_type) => {
    const { status, body } = await post(await make(), { content: 'x', message_type });
    expect([status, body]).toEqual([
      422,
      { error: 'Message type must be one of incoming, outgoing, activity, template' },
    ]);
  });

  it('null means outgoing, as null everywhere means what is usual', async () => {
    const { status, body } = await post(await make(), {
      content: 'x',
      message_type: null,
      private: null,
      content_type: null,
    });
    expect([status, body.message_type, body.private, body.content_type]).toEqual([200, 1, false, 'text']);
  });
});

describe('content', () => {
  it('may be absent', async () => {
    const { status, body } = await post(await make(), {});
    expect([status, body.content]).toEqual([200, null]);
  });

  it('takes 150000 characters', async () => {
    const { status } = await post(await make(), { content: 'x'.repeat(150_000) });
    expect(status).toBe(200);
  });

  it('takes no more', async () => {
    const { status, body } = await post(await make(), { content: 'x'.repeat(150_001) });
    expect([status, body]).toEqual([422, { error: 'Content is too long (maximum is 150000 characters)' }]);
  });

  it('keeps what is not Latin', async () => {
    const { body } = await post(await make(), { content: 'Olá 👩‍👩‍👧 مرحبا' });
    expect(body.content).toBe('Olá 👩‍👩‍👧 مرحبا');
  });
});

describe('the conversation after an outgoing message', () => {
  it('waits no longer and has its first reply', async () => {
    const row = await make();
    desk.clock.advance(5000);
    await post(row, { content: 'Hello' });
    const after = await readConversation(shop.account, row);
    expect([after.waiting_since, after.first_reply_created_at, after.last_activity_at]).toEqual([
      null,
      desk.clock.now(),
      desk.clock.now(),
    ]);
  });

  it('tells of the first reply once', async () => {
    const row = await make();
    const emitted = await eventsDuring(shop.account, async () => {
      await post(row, { content: 'One' });
      await post(row, { content: 'Two' });
    });
    expect(emitted.filter(({ name }) => name === 'first.reply.created')).toHaveLength(1);
  });

  it('still waits when it was a private note', async () => {
    const row = await make();
    await post(row, { content: 'Note', private: true });
    const after = await readConversation(shop.account, row);
    expect([after.waiting_since, after.first_reply_created_at]).toEqual([row.waiting_since, null]);
  });

  it('still waits when it was a template', async () => {
    const row = await make();
    await post(row, { content: 'x', message_type: 'template' });
    expect((await readConversation(shop.account, row)).waiting_since).toEqual(row.waiting_since);
  });

  it('has no first reply when a campaign wrote', async () => {
    const row = await make();
    await post(row, { content: 'x', campaign_id: 5 });
    expect((await readConversation(shop.account, row)).first_reply_created_at).toBeNull();
  });

  it('stays resolved', async () => {
    const row = await make({ status: 'resolved' });
    await post(row, { content: 'One more thing' });
    expect((await readConversation(shop.account, row)).status).toBe('resolved');
  });
});

describe('the conversation after an incoming message', () => {
  it('waits since the first one that was not answered', async () => {
    const row = await make();
    await post(row, { content: 'Hello' });
    desk.clock.advance(5000);
    const since = desk.clock.now();
    await post(row, { content: 'Help', message_type: 'incoming' });
    desk.clock.advance(5000);
    await post(row, { content: 'Help!', message_type: 'incoming' });
    expect((await readConversation(shop.account, row)).waiting_since).toEqual(since);
  });

  it('is of a contact who did something', async () => {
    const row = await make();
    desk.clock.advance(5000);
    await post(row, { content: 'Help', message_type: 'incoming' });
    const [contact] = await shop.account.queries
      .select()
      .from(contacts)
      .where(eq(contacts.id, row.contact_id));
    expect(contact?.last_activity_at).toEqual(desk.clock.now());
  });

  it('is of a contact who did nothing when an agent wrote', async () => {
    const row = await make();
    await post(row, { content: 'Hello' });
    const [contact] = await shop.account.queries
      .select()
      .from(contacts)
      .where(eq(contacts.id, row.contact_id));
    expect(contact?.last_activity_at).toBeNull();
  });
});

describe('in_reply_to', () => {
  it('finds the source_id of the answered message', async () => {
    const row = await make();
    const asked = await makeMessage(shop.agent.ctx, row, { message_type: 'incoming', source_id: 'wamid.1' });
    const { body } = await post(row, { content: 'a', content_attributes: { in_reply_to: asked.id } });
    expect(body.content_attributes).toEqual({
      in_reply_to: asked.id,
      in_reply_to_external_id: 'wamid.1',
    });
  });

  it('is found by the source_id', async () => {
    const row = await make();
    const asked = await makeMessage(shop.agent.ctx, row, { message_type: 'incoming', source_id: 'wamid.2' });
    const content_attributes = { in_reply_to_external_id: 'wamid.2' };
    const { body } = await post(row, { content: 'a', content_attributes });
    expect(body.content_attributes.in_reply_to).toBe(asked.id);
  });

  it('of another conversation becomes nothing', async () => {
    const elsewhere = await makeMessage(shop.agent.ctx, await make(), { source_id: 'wamid.3' });
    const { body } = await post(await make(), {
      content: 'a',
      content_attributes: { in_reply_to: elsewhere.id },
    });
    expect(body.content_attributes).toEqual({ in_reply_to: null, in_reply_to_external_id: null });
  });

  it.each([{}, 'x', 1.5, -1, 1e300, [[1]], true])('%j becomes nothing', async (in_reply_to) => {
    const { status, body } = await post(await make(), { content: 'a', content_attributes: { in_reply_to } });
    expect([status, body.content_attributes.in_reply_to]).toEqual([200, null]);
  });

  it('is absent when it was not sent', async () => {
    const { body } = await post(await make(), { content: 'a', content_attributes: { mine: 1 } });
    expect(body.content_attributes).toEqual({ mine: 1 });
  });
});

describe('other fields', () => {
  it('content_attributes may be the JSON of an object', async () => {
    const { body } = await post(await make(), { content: 'a', content_attributes: '{"mine":1}' });
    expect(body.content_attributes).toEqual({ mine: 1 });
  });

  it.each(['{', '[1]', 5, [1]])('content_attributes %j are refused', async (content_attributes) => {
    const { status, body } = await post(await make(), { content: 'a', content_attributes });
    expect([status, Object.keys(body)]).toEqual([422, ['error']]);
  });

  it('external_created_at rests in content_attributes, not in created_at', async () => {
    const { body } = await post(await make(), { content: 'a', external_created_at: 1_600_000_000 });
    expect(body.content_attributes).toEqual({ external_created_at: 1_600_000_000 });
    expect(body.created_at).toBe(Math.floor(desk.clock.now().getTime() / 1000));
  });

  it('source_id is kept', async () => {
    const { body } = await post(await make(), { content: 'a', source_id: 'mine-1' });
    expect(body.source_id).toBe('mine-1');
  });

  it('template_params are stored with the message', async () => {
    const row = await make();
    const template_params = { name: 'order_update', language: 'en' };
    await post(row, { content: 'a', template_params });
    const [message] = await readMessages(shop.account, row);
    expect(message?.additional_attributes).toEqual({ template_params });
  });

  it('template_params without a name are refused', async () => {
    const { status, body } = await post(await make(), { content: 'a', template_params: { language: 'en' } });
    expect([status, Object.keys(body)]).toEqual([422, ['error']]);
  });

  it('an unknown content_type is refused', async () => {
    const { status } = await post(await make(), { content: 'a', content_type: 'hologram' });
    expect(status).toBe(422);
  });

  it('unknown keys are ignored', async () => {
    const { status } = await post(await make(), { content: 'a', nonsense: { a: [1] } });
    expect(status).toBe(200);
  });
});

describe('a flood', () => {
  it('ends at 200 messages a minute, and goes on a minute later', async () => {
    const row = await make();
    for (let count = 0; count < 200; count += 1) await makeMessage(shop.agent.ctx, row);
    const refused = await post(row, { content: 'One more' });
    desk.clock.advance(60_001);
    const taken = await post(row, { content: 'One more' });
    expect([refused.status, Object.keys(refused.body), taken.status]).toEqual([422, ['error'], 200]);
  });
});

describe('at once', () => {
  it('20 messages all arrive, and their events are in the order of their ids', async () => {
    const row = await make();
    const emitted = await eventsDuring(shop.account, () =>
      Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          post(row, { content: `${index}`, message_type: index % 2 ? 'incoming' : 'outgoing' }),
        ),
      ),
    );
    const stored = await readMessages(shop.account, row);
    const told = emitted.filter(({ name }) => name === 'message.created').map(({ data }) => data.message_id);
    expect(stored).toHaveLength(20);
    expect(told).toEqual(stored.map(({ id }) => id));
  });

  it('the first reply is one of them', async () => {
    const row = await make();
    const emitted = await eventsDuring(shop.account, () =>
      Promise.all(Array.from({ length: 10 }, () => post(row, { content: 'Hello' }))),
    );
    expect(emitted.filter(({ name }) => name === 'first.reply.created')).toHaveLength(1);
  });

  it('a contact who writes in two conversations is no obstacle', async () => {
    const contact = await makeContact(shop.account);
    const rows = [await make({ contact_id: contact.id }), await make({ contact_id: contact.id })];
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        post(rows[index % 2] ?? { display_id: 0 }, { content: `${index}`, message_type: 'incoming' }),
      ),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
  });
});
