import { conversationPush, messagePush } from '@porchlight/contract/pushes';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  makeContact,
  makeConversation,
  makeMessage,
  makeShop,
  makeTeam,
  type Shop,
} from '../../../test/factories.ts';
import { openTestDesk, type TestDesk, type TestUser } from '../../../test/harness.ts';
import { agentIdentifier, contactIdentifier } from '../../../test/listeners.ts';
import { eventually, goLive, type LiveDesk, RawClient } from '../../../test/live.ts';
import { contactInboxes } from '../../features/contacts/table.ts';
import type { ConversationRow } from '../../features/conversations/table.ts';

let desk: TestDesk;
let live: LiveDesk;
let shop: Shop;
let row: ConversationRow;
const clients: RawClient[] = [];

beforeAll(async () => {
  desk = await openTestDesk();
  live = await goLive(desk);
});
beforeEach(async () => {
  shop = await makeShop(desk);
  row = await makeConversation(shop.account, shop.inbox);
  await live.drain();
});
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});
afterAll(async () => {
  await live.stop();
  await desk.close();
});

async function listen(identifier: object): Promise<RawClient> {
  const client = await new RawClient(live.url).opened();
  clients.push(client);
  expect(await client.subscribe(identifier)).toBe('confirm_subscription');
  return client;
}

const agent = async (user: TestUser = shop.agent) => listen(await agentIdentifier(shop.account, user));
const contact = async (of: ConversationRow = row) => listen(await contactIdentifier(shop.account, of));
const heard = (client: RawClient, event: string) =>
  client.until(({ message }) => message?.event === event).then(({ message }) => message?.data);

/** Waits until the client heard of this, the last thing that happened. */
const label = async (client: RawClient) => {
  await shop.ask(shop.administrator, 'POST', '/labels', { title: `end-${clients.length}` });
  await heard(client, 'account.cache_invalidated');
};

describe('a message', () => {
  it('reaches agents and the contact in full', async () => {
    const [client, customer] = [await agent(), await contact()];
    await shop.ask(shop.agent, 'POST', `/conversations/${row.display_id}/messages`, {
      content: 'Hello',
      echo_id: 'tmp-1',
    });
    const data = await heard(client, 'message.created');
    expect(data).toMatchObject({
      content: 'Hello',
      echo_id: 'tmp-1',
      account_id: shop.account.account.id,
      conversation_id: row.display_id,
      message_type: 1,
      performer: { id: shop.agent.id, type: 'user' },
      sender: { id: shop.agent.id, type: 'user' },
      conversation: { assignee_id: null, unread_count: 0, contact_inbox: { source_id: expect.any(String) } },
    });
    expect(messagePush.parse(data)).toMatchObject({ id: data.id });
    expect(await heard(customer, 'message.created')).toEqual(data);
  });

  it('tells a contact nothing of how it is reached, which somebody else may know it by', async () => {
    const other = await makeContact(shop.account, {
      name: 'Cleo',
      email: 'cleo@example.com',
      phone_number: '+351910000001',
      identifier: 'cleo-1',
      custom_attributes: { tier: 'gold' },
    });
    const own = await makeConversation(shop.account, shop.inbox, { contact_id: other.id });
    const customer = await contact(own);
    await makeMessage(shop.account, own, { content: 'Hi', message_type: 'incoming' });
    await live.drain();
    const data = await heard(customer, 'message.created');
    expect(data).toMatchObject({ content: 'Hi', sender: { id: other.id, name: 'Cleo', type: 'contact' } });
    await shop.ask(shop.agent, 'POST', `/conversations/${own.display_id}/toggle_status`, {
      status: 'resolved',
    });
    await heard(customer, 'conversation.status_changed');
    expect(JSON.stringify(customer.frames)).not.toMatch(/cleo@|\+3519|cleo-1|gold/);
  });

  it('that is private, or an activity, never reaches the contact', async () => {
    const [client, customer] = [await agent(), await contact()];
    await makeMessage(shop.agent.ctx, row, { content: 'canary-note', private: true });
    await shop.ask(shop.agent, 'POST', `/conversations/${row.display_id}/assignments`, {
      assignee_id: shop.agent.id,
    });
    await makeMessage(shop.agent.ctx, row, { content: 'for all' });
    await client.until(({ message }) => message?.data.content === 'canary-note');
    await customer.until(({ message }) => message?.data.content === 'for all');
    expect(JSON.stringify(customer.frames)).not.toContain('canary-note');
    expect(customer.frames.filter(({ message }) => message?.data.message_type === 2)).toEqual([]);
  });

  it('that changes is told with what changed', async () => {
    const client = await agent();
    const message = await makeMessage(shop.agent.ctx, row);
    await shop.ask(shop.agent, 'DELETE', `/conversations/${row.display_id}/messages/${message.id}`);
    const data = await heard(client, 'message.updated');
    expect(data).toMatchObject({
      id: message.id,
      content_attributes: { deleted: true },
      previous_changes: { content: [null, expect.any(String)] },
    });
  });

  it("does not reach the contact's other links, unless both are proven", async () => {
    const second = await makeConversation(shop.account, shop.inbox, {
      contact_id: row.contact_id,
      source_id: 'second-device',
    });
    const other = await contact(second);
    const own = await contact();
    await makeMessage(shop.agent.ctx, row, { content: 'to one' });
    await heard(own, 'message.created');
    await desk.services.database.queries
      .update(contactInboxes)
      .set({ hmac_verified: true })
      .where(eq(contactInboxes.contact_id, row.contact_id));
    await makeMessage(shop.agent.ctx, row, { content: 'to both' });
    await heard(other, 'message.created');
    expect(other.frames.flatMap(({ message }) => message?.data.content ?? [])).toEqual(['to both']);
  });
});

