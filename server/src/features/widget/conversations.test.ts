import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { prove } from '../../../test/customers.ts';
import {
  eventsDuring,
  makeBot,
  makeMessage,
  makeShop,
  readConversation,
  type Shop,
} from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { readAllMails, WITH_MAIL } from '../../../test/mails.ts';
import { makeWebsite, readVisitor, say, type Visitor, visit } from '../../../test/visitors.ts';
import { accessConversation } from '../conversations/access.ts';
import { assignAgent } from '../conversations/assignment.ts';
import { replaceCustomAttributes } from '../conversations/attributes.ts';
import type { InboxRow } from '../inboxes/table.ts';
import { createLabel } from '../labels/label.ts';

let desk: TestDesk;
let shop: Shop;
let website: InboxRow;
let visitor: Visitor;

beforeAll(async () => {
  desk = await openTestDesk(WITH_MAIL);
  shop = await makeShop(desk);
  website = await makeWebsite(shop.account, { members: [shop.agent] });
  await createLabel(shop.account, { title: 'refund' });
});
afterAll(() => desk?.close());
beforeEach(async () => {
  visitor = await visit(desk, website);
});

const NOT_FOUND = { status: 404, body: { error: 'Resource could not be found' } };
const find = (display_id: number) => accessConversation(shop.account, display_id);
const start = (body: object = {}, question: object = {}) =>
  visitor.ask('POST', '/conversations', { body: { message: { content: 'Hello' }, ...body }, ...question });

describe('a conversation that a visitor starts', () => {
  it('begins once, however often and however close together the same is asked', async () => {
    const message = { content: 'Once', echo_id: 'begin-1' };
    const answers = await Promise.all([start({ message }), start({ message }), start({ message })]);
    const again = await start({ message });
    expect(again.body.messages).toHaveLength(1);
    expect(new Set([...answers, again].map(({ body }) => body.id))).toEqual(new Set([again.body.id]));
  });

  it('of another visitor with the same echo id is another', async () => {
    const message = { content: 'Once', echo_id: 'begin-3' };
    const mine = await start({ message });
    visitor = await visit(desk, website);
    expect((await start({ message })).body.id).not.toBe(mine.body.id);
  });

  it('has the first message, and says from where and with what it was written', async () => {
    const headers = {
      'user-agent':
        'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
      'accept-language': 'pt-BR,pt;q=0.9',
    };
    const { status, body } = await start(
      {
        contact: { name: 'Rui Costa', email: 'rui@shop.example' },
        message: { content: 'Where?', timestamp: 'Mon Sep 21', referer_url: 'https://shop.example.com/a?b' },
        custom_attributes: { order: '1042' },
      },
      { headers },
    );
    expect(status).toBe(200);
    expect(body).toEqual({
      id: expect.any(Number),
      inbox_id: website.id,
      contact_last_seen_at: 0,
      status: 'open',
      messages: [expect.objectContaining({ content: 'Where?', message_type: 0, conversation_id: body.id })],
      custom_attributes: { order: '1042' },
      contact: {
        id: visitor.contact_id,
        name: 'Rui Costa',
        email: 'rui@shop.example',
        phone_number: null,
        identifier: null,
      },
    });
    const row = await find(body.id);
    expect(row.additional_attributes).toEqual({
      browser_language: 'pt',
      country: 'BR',
      browser: {
        browser_name: 'Safari',
        browser_version: '17.5',
        device_name: 'iPhone',
        platform_name: 'iOS',
        platform_version: '17.5',
      },
      initiated_at: { timestamp: 'Mon Sep 21' },
      referer: 'https://shop.example.com/a?b',
    });
  });

  it.each(['javascript:alert(1)', 'not a page', 'https://', `https://a.example/${'x'.repeat(3000)}`])(
    'has no page when it comes from none: %s',
    async (referer_url) => {
      const { status, body } = await start({ message: { content: 'Hi', referer_url } });
      expect(status).toBe(200);
      expect((await find(body.id)).additional_attributes.referer).toBeNull();
    },
  );

  it('is another one each time', async () => {
    expect((await start()).body.id).not.toBe((await start()).body.id);
  });

  it('is the same one where the inbox keeps to one', async () => {
    const single = await makeWebsite(shop.account, {}, { lock_to_single_conversation: true });
    visitor = await visit(desk, single);
    const [first, second] = [await start(), await start()];
    expect(second.body.id).toBe(first.body.id);
    expect(second.body.messages).toHaveLength(2);
  });

  it('waits for the bot where one answers first', async () => {
    const bots = await makeWebsite(shop.account);
    await makeBot(desk, shop.account, { inbox: bots });
    visitor = await visit(desk, bots);
    expect((await start()).body.status).toBe('pending');
  });

  it('is the visitor’s doing', async () => {
    const events = await eventsDuring(shop.account, () => start());
    const created = events.find(({ name }) => name === 'conversation.created');
    expect(created?.by).toEqual({ type: 'contact', id: visitor.contact_id });
  });

  it('is nothing without a message', async () => {
    for (const body of [{ message: undefined }, { message: 'Hi' }])
      expect((await start(body)).status).toBe(422);
    expect((await visitor.ask('GET', '/conversations')).body).toEqual({});
  });

  it('is started 30 times a minute from one address at one website at most', async () => {
    const from = '198.51.100.50';
    const own = await makeWebsite(shop.account);
    const [one, other] = [await visit(desk, own), await visit(desk, own)];
    for (let count = 0; count < 30; count += 1) {
      visitor = count % 2 ? one : other;
      expect((await start({}, { from })).status).toBe(200);
    }
    expect((await start({}, { from })).status).toBe(429);
    visitor = await visit(desk, website);
    expect((await start({}, { from })).status).toBe(200);
  });
});

