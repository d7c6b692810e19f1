import { webhookEvents } from '@porchlight/contract/webhooks';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeBot, makeContact, makeConversation, makeMessage, type Shop } from '../../../test/factories.ts';
import { makeInbox } from '../../../test/harness.ts';
import { makeWebsite, readVisitor, say, visit } from '../../../test/visitors.ts';
import { agentBots } from '../../features/accounts/table.ts';
import { updateContact } from '../../features/contacts/contact.ts';
import { holdConversation } from '../../features/conversations/access.ts';
import { noteActivity } from '../../features/conversations/activity.ts';
import { assignBot } from '../../features/conversations/assignment.ts';
import { changeStatus } from '../../features/conversations/status.ts';
import type { Receiver } from './fixtures/receiver.ts';
import { makeWebhook, openStand, type Stand } from './fixtures/stand.ts';

let stand: Stand;
let shop: Shop;
let receiver: Receiver;

beforeAll(async () => {
  stand = await openStand();
});
beforeEach(async () => {
  shop = await stand.shop();
  receiver = await stand.receiver();
});
afterAll(() => stand?.close());

const everything = () => makeWebhook(shop, receiver, { subscriptions: [...webhookEvents] });
const bodyOf = (event: string, from = receiver) =>
  from.received.findLast(({ body }) => body.event === event)?.body;
const forget = () => receiver.received.splice(0);
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

describe('a message', () => {
  it('of a customer is told with its account, inbox and conversation', async () => {
    await everything();
    const contact = await makeContact(shop.account, { name: 'Rhea', email: 'rhea@example.com' });
    const conversation = await makeConversation(shop.account, shop.inbox, { contact_id: contact.id });
    const message = await makeMessage(shop.account, conversation, {
      content: 'Where is *it*?',
      message_type: 'incoming',
      source_id: 'theirs-1',
    });
    await stand.settle();
    const { id, name } = shop.account.account;
    const body = bodyOf('message_created');
    expect(body).toEqual({
      account: { id, name },
      additional_attributes: {},
      content_attributes: {},
      content_type: 'text',
      content: 'Where is *it*?',
      conversation: expect.objectContaining({ id: conversation.display_id, status: 'open' }),
      created_at: expect.stringMatching(ISO),
      id: message.id,
      inbox: { id: shop.inbox.id, name: shop.inbox.name },
      message_type: 'incoming',
      private: false,
      sender: {
        account: { id, name },
        additional_attributes: {},
        avatar: '',
        custom_attributes: {},
        email: 'rhea@example.com',
        id: contact.id,
        identifier: null,
        name: 'Rhea',
        phone_number: null,
        thumbnail: '',
        blocked: false,
      },
      source_id: 'theirs-1',
      event: 'message_created',
    });
    expect(body.conversation.messages).toEqual([
      expect.objectContaining({ id: message.id, message_type: 0, created_at: expect.any(Number) }),
    ]);
    expect(body.conversation.contact_inbox.source_id).toBeTypeOf('string');
    expect(body.conversation).not.toHaveProperty('account_id');
  });

  it('of an agent names the agent with the e-mail address', async () => {
    await everything();
    const conversation = await makeConversation(shop.account, shop.inbox);
    await makeMessage(shop.agent.ctx, conversation, { content: 'Soon' });
    await stand.settle();
    const { id, name, email } = shop.agent;
    expect(bodyOf('message_created')).toMatchObject({
      message_type: 'outgoing',
      sender: { id, name, email, type: 'user' },
    });
  });

  it('that is a private note is told, and one that only says what was done is not', async () => {
    await everything();
    const conversation = await makeConversation(shop.account, shop.inbox);
    await makeMessage(shop.agent.ctx, conversation, { content: 'psst', private: true });
    await shop.account.transaction(async (tx) => {
      await noteActivity(tx, await holdConversation(tx, conversation.id), 'Something was done');
    });
    await stand.settle();
    const told = receiver.received.filter(({ body }) => body.event === 'message_created');
    expect(told.map(({ body }) => [body.content, body.private])).toEqual([['psst', true]]);
  });

  it('that changed is told again as it is now', async () => {
    await everything();
    const conversation = await makeConversation(shop.account, shop.inbox);
    const { id } = await makeMessage(shop.account, conversation, { content: 'Hello' });
    await stand.settle();
    const path = `/conversations/${conversation.display_id}/messages/${id}`;
    await shop.ask(shop.administrator, 'DELETE', path);
    await stand.settle();
    expect(bodyOf('message_updated')).toMatchObject({ id, content_attributes: { deleted: true } });
  });
});

