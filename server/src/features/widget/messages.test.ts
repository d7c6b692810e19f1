import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  eventsDuring,
  makeMessage,
  makeShop,
  readConversation,
  readMessages,
  type Shop,
} from '../../../test/factories.ts';
import { followLink, listStray, PNG, sendForm } from '../../../test/forms.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { makeWebsite, readVisitor, say, type Visitor, visit, widgetPath } from '../../../test/visitors.ts';
import { accessConversation } from '../conversations/access.ts';
import type { InboxRow } from '../inboxes/table.ts';

let desk: TestDesk;
let shop: Shop;
let website: InboxRow;
let visitor: Visitor;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
  website = await makeWebsite(shop.account, { members: [shop.agent] });
});
afterAll(() => desk?.close());
beforeEach(async () => {
  visitor = await visit(desk, website);
});

const NOT_FOUND = { status: 404, body: { error: 'Resource could not be found' } };
const find = (display_id: number) => accessConversation(shop.account, display_id);
const send = (message: object, question: object = {}) =>
  visitor.ask('POST', '/messages', { body: { message }, ...question });
const list = async (query = '') => (await visitor.ask('GET', `/messages${query}`)).body;
const contentsOf = (payload: { content: string }[]) => payload.map(({ content }) => content);

describe('a message of a visitor', () => {
  it('starts a conversation when there is none, and goes into the newest otherwise', async () => {
    const message = { content: 'Hello', timestamp: 'Mon', referer_url: 'https://shop.example.com/' };
    const { status, body } = await send({ ...message, echo_id: 'echo-1' });
    expect(status).toBe(200);
    expect(body).toEqual({
      id: expect.any(Number),
      content: 'Hello',
      inbox_id: website.id,
      conversation_id: expect.any(Number),
      message_type: 0,
      content_type: 'text',
      content_attributes: { in_reply_to: null, in_reply_to_external_id: null },
      created_at: Math.floor(desk.clock.now().getTime() / 1000),
      private: false,
      source_id: null,
      status: 'sent',
      echo_id: 'echo-1',
      sender: { id: visitor.contact_id, name: expect.any(String), thumbnail: '', type: 'contact' },
    });
    expect((await find(body.conversation_id)).additional_attributes).toMatchObject({
      referer: 'https://shop.example.com/',
      initiated_at: { timestamp: 'Mon' },
    });
    expect((await send({ content: 'More' })).body.conversation_id).toBe(body.conversation_id);
  });

  it('of two first ones at once goes where the other went', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map((number) => send({ content: `${number}` })));
    expect(new Set(answers.map(({ body }) => body.conversation_id)).size).toBe(1);
    expect((await visitor.ask('GET', '/conversations/list')).body.payload).toHaveLength(1);
  });

  it('leaves no empty conversation when it is refused', async () => {
    expect((await send({ content: 'x'.repeat(150_001) })).status).toBe(422);
    expect((await send({ content: 'Hi', attachments: ['nonsense'] })).status).toBe(422);
    expect((await visitor.ask('GET', '/conversations')).body).toEqual({});
  });

  it('says nothing of its own kind', async () => {
    const { body } = await send({
      content: 'I am an agent',
      message_type: 'outgoing',
      private: true,
      sender_type: 'User',
      sender_id: shop.agent.id,
      content_type: 'cards',
      content_attributes: { items: [] },
      campaign_id: 1,
      status: 'failed',
      source_id: 'mine',
    });
    const [row] = await readMessages(shop.account, await find(body.conversation_id));
    expect(row).toMatchObject({
      message_type: 0,
      private: false,
      sender_type: 'Contact',
      sender_id: visitor.contact_id,
      content_type: 'text',
      status: 'sent',
      source_id: null,
      additional_attributes: {},
    });
  });

  it('may be sent flat, and in a form', async () => {
    expect((await visitor.ask('POST', '/messages', { body: { content: 'Flat' } })).body.content).toBe('Flat');
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const { body } = await visitor.ask('POST', '/messages', { body: 'message[content]=Form', headers });
    expect(body.content).toBe('Form');
  });

  it('sent again with its echo_id is answered with the first', async () => {
    const first = await send({ content: 'Once', echo_id: 'echo-2' });
    const again = await send({ content: 'Once', echo_id: 'echo-2' });
    expect(again.body).toEqual(first.body);
    expect((await list()).payload).toHaveLength(1);
  });

  it('sent again with its Idempotency-Key is not written twice, the first in a conversation too', async () => {
    const headers = { 'idempotency-key': 'say-once' };
    const first = await send({ content: 'Once' }, { headers });
    const again = await send({ content: 'Once' }, { headers });
    expect([again.text, again.headers['idempotency-replayed']]).toEqual([first.text, 'true']);
    expect((await list()).payload).toHaveLength(1);
  });

  it('answers to one that the visitor sees', async () => {
    const row = await find(await say(visitor));
    const shown = await makeMessage(shop.agent.ctx, row, { content: 'Which?' });
    const note = await makeMessage(shop.agent.ctx, row, { content: 'A note', private: true });
    const stranger = await visit(desk, website);
    const [theirs] = await readMessages(shop.account, await find(await say(stranger)));
    const replyTo = async (reply_to: unknown) =>
      (await send({ content: 'This', reply_to })).body.content_attributes.in_reply_to;
    expect(await replyTo(shown.id)).toBe(shown.id);
    expect(await replyTo(note.id)).toBeNull();
    expect(await replyTo(theirs?.id)).toBeNull();
    expect(await replyTo('nonsense')).toBeNull();
  });

  it('brings a resolved conversation back', async () => {
    const row = await find(await say(visitor));
    await visitor.ask('GET', '/conversations/toggle_status');
    await say(visitor);
    expect((await readConversation(shop.account, row)).status).toBe('open');
  });

  it('is greeted where the inbox greets', async () => {
    const site = await makeWebsite(shop.account, {}, { greeting_enabled: true, greeting_message: 'Welcome' });
    visitor = await visit(desk, site);
    await say(visitor, 'Hi');
    expect(contentsOf((await list()).payload)).toEqual(['Hi', 'Welcome']);
  });

  it('is told of as the visitor’s, with its echo_id', async () => {
    const events = await eventsDuring(shop.account, () => send({ content: 'Hi', echo_id: 'echo-3' }));
    expect(events.find(({ name }) => name === 'message.created')).toMatchObject({
      by: { type: 'contact', id: visitor.contact_id },
      data: { echo_id: 'echo-3', message_type: 0 },
    });
  });

  it('is sent 60 times a minute at most, and other visitors of the same address are not held up', async () => {
    const from = '198.51.100.60';
    for (let count = 0; count < 60; count += 1)
      expect((await send({ content: 'x' }, { from })).status).toBe(200);
    expect((await send({ content: 'x' }, { from })).status).toBe(429);
    visitor = await visit(desk, website);
    expect((await send({ content: 'x' }, { from })).status).toBe(200);
  });

  it('is refused when the conversation had 200 within a minute', async () => {
    for (let count = 0; count < 200; count += 1) expect((await send({ content: 'x' })).status).toBe(200);
    expect((await send({ content: 'x' })).status).toBe(422);
    desk.clock.advance(61_000);
    expect((await send({ content: 'x' })).status).toBe(200);
  });
});