describe('the newest conversation', () => {
  it('is an empty object when there is none', async () => {
    expect((await visitor.ask('GET', '/conversations')).body).toEqual({});
  });

  it('is shown, a resolved one too', async () => {
    await say(visitor);
    const { body } = await start();
    await visitor.ask('GET', '/conversations/toggle_status');
    expect((await visitor.ask('GET', '/conversations')).body).toEqual({
      id: body.id,
      inbox_id: website.id,
      contact_last_seen_at: 0,
      status: 'resolved',
    });
  });
});

describe('the list of conversations', () => {
  it('has the latest activity first, with what was said last and what is unread', async () => {
    const first = await find((await start()).body.id);
    desk.clock.advance(1000);
    const second = await find((await start()).body.id);
    desk.clock.advance(1000);
    await assignAgent(shop.account, first, shop.agent.id);
    await makeMessage(shop.agent.ctx, first, { content: 'An answer' });
    await makeMessage(shop.agent.ctx, first, { content: 'A note', private: true });
    const { body } = await visitor.ask('GET', '/conversations/list');
    expect(body.payload).toMatchObject([
      {
        id: first.display_id,
        unread_count: 1,
        assignee: { id: shop.agent.id, name: 'Ben Brown', avatar_url: '' },
        last_message: { content: 'An answer', sender: { type: 'user', name: 'Ben Brown' } },
      },
      { id: second.display_id, unread_count: 0, assignee: null, last_message: { content: 'Hello' } },
    ]);
  });

  it('has 50 at most', async () => {
    for (let count = 0; count < 52; count += 1) await start();
    expect((await visitor.ask('GET', '/conversations/list')).body.payload).toHaveLength(50);
  });

  it('counts unread messages up to 100', async () => {
    const row = await find((await start()).body.id);
    for (let count = 0; count < 103; count += 1) await makeMessage(shop.agent.ctx, row, { content: 'x' });
    const [listed] = (await visitor.ask('GET', '/conversations/list')).body.payload;
    expect(listed.unread_count).toBe(100);
  });
});

interface Way {
  what: string;
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  body?: object;
  /** The status when there is a conversation, and when there is none. */
  done: number;
  without: number;
}