describe('a conversation', () => {
  it('is told flat, and a change with what changed', async () => {
    await everything();
    const conversation = await makeConversation(shop.account, shop.inbox);
    await stand.settle();
    const created = bodyOf('conversation_created');
    expect(created).toMatchObject({
      id: conversation.display_id,
      channel: 'Channel::Api',
      status: 'open',
      meta: { sender: { type: 'contact' }, assignee: null },
    });
    expect(created).not.toHaveProperty('changed_attributes');
    forget();
    await changeStatus(shop.account, conversation, { status: 'resolved' });
    await stand.settle();
    const changed = [{ status: { previous_value: 'open', current_value: 'resolved' } }];
    expect(bodyOf('conversation_status_changed')).toMatchObject({
      id: conversation.display_id,
      status: 'resolved',
      changed_attributes: changed,
    });
    expect(bodyOf('conversation_updated').changed_attributes).toEqual(expect.arrayContaining(changed));
    // Only bots are told of these.
    expect(bodyOf('conversation_resolved')).toBeUndefined();
  });
});

it('a contact is told with its account, and a change with what changed', async () => {
  await everything();
  const contact = await makeContact(shop.account, { name: 'Rhea' });
  await stand.settle();
  const { id, name } = shop.account.account;
  expect(bodyOf('contact_created')).toMatchObject({ id: contact.id, name: 'Rhea', account: { id, name } });
  expect(bodyOf('contact_created')).not.toHaveProperty('type');
  await updateContact(shop.account, contact, { name: 'Rhea Silva' });
  await stand.settle();
  expect(bodyOf('contact_updated')).toMatchObject({
    name: 'Rhea Silva',
    changed_attributes: [{ name: { previous_value: 'Rhea', current_value: 'Rhea Silva' } }],
  });
});

it('an inbox is told with its channel, and without what is secret', async () => {
  await everything();
  const inbox = await makeInbox(shop.account, { name: 'Second' });
  await shop.ask(shop.administrator, 'PATCH', `/inboxes/${inbox.id}`, { name: 'Renamed' });
  const shown = await shop.ask(shop.administrator, 'GET', `/inboxes/${inbox.id}`);
  await stand.settle();
  expect(bodyOf('inbox_updated')).toMatchObject({
    id: inbox.id,
    name: 'Renamed',
    channel: { channel_type: 'Channel::Api' },
    changed_attributes: [{ name: { previous_value: 'Second', current_value: 'Renamed' } }],
  });
  expect(shown.body.hmac_token).toBeTypeOf('string');
  expect(JSON.stringify(receiver.received)).not.toContain(shown.body.hmac_token);
});

describe('typing', () => {
  const type = async (is_private: boolean) => {
    const conversation = await makeConversation(shop.account, shop.inbox);
    await stand.settle();
    forget();
    stand.webhooks.hear({
      name: 'conversation.typing_on',
      account_id: shop.account.account.id,
      conversation_id: conversation.id,
      by: shop.agent.ctx.actor,
      is_private,
    });
    return conversation;
  };

  it('is told with who types, and leaves nothing behind', async () => {
    await everything();
    const conversation = await type(true);
    await expect.poll(() => receiver.events()).toEqual(['conversation_typing_on']);
    const { id, name, email } = shop.agent;
    expect(receiver.received[0]?.body).toMatchObject({
      user: { id, name, email, type: 'user' },
      conversation: { id: conversation.display_id },
      is_private: true,
    });
    const isTyping = ({ event_name }: { event_name: string }) => event_name.includes('typing');
    await expect.poll(async () => (await stand.deliveries(shop)).filter(isTyping)).toEqual([]);
  });

  it('is told once, and is not in the way of messages', async () => {
    await everything();
    receiver.answer(({ body }, response) => {
      response.writeHead(body.event.includes('typing') ? 500 : 200).end();
    });
    const conversation = await type(false);
    await expect.poll(() => receiver.received.length).toBe(1);
    await makeMessage(shop.account, conversation, { content: 'Hello' });
    await stand.settle();
    await stand.settleAfter(100 * 3_600_000);
    const events = receiver.events().filter((event) => /typing|message_created/.test(event));
    expect(events).toEqual(['conversation_typing_on', 'message_created']);
  });
});