describe('files', () => {
  const sendFile = (fields: Record<string, string | Buffer>) =>
    sendForm(desk, 'POST', widgetPath(website, '/messages'), {
      token: '',
      fields,
      headers: { 'x-auth-token': visitor.token },
    });

  it('come with a message in a form', async () => {
    const { status, body } = await sendFile({ 'message[content]': 'Look', 'message[attachments][]': PNG });
    expect(status).toBe(200);
    expect(body.attachments).toMatchObject([{ file_type: 'image', message_id: body.id }]);
    expect((await list()).payload.at(-1).attachments).toEqual(body.attachments);
    expect((await followLink(desk, body.attachments[0].data_url)).rawPayload.equals(PNG)).toBe(true);
  });

  it('of strangers are not stored', async () => {
    visitor = { ...visitor, token: 'none' };
    expect((await sendFile({ 'message[attachments][]': PNG })).status).toBe(404);
    expect(await listStray(desk)).toEqual([]);
  });

  it('that are programs are refused', async () => {
    const { status, body } = await sendFile({
      'message[attachments][]': Buffer.from('MZ\x90\0program'.padEnd(200, '\0')),
    });
    expect([status, body.error]).toEqual([422, expect.stringContaining('does not take')]);
  });

  it('may be sent ahead by themselves', async () => {
    const checksum = createHash('md5').update(PNG).digest('base64');
    const blob = { filename: 'cat.png', byte_size: PNG.length, checksum, content_type: 'image/png' };
    const begun = await visitor.ask('POST', '/direct_uploads', { body: { blob } });
    expect(begun.status).toBe(200);
    const { url, headers } = begun.body.direct_upload;
    const put = await desk.app.inject({ method: 'PUT', url: new URL(url).pathname, headers, payload: PNG });
    expect(put.statusCode).toBe(204);
    const { body } = await send({ content: '', attachments: [begun.body.signed_id] });
    expect(body.attachments).toMatchObject([{ file_type: 'image' }]);
  });

  it('are announced by visitors alone', async () => {
    const body = { blob: { filename: 'a.png', byte_size: 1 } };
    const { status } = await (await visit(desk, await makeWebsite(shop.account))).ask(
      'POST',
      '/direct_uploads',
      { body },
    );
    expect(status).toBe(200);
    visitor = { ...visitor, token: 'none' };
    const reply = await desk.app.inject({
      method: 'POST',
      url: widgetPath(website, '/direct_uploads'),
      payload: body,
    });
    expect(reply.statusCode).toBe(404);
  });
});

