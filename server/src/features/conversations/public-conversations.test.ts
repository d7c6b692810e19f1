import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askPublicly, enter, prove } from '../../../test/customers.ts';
import {
  eventsDuring,
  makeBot,
  makeMessage,
  makeShop,
  readActivities,
  readConversation,
  readMessages,
  type Shop,
} from '../../../test/factories.ts';
import { makeInbox, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import type { Signal } from '../../context.ts';
import { findContacts } from '../contacts/access.ts';
import { findLinkInInbox } from '../contacts/contact-inbox.ts';
import type { InboxRow } from '../inboxes/table.ts';
import { accessConversation } from './access.ts';

let desk: TestDesk;
let shop: Shop;
let source_id: string;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
});
afterAll(() => desk?.close());
beforeEach(async () => {
  source_id = await enter(desk, shop.inbox, { name: 'Rui Costa' });
});

type Question = Parameters<ReturnType<typeof askPublicly>>[2];

const at = (inbox: InboxRow, method: 'GET' | 'POST', path: string, question?: Question) =>
  askPublicly(desk, inbox)(method, path, question);
const own = (method: 'GET' | 'POST', path = '', question?: Question) =>
  at(shop.inbox, method, `/contacts/${source_id}/conversations${path}`, question);

/** Starts a conversation as the contact; answers it as the desk knows it. */
async function start() {
  const { body } = await own('POST');
  return accessConversation(shop.account, body.id);
}

async function readOwner(address = source_id, inbox = shop.inbox) {
  const link = await findLinkInInbox(shop.account, inbox.id, address);
  const contact = (await findContacts(shop.account, [link?.contact_id ?? 0])).get(link?.contact_id ?? 0);
  if (!link || !contact) throw new Error('There is no such contact');
  return { link, contact };
}

describe('a conversation', () => {
  it('that the contact starts is answered with its record', async () => {
    const { contact, link } = await readOwner();
    const { status, body } = await own('POST', '', { body: { custom_attributes: { order: '7' } } });
    expect(status).toBe(200);
    const row = await accessConversation(shop.account, body.id);
    expect(row).toMatchObject({
      contact_inbox_id: link.id,
      contact_id: contact.id,
      custom_attributes: { order: '7' },
      waiting_since: desk.clock.now(),
    });
    expect(body).toEqual({
      id: row.display_id,
      uuid: row.uuid,
      inbox_id: shop.inbox.id,
      contact_last_seen_at: 0,
      status: 'open',
      agent_last_seen_at: 0,
      messages: [],
      contact: {
        id: contact.id,
        name: 'Rui Costa',
        email: null,
        phone_number: null,
        account_id: shop.account.account.id,
        created_at: contact.created_at.toISOString(),
        updated_at: contact.updated_at.toISOString(),
        additional_attributes: {},
        identifier: null,
        custom_attributes: {},
        last_activity_at: null,
        contact_type: 'visitor',
        middle_name: '',
        last_name: '',
        location: '',
        country_code: '',
        blocked: false,
        company_id: null,
      },
    });
  });

  it('that starts is told of as the contact’s doing', async () => {
    const { contact } = await readOwner();
    const [created] = await eventsDuring(shop.account, start);
    expect(created).toMatchObject({
      name: 'conversation.created',
      by: { type: 'contact', id: contact.id },
    });
  });

  it('waits for the bot where one answers first', async () => {
    const inbox = await makeInbox(shop.account);
    await makeBot(desk, shop.account, { inbox });
    const address = await enter(desk, inbox);
    const { body } = await at(inbox, 'POST', `/contacts/${address}/conversations`);
    expect(body.status).toBe('pending');
  });

  it('is the one that is there, where each contact has one', async () => {
    const inbox = await makeInbox(shop.account, { lock_to_single_conversation: true });
    const path = `/contacts/${await enter(desk, inbox)}/conversations`;
    const first = await at(inbox, 'POST', path);
    expect((await at(inbox, 'POST', path)).body.id).toBe(first.body.id);
  });

  it('sets nothing but its attributes', async () => {
    const { body } = await own('POST', '', {
      body: {
        status: 'resolved',
        assignee_id: shop.agent.id,
        display_id: 1,
        additional_attributes: { a: 1 },
      },
    });
    const row = await accessConversation(shop.account, body.id);
    expect(row).toMatchObject({ status: 'open', assignee_id: null, additional_attributes: {} });
  });

  it('started with an Idempotency-Key is started once, and for one link only', async () => {
    const claim = prove(shop.account, shop.inbox, 'user-who-repeats');
    source_id = await enter(desk, shop.inbox, claim);
    const question = { headers: { 'idempotency-key': 'start-once' } };
    const first = await own('POST', '', question);
    const again = await own('POST', '', question);
    expect(again.text).toBe(first.text);
    expect(again.headers['idempotency-replayed']).toBe('true');
    source_id = await enter(desk, shop.inbox, claim);
    const other = await own('POST', '', question);
    expect([other.status, other.body.id === first.body.id]).toEqual([200, false]);
  });

  it('is started 30 times a minute at most', async () => {
    const from = '198.51.100.7';
    for (let made = 0; made < 30; made += 1) expect((await own('POST', '', { from })).status).toBe(200);
    expect((await own('POST', '', { from })).status).toBe(429);
    source_id = await enter(desk, shop.inbox);
    expect((await own('POST', '', { from })).status).toBe(200);
  });
});