const PLACE = '/conversations';
const WAYS: Way[] = [
  { what: 'messages', method: 'GET', path: '/messages', done: 200, without: 200 },
  {
    what: 'a message',
    method: 'POST',
    path: '/messages',
    body: { message: { content: 'Me' } },
    done: 200,
    without: 200,
  },
  { what: 'reading', method: 'POST', path: `${PLACE}/update_last_seen`, done: 200, without: 204 },
  {
    what: 'typing',
    method: 'POST',
    path: `${PLACE}/toggle_typing`,
    body: { typing_status: 'on' },
    done: 200,
    without: 404,
  },
  { what: 'ending', method: 'GET', path: `${PLACE}/toggle_status`, done: 200, without: 404 },
  { what: 'a transcript', method: 'POST', path: `${PLACE}/transcript`, done: 200, without: 200 },
  {
    what: 'attributes',
    method: 'POST',
    path: `${PLACE}/set_custom_attributes`,
    body: { custom_attributes: { a: 1 } },
    done: 204,
    without: 404,
  },
  {
    what: 'taking attributes off',
    method: 'POST',
    path: `${PLACE}/destroy_custom_attributes`,
    body: { custom_attribute: ['a'] },
    done: 200,
    without: 404,
  },
  { what: 'a label', method: 'POST', path: '/labels', body: { label: 'refund' }, done: 204, without: 204 },
  { what: 'taking a label off', method: 'DELETE', path: '/labels/refund', done: 204, without: 204 },
];

describe('which conversation is meant', () => {
  const go = (who: Visitor, { method, path, body }: Way, id?: number) =>
    who.ask(method, id === undefined ? path : `${path}?conversation_id=${id}`, body ? { body } : {});

  it.each(WAYS)('by its number, of $what', async (way) => {
    const older = (await start()).body.id;
    const newer = (await start()).body.id;
    const before = await find(newer);
    expect((await go(visitor, way, older)).status).toBe(way.done);
    expect(await find(newer)).toEqual(before);
  });

  it.each(WAYS)('else the newest, of $what', async (way) => {
    const older = await find((await start()).body.id);
    await start();
    expect((await go(visitor, way)).status).toBe(way.done);
    expect(await find(older.display_id)).toEqual(older);
  });

  it.each(WAYS)('and without any, of $what', async (way) => {
    expect((await go(visitor, way)).status).toBe(way.without);
  });

  it.each(WAYS)('never another’s, of $what', async (way) => {
    const stranger = await visit(desk, website);
    const theirs = await find(await say(stranger));
    await start();
    expect(await go(visitor, way, theirs.display_id)).toMatchObject(NOT_FOUND);
    expect(await go(visitor, way, 999_999)).toMatchObject(NOT_FOUND);
    expect(await find(theirs.display_id)).toEqual(theirs);
  });

  it('may be one of another verified link', async () => {
    const claim = prove(shop.account, website, 'one-person');
    const [one, other] = [await visit(desk, website), await visit(desk, website)];
    for (const who of [one, other]) await who.ask('PATCH', '/contact/set_user', { body: claim });
    const theirs = await say(one);
    const messages = await other.ask('GET', `/messages?conversation_id=${theirs}`);
    expect(messages.body.payload).toHaveLength(1);
  });
});