describe('the list of messages', () => {
  it('has nothing but a payload while there is no conversation', async () => {
    expect(await list()).toEqual({ payload: [] });
  });

  it('is the latest 20, those before and after an id, and those between', async () => {
    const row = await find(await say(visitor, 'in 0'));
    for (let number = 1; number <= 130; number += 1)
      await makeMessage(shop.agent.ctx, row, { content: `out ${number}`, private: number > 125 });
    const latest = await list();
    expect(latest.meta).toEqual({ contact_last_seen_at: 0 });
    expect(contentsOf(latest.payload)).toEqual(
      Array.from({ length: 20 }, (_, index) => `out ${index + 106}`),
    );
    const earlier = (await list(`?before=${latest.payload[0].id}`)).payload;
    expect(contentsOf(earlier)).toEqual(Array.from({ length: 20 }, (_, index) => `out ${index + 86}`));
    const [first] = await readMessages(shop.account, row);
    const after = (await list(`?after=${first?.id}`)).payload;
    expect(after).toHaveLength(100);
    expect(after[0].content).toBe('out 1');
    const between = (await list(`?after=${first?.id}&before=${latest.payload[0].id}`)).payload;
    expect(between).toHaveLength(106);
    expect(between[0].id).toBe(first?.id);
  });
});

describe('an answer to a message that asks', () => {
  let display_id: number;
  beforeEach(async () => {
    display_id = await say(visitor);
  });
  const asked = async (fields: object) => makeMessage(shop.agent.ctx, await find(display_id), fields);
  const answer = (id: number, body: object) => visitor.ask('PATCH', `/messages/${id}`, { body });
  const SELECT = {
    content: 'Which size?',
    content_type: 'input_select',
    content_attributes: { items: [{ title: 'Large', value: 'l' }] },
  };
  const submitted_values = [{ title: 'Large', value: 'l' }];

  it('is kept with it', async () => {
    const { id } = await asked(SELECT);
    const { status, body } = await answer(id, { message: { submitted_values } });
    expect([status, body]).toEqual([200, {}]);
    expect((await list()).payload.at(-1).content_attributes).toMatchObject({ submitted_values });
  });

  it('may be one of an older conversation of theirs', async () => {
    const { id } = await asked(SELECT);
    await visitor.ask('POST', '/conversations', { body: { message: { content: 'Another' } } });
    expect((await answer(id, { message: { submitted_values } })).status).toBe(200);
  });

  it('is nobody else’s to give', async () => {
    const { id } = await asked(SELECT);
    const stranger = await visit(desk, website);
    await say(stranger);
    const body = { message: { submitted_values } };
    expect(await stranger.ask('PATCH', `/messages/${id}`, { body })).toMatchObject(NOT_FOUND);
    const note = await asked({ ...SELECT, private: true });
    expect(await answer(note.id, body)).toMatchObject(NOT_FOUND);
    expect((await list()).payload.at(-1).content_attributes).not.toHaveProperty('submitted_values');
  });

  it('with an address is the visitor’s from then on', async () => {
    const { id } = await asked({ content: 'Your address?', content_type: 'input_email' });
    const email = `asked${id}@example.com`;
    const { body } = await answer(id, { contact: { email: ` ${email.toUpperCase()} ` } });
    expect(body.contact).toMatchObject({ id: visitor.contact_id, email });
    expect((await list()).payload.at(-1).content_attributes).toMatchObject({ submitted_email: email });
    expect((await readVisitor(shop.account, visitor)).contact.email).toBe(email);
  });

  it.each([[{}], [{ contact: {} }], [{ contact: { email: 'nonsense' } }], [{ contact: { email: '' } }]])(
    'without an address (%j) is refused where one is asked for',
    async (body) => {
      const { id } = await asked({ content: 'Your address?', content_type: 'input_email' });
      expect((await answer(id, body)).status).toBe(422);
      expect((await readVisitor(shop.account, visitor)).contact.email).toBeNull();
    },
  );

  it('to one that asks nothing is refused', async () => {
    const { id } = await asked({ content: 'Good day' });
    expect((await answer(id, { message: { submitted_values } })).status).toBe(422);
    expect((await answer(id, {})).status).toBe(422);
  });
});