describe('resolving', () => {
  it('says who did it, and is told of', async () => {
    const conversation = await start();
    const events = await eventsDuring(shop.account, async () => {
      const { body } = await own('POST', `/${conversation.display_id}/toggle_status`);
      expect(body.status).toBe('resolved');
    });
    expect(events.map(({ name }) => name)).toContain('conversation.resolved');
    expect(await readActivities(shop.account, conversation)).toEqual(['Rui Costa resolved the conversation']);
  });

  it('of what is resolved changes nothing', async () => {
    const conversation = await start();
    await own('POST', `/${conversation.display_id}/toggle_status`);
    const events = await eventsDuring(shop.account, () =>
      own('POST', `/${conversation.display_id}/toggle_status`),
    );
    expect(events).toEqual([]);
    expect((await readConversation(shop.account, conversation)).status).toBe('resolved');
  });

  it('names a contact without a name', async () => {
    source_id = await enter(desk, shop.inbox);
    const conversation = await start();
    await own('POST', `/${conversation.display_id}/toggle_status`);
    expect(await readActivities(shop.account, conversation)).toEqual([
      'The contact resolved the conversation',
    ]);
  });
});

describe('typing', () => {
  it.each([
    ['on', 'conversation.typing_on'],
    ['off', 'conversation.typing_off'],
  ])('%s is told to those who look', async (typing_status, name) => {
    const { contact } = await readOwner();
    const conversation = await start();
    const signals: Signal[] = [];
    desk.services.signal = (signal) => void signals.push(signal);
    const { status, text } = await own('POST', `/${conversation.display_id}/toggle_typing`, {
      body: { typing_status },
    });
    expect([status, text]).toEqual([200, '']);
    expect(signals).toMatchObject([
      { name, conversation_id: conversation.id, is_private: false, by: { type: 'contact', id: contact.id } },
    ]);
  });

  it.each(['perhaps', 5, undefined, null, ['on']])('%j says nothing', async (typing_status) => {
    const conversation = await start();
    const signals: Signal[] = [];
    desk.services.signal = (signal) => void signals.push(signal);
    const path = `/${conversation.display_id}/toggle_typing`;
    expect((await own('POST', path, { body: { typing_status } })).status).toBe(200);
    expect(signals).toEqual([]);
  });
});

describe('reading', () => {
  const read = (display_id: number) => own('POST', `/${display_id}/update_last_seen`);

  it('moves the moment, and is told of as the contact’s doing', async () => {
    const { contact } = await readOwner();
    const conversation = await start();
    desk.clock.advance(5000);
    const events = await eventsDuring(shop.account, async () => {
      const { status, text } = await read(conversation.display_id);
      expect([status, text]).toEqual([200, '']);
    });
    expect(events).toMatchObject([
      {
        name: 'conversation.read',
        by: { type: 'contact', id: contact.id },
        data: {
          display_id: conversation.display_id,
          changes: { contact_last_seen_at: [null, expect.any(String)] },
        },
      },
    ]);
    const row = await readConversation(shop.account, conversation);
    expect(row).toEqual({ ...conversation, contact_last_seen_at: desk.clock.now() });
    const { body } = await own('GET', `/${conversation.display_id}`);
    expect(body.contact_last_seen_at).toBe(Math.floor(desk.clock.now().getTime() / 1000));
  });

  it('at the same moment again is told of once', async () => {
    const conversation = await start();
    await read(conversation.display_id);
    expect(await eventsDuring(shop.account, () => read(conversation.display_id))).toEqual([]);
  });

  it('makes what was sent and arrived count as read, and nothing else', async () => {
    const conversation = await start();
    await makeMessage(shop.account, conversation, { content: 'in', message_type: 'incoming' });
    await makeMessage(shop.agent.ctx, conversation, { content: 'out' });
    await makeMessage(shop.agent.ctx, conversation, { content: 'note', private: true });
    const failed = await makeMessage(shop.agent.ctx, conversation, { content: 'failed' });
    await desk.services.database.pool.query(`update messages set status = 'failed' where id = $1`, [
      failed.id,
    ]);
    const events = await eventsDuring(shop.account, () => read(conversation.display_id));
    const rows = await readMessages(shop.account, conversation);
    expect(rows.map(({ content, status }) => [content, status])).toEqual([
      ['in', 'sent'],
      ['out', 'read'],
      ['note', 'sent'],
      ['failed', 'failed'],
    ]);
    expect(events.map(({ name }) => name)).toEqual(['conversation.read', 'message.updated']);
    expect(events[1]?.data).toMatchObject({ changes: { status: ['sent', 'read'] } });
  });
});