describe('what is done to a conversation', () => {
  let id: number;
  beforeEach(async () => {
    id = (await start()).body.id;
  });

  it('reading marks what was sent as read', async () => {
    desk.clock.advance(1000);
    await makeMessage(shop.agent.ctx, await find(id), { content: 'Hi' });
    desk.clock.advance(1000);
    const events = await eventsDuring(shop.account, () =>
      visitor.ask('POST', '/conversations/update_last_seen'),
    );
    expect(events.map(({ name }) => name)).toEqual(['conversation.read', 'message.updated']);
    expect((await visitor.ask('GET', '/conversations')).body.contact_last_seen_at).toBe(
      Math.floor(desk.clock.now().getTime() / 1000),
    );
  });

  it('ending resolves, and never opens again', async () => {
    for (const _ of [1, 2]) {
      const { status, text } = await visitor.ask('GET', '/conversations/toggle_status');
      expect([status, text, (await find(id)).status]).toEqual([200, '', 'resolved']);
    }
  });

  it('ending is refused where the inbox does not offer it', async () => {
    const site = await makeWebsite(shop.account, { selected_feature_flags: ['attachments'] });
    visitor = await visit(desk, site);
    await say(visitor);
    expect((await visitor.ask('GET', '/conversations/toggle_status')).status).toBe(403);
    expect((await visitor.ask('GET', '/conversations')).body.status).toBe('open');
  });

  it('attributes take the place of those that were there, and go by their keys', async () => {
    await replaceCustomAttributes(shop.account, await find(id), { old: 1 });
    const custom_attributes = { a: 1, b: 2 };
    await visitor.ask('POST', '/conversations/set_custom_attributes', { body: { custom_attributes } });
    expect((await find(id)).custom_attributes).toEqual(custom_attributes);
    const { body } = await visitor.ask('POST', '/conversations/destroy_custom_attributes', {
      body: { custom_attribute: 'a' },
    });
    expect(body).toEqual({ id, inbox_id: website.id, contact_last_seen_at: 0, status: 'open' });
    expect((await find(id)).custom_attributes).toEqual({ b: 2 });
  });

  it('labels are those of the account', async () => {
    await visitor.ask('POST', '/labels', { body: { label: 'refund' } });
    await visitor.ask('POST', '/labels', { body: { label: 'made-up' } });
    expect((await find(id)).labels).toEqual(['refund']);
    await visitor.ask('DELETE', '/labels/refund');
    expect((await find(id)).labels).toEqual([]);
  });

  it('typing is told to those who look', async () => {
    const heard: unknown[] = [];
    desk.services.signal = (signal) => heard.push([signal.name, signal.by.type, signal.is_private]);
    for (const typing_status of ['on', 'off', 'perhaps'])
      await visitor.ask('POST', '/conversations/toggle_typing', { body: { typing_status } });
    delete desk.services.signal;
    expect(heard).toEqual([
      ['conversation.typing_on', 'contact', false],
      ['conversation.typing_off', 'contact', false],
    ]);
  });

  it('a transcript goes to the visitor’s own address, without notes and agents’ addresses', async () => {
    await visitor.ask('POST', '/conversations/transcript');
    expect(await readAllMails(desk)).toEqual([]);
    const email = `visitor${id}@example.com`;
    await visitor.ask('PATCH', '/contact', { body: { email } });
    await makeMessage(shop.agent.ctx, await find(id), { content: 'An answer' });
    await makeMessage(shop.agent.ctx, await find(id), { content: 'canary note', private: true });
    expect((await visitor.ask('POST', '/conversations/transcript')).status).toBe(200);
    const [mail] = await readAllMails(desk);
    const text = JSON.stringify(mail);
    expect(text).toContain(email);
    expect(text).toContain('An answer');
    expect(text).not.toContain('canary');
    expect(text).not.toContain(shop.agent.email);
  });

  it('transcripts are mailed 5 times an hour at most', async () => {
    const from = '198.51.100.51';
    await visitor.ask('PATCH', '/contact', { body: { email: `often${id}@example.com` } });
    const ask = () => visitor.ask('POST', '/conversations/transcript', { from });
    for (let count = 0; count < 5; count += 1) expect((await ask()).status).toBe(200);
    expect((await ask()).status).toBe(429);
  });

  it('a blocked contact gets no further', async () => {
    await shop.ask(shop.agent, 'POST', `/conversations/${id}/mute`);
    await say(visitor, 'Still here');
    expect((await readConversation(shop.account, await find(id))).status).toBe('resolved');
    expect((await start()).body.status).toBe('resolved');
    expect((await readVisitor(shop.account, visitor)).contact.blocked).toBe(true);
  });
});