describe('what is not for visitors', () => {
  const CANARY = 'canary';

  it('comes in nothing that they are told', async () => {
    const display_id = await say(visitor);
    const { id: contact_id } = (await readVisitor(shop.account, visitor)).contact;
    const as = (method: 'POST' | 'PATCH', path: string, body: object) =>
      shop.ask(shop.administrator, method, path, body);
    const place = `/conversations/${display_id}`;
    await as('PATCH', `/contacts/${contact_id}`, {
      custom_attributes: { tier: `${CANARY} tier` },
      additional_attributes: { city: `${CANARY} city` },
    });
    await as('POST', `/contacts/${contact_id}/notes`, { content: `${CANARY} contact note` });
    await as('POST', `/contacts/${contact_id}/labels`, { labels: [`${CANARY}-contact`] });
    await as('POST', `${place}/labels`, { labels: [`${CANARY}-label`] });
    await as('POST', `${place}/custom_attributes`, { custom_attributes: { order: `${CANARY} order` } });
    await as('POST', `${place}/toggle_priority`, { priority: 'urgent' });
    await as('POST', `${place}/assignments`, { assignee_id: shop.agent.id });
    const row = await find(display_id);
    const asking = await makeMessage(shop.agent.ctx, row, {
      content: 'Your address?',
      content_type: 'input_email',
      content_attributes: {
        external_error: `${CANARY} error`,
        translations: { de: `${CANARY} translation` },
      },
    });
    await makeMessage(shop.agent.ctx, row, { content: `${CANARY} newest note`, private: true });

    const answers = [
      await visitor.ask('POST', '/config'),
      await visitor.ask('GET', '/launcher'),
      await visitor.ask('GET', '/inbox_members'),
      await visitor.ask('GET', '/messages'),
      await visitor.ask('GET', '/messages?after=1'),
      await visitor.ask('GET', '/conversations'),
      await visitor.ask('GET', '/conversations/list'),
      await visitor.ask('GET', '/contact'),
      await visitor.ask('PATCH', '/contact', { body: { name: 'Rui' } }),
      await visitor.ask('POST', '/messages', { body: { content: 'Hi' } }),
      await visitor.ask('PATCH', `/messages/${asking.id}`, {
        body: { contact: { email: 'canopy@example.com' } },
      }),
      await visitor.ask('POST', '/contact/destroy_custom_attributes', { body: { custom_attributes: ['x'] } }),
      await visitor.ask('POST', '/conversations/destroy_custom_attributes', {
        body: { custom_attribute: ['x'] },
      }),
      await visitor.ask('POST', '/conversations', { body: { message: { content: 'Another' } } }),
    ];
    for (const { status, text } of answers) {
      expect(status, text).toBe(200);
      expect(text).not.toContain(CANARY);
      for (const { email, token } of [shop.agent, shop.administrator]) {
        expect(text).not.toContain(email);
        expect(text).not.toContain(token);
      }
      for (const key of ['labels', 'priority', 'hmac_token', 'blocked', 'last_activity_at":"'])
        expect(text).not.toContain(`"${key}`);
    }
  });
});