describe('a conversation', () => {
  it('is told in the form of events, and to contacts without the token of a socket', async () => {
    const [client, customer] = [await agent(), await contact()];
    await shop.ask(shop.agent, 'POST', `/conversations/${row.display_id}/toggle_status`, {
      status: 'resolved',
    });
    const data = await heard(client, 'conversation.status_changed');
    expect(conversationPush.parse(data)).toMatchObject({ id: row.display_id, status: 'resolved' });
    expect(data.contact_inbox.pubsub_token).toEqual(expect.any(String));
    expect(data).toMatchObject({ meta: { assignee: null, team: null }, account_id: row.account_id });
    const shown = await heard(customer, 'conversation.status_changed');
    expect(shown.contact_inbox).not.toHaveProperty('pubsub_token');
  });

  it('reaches members of its inbox and administrators, and nobody else, whoever it is assigned to', async () => {
    const [member, admin, outsider] = [
      await agent(),
      await agent(shop.administrator),
      await agent(shop.outsider),
    ];
    const team = await makeTeam(shop.account, 'billing', { members: [shop.outsider] });
    await shop.ask(shop.administrator, 'POST', `/conversations/${row.display_id}/assignments`, {
      team_id: team.id,
    });
    await heard(member, 'team.changed');
    await heard(admin, 'team.changed');
    await label(outsider);
    expect(new Set(outsider.events())).toEqual(new Set(['account.cache_invalidated']));
  });

  it('of another account reaches nobody here', async () => {
    const other = await makeShop(desk);
    const client = await agent(shop.administrator);
    const theirs = await makeConversation(other.account, other.inbox);
    await makeMessage(other.agent.ctx, theirs);
    await live.drain();
    await label(client);
    expect(client.frames.filter(({ message }) => message?.data.account_id === theirs.account_id)).toEqual([]);
  });

  it('of another contact does not reach this one', async () => {
    const customer = await contact();
    const other = await makeConversation(shop.account, shop.inbox);
    await makeMessage(shop.agent.ctx, other, { content: 'not for you' });
    await makeMessage(shop.agent.ctx, row, { content: 'for you' });
    await heard(customer, 'message.created');
    expect(JSON.stringify(customer.frames)).not.toContain('not for you');
  });
});

describe('a mention', () => {
  it('is told to the one who is named, and to nobody else', async () => {
    const [client, named] = [await agent(), await agent(shop.administrator)];
    const content = `(mention://user/${shop.administrator.id}/Ana) please look`;
    await makeMessage(shop.agent.ctx, row, { content, private: true });
    expect(await heard(named, 'conversation.mentioned')).toMatchObject({ id: row.display_id });
    await label(client);
    expect(client.events()).not.toContain('conversation.mentioned');
  });
});