describe('the address of an API inbox', () => {
  it('is told of what happens in the inbox, of the echo of its own messages too, and of nothing else', async () => {
    const inbox = await makeInbox(shop.account, { channel: { type: 'api', webhook_url: receiver.url } });
    const conversation = await makeConversation(shop.account, inbox);
    await makeMessage(shop.account, conversation, { content: 'mine', message_type: 'incoming' });
    const elsewhere = await makeConversation(shop.account, shop.inbox);
    await makeMessage(shop.account, elsewhere, { content: 'not theirs' });
    await stand.settle();
    expect(receiver.events()).toEqual(expect.arrayContaining(['conversation_created', 'message_created']));
    const events = new Set(receiver.events());
    for (const event of ['contact_created', 'inbox_created']) expect(events).not.toContain(event);
    expect(JSON.stringify(receiver.received)).not.toContain('not theirs');
    expect(receiver.received[0]?.headers['webhook-signature']).toMatch(/^v1,/);
  });
});

describe('an agent bot', () => {
  const botAt = async (url: string, options: Parameters<typeof makeBot>[2] = {}) => {
    const bot = await makeBot(stand.desk, shop.account, options);
    await shop.account.queries.update(agentBots).set({ outgoing_url: url }).where(eq(agentBots.id, bot.id));
    return bot;
  };

  it('of the inbox is told of messages, and of conversations that open and end', async () => {
    await botAt(receiver.url, { inbox: shop.inbox });
    const conversation = await makeConversation(shop.account, shop.inbox);
    await makeMessage(shop.account, conversation, { content: 'Hi', message_type: 'incoming' });
    await changeStatus(shop.account, conversation, { status: 'open' });
    await changeStatus(shop.account, conversation, { status: 'resolved' });
    await stand.settle();
    const events = receiver.events();
    for (const event of ['message_created', 'conversation_opened', 'conversation_resolved'])
      expect(events).toContain(event);
    for (const event of ['conversation_created', 'contact_created']) expect(events).not.toContain(event);
    expect(bodyOf('conversation_resolved')).toMatchObject({
      id: conversation.display_id,
      status: 'resolved',
    });
  });

  it('that is switched off in the inbox is told of nothing', async () => {
    await botAt(receiver.url, { inbox: shop.inbox, status: 'inactive' });
    const conversation = await makeConversation(shop.account, shop.inbox);
    await makeMessage(shop.account, conversation, { content: 'Hi', message_type: 'incoming' });
    await stand.settle();
    expect(receiver.received).toEqual([]);
  });

  it('that a conversation is assigned to is told beside the one of the inbox; one that is both is told once', async () => {
    const second = await stand.receiver();
    const bot = await botAt(receiver.url, { inbox: shop.inbox });
    const other = await botAt(second.url, { of_installation: true });
    const [both, split] = [
      await makeConversation(shop.account, shop.inbox),
      await makeConversation(shop.account, shop.inbox),
    ];
    await assignBot(shop.account, both, bot.id);
    await assignBot(shop.account, split, other.id);
    for (const conversation of [both, split])
      await makeMessage(shop.account, conversation, {
        content: `in ${conversation.display_id}`,
        message_type: 'incoming',
      });
    await stand.settle();
    const said = ({ received }: Receiver) =>
      received.filter(({ body }) => body.event === 'message_created').map(({ body }) => body.content);
    expect(said(receiver).toSorted()).toEqual([`in ${both.display_id}`, `in ${split.display_id}`]);
    expect(said(second)).toEqual([`in ${split.display_id}`]);
  });
});

describe('a visitor of a website', () => {
  it('who opens the chat is told of, with what they are talking about and where', async () => {
    await everything();
    const website = await makeWebsite(shop.account);
    const visitor = await visit(stand.desk, website);
    const event_info = { referer: 'https://shop.example.com/cart', initiated_at: { timestamp: 'Mon' } };
    const open = () => visitor.ask('POST', '/events', { body: { name: 'webwidget.triggered', event_info } });
    await open();
    await stand.settle();
    const { contact, link } = await readVisitor(shop.account, visitor);
    const { id, name } = shop.account.account;
    expect(bodyOf('webwidget_triggered')).toEqual({
      id: link.id,
      contact: expect.objectContaining({ id: contact.id, name: contact.name, account: { id, name } }),
      inbox: { id: website.id, name: 'Site' },
      account: { id, name },
      current_conversation: null,
      source_id: link.source_id,
      event: 'webwidget_triggered',
      event_info: expect.objectContaining(event_info),
    });
    const display_id = await say(visitor);
    await open();
    await stand.settle();
    expect(bodyOf('webwidget_triggered').current_conversation).toMatchObject({ id: display_id });
  });
});