describe('a contact', () => {
  it('is told to every agent of the account, and to no contact', async () => {
    const [client, customer] = [await agent(shop.outsider), await contact()];
    const made = await makeContact(shop.account, { name: 'Zoe' });
    expect(await heard(client, 'contact.created')).toMatchObject({
      id: made.id,
      name: 'Zoe',
      type: 'contact',
      account_id: row.account_id,
    });
    await makeMessage(shop.agent.ctx, row);
    await heard(customer, 'message.created');
    expect(customer.events()).not.toContain('contact.created');
  });

  it('that was deleted is told as it was', async () => {
    const client = await agent();
    const made = await makeContact(shop.account, { name: 'Zoe' });
    await shop.ask(shop.administrator, 'DELETE', `/contacts/${made.id}`);
    expect(await heard(client, 'contact.deleted')).toMatchObject({ id: made.id, name: 'Zoe' });
  });
});

describe('typing', () => {
  const type = (body: object, who = shop.agent) =>
    shop.ask(who, 'POST', `/conversations/${row.display_id}/toggle_typing_status`, body);

  it('is told to colleagues and the contact, and not to whoever types', async () => {
    const [client, colleague, customer] = [await agent(), await agent(shop.administrator), await contact()];
    await type({ typing_status: 'on' });
    const data = await heard(colleague, 'conversation.typing_on');
    expect(data).toMatchObject({
      conversation: { id: row.display_id },
      user: { id: shop.agent.id, type: 'user' },
      is_private: false,
      account_id: row.account_id,
    });
    const shown = await heard(customer, 'conversation.typing_on');
    expect(shown.conversation.contact_inbox).not.toHaveProperty('pubsub_token');
    await type({ typing_status: 'off' });
    await heard(colleague, 'conversation.typing_off');
    await label(client);
    expect(client.events()).not.toContain('conversation.typing_on');
  });

  it('that stops and goes on is told in that order', async () => {
    const colleague = await agent(shop.administrator);
    const names = Array.from({ length: 60 }, (_, at) => `conversation.typing_${at % 2 === 0 ? 'on' : 'off'}`);
    for (const name of names as ('conversation.typing_on' | 'conversation.typing_off')[])
      desk.services.signal?.({
        name,
        account_id: row.account_id,
        conversation_id: row.id,
        by: shop.agent.ctx.actor,
        is_private: name.endsWith('off'),
      });
    await eventually(() => colleague.events().length === names.length);
    expect(colleague.events()).toEqual(names);
  });

  it('of a private note is told to colleagues only', async () => {
    const [colleague, customer] = [await agent(shop.administrator), await contact()];
    await type({ typing_status: 'on', is_private: true });
    expect(await heard(colleague, 'conversation.typing_on')).toMatchObject({ is_private: true });
    await makeMessage(shop.agent.ctx, row);
    await heard(customer, 'message.created');
    expect(customer.events()).not.toContain('conversation.typing_on');
  });
});

describe('presence', () => {
  it('of an agent names the colleagues and contacts that are there; that of a contact no other contact', async () => {
    const [client, customer] = [await agent(), await contact()];
    const identifier = JSON.stringify(await agentIdentifier(shop.account, shop.agent));
    client.frames.length = 0;
    client.send({ command: 'message', identifier, data: '{"action":"update_presence"}' });
    expect(await heard(client, 'presence.update')).toEqual({
      account_id: row.account_id,
      users: { [shop.agent.id]: 'online' },
      contacts: { [row.contact_id]: 'online' },
    });
    expect(await heard(customer, 'presence.update')).toEqual({
      account_id: row.account_id,
      users: { [shop.agent.id]: 'online' },
    });
  });

  it('ends when nothing was heard for a while', async () => {
    const client = await agent();
    await agent(shop.administrator);
    desk.clock.advance(26_000);
    const identifier = JSON.stringify(await agentIdentifier(shop.account, shop.agent));
    client.frames.length = 0;
    client.send({ command: 'message', identifier, data: '{"action":"update_presence"}' });
    const { users } = await heard(client, 'presence.update');
    expect(Object.keys(users)).toEqual([String(shop.agent.id)]);
  });
});

describe('many events at once', () => {
  it('come in the order of their commits', async () => {
    const client = await agent();
    const sent = Array.from({ length: 60 }, (_, at) => `number ${at}`);
    for (const content of sent) await makeMessage(shop.agent.ctx, row, { content });
    await eventually(() => client.events().filter((name) => name === 'message.created').length === 60);
    const contents = client.frames.flatMap(({ message }) =>
      message?.event === 'message.created' ? [message.data.content] : [],
    );
    expect(contents).toEqual(sent);
  });
});
