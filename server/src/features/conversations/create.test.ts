import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  eventsDuring,
  makeBot,
  makeContact,
  makeShop,
  makeTeam,
  type Shop,
} from '../../../test/factories.ts';
import { ask, makeInbox, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { contactInboxes, contacts } from '../contacts/table.ts';
import { conversations, participants } from './table.ts';

let desk: TestDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
});
afterAll(() => desk.close());

const create = (who: { token: string }, body: object) => shop.ask(who, 'POST', '/conversations', body);

/** Creates one in the shop's inbox with a contact of its own. */
async function createPlain(body: object = {}, who = shop.agent) {
  const contact = await makeContact(shop.account);
  return create(who, { inbox_id: shop.inbox.id, contact_id: contact.id, ...body });
}

const byNumber = async (display_id: number) => {
  const rows = await shop.account.queries
    .select()
    .from(conversations)
    .where(eq(conversations.account_id, shop.account.account.id));
  return rows.find((row) => row.display_id === display_id) ?? { id: 0 };
};

describe('who may create', () => {
  it('a member of the inbox may', async () => {
    const { status } = await createPlain({}, shop.agent);
    expect(status).toBe(200);
  });

  it('an administrator needs no membership', async () => {
    const { status } = await createPlain({}, shop.administrator);
    expect(status).toBe(200);
  });

  it('an agent of no membership in the inbox is refused', async () => {
    const { status, body } = await createPlain({}, shop.outsider);
    expect([status, body]).toEqual([401, { error: 'You are not authorized to do this action' }]);
  });

  it('an inbox of another account is not found', async () => {
    const other = await makeShop(desk);
    const { status, body } = await createPlain({ inbox_id: other.inbox.id });
    expect([status, body]).toEqual([404, { error: 'Resource could not be found' }]);
  });

  it('a contact of another account is not found', async () => {
    const other = await makeShop(desk);
    const contact = await makeContact(other.account);
    const { status } = await createPlain({ contact_id: contact.id }, shop.administrator);
    expect(status).toBe(404);
  });
});

describe('the answer', () => {
  it('has every key of a conversation and nothing else', async () => {
    const contact = await makeContact(shop.account, { name: 'Rui', email: 'rui.keys@example.com' });
    const { body } = await create(shop.agent, {
      inbox_id: shop.inbox.id,
      contact_id: contact.id,
      additional_attributes: { type: 'order' },
      custom_attributes: { order: 12 },
    });
    const now = Math.floor(desk.clock.now().getTime() / 1000);
    expect(body).toEqual({
      meta: {
        sender: {
          additional_attributes: {},
          availability_status: 'offline',
          email: 'rui.keys@example.com',
          id: contact.id,
          name: 'Rui',
          phone_number: null,
          blocked: false,
          identifier: null,
          thumbnail: '',
          custom_attributes: {},
          created_at: now,
        },
        channel: 'Channel::Api',
        hmac_verified: false,
      },
      id: expect.any(Number),
      messages: [],
      account_id: shop.account.account.id,
      uuid: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      additional_attributes: { type: 'order' },
      agent_last_seen_at: 0,
      assignee_last_seen_at: 0,
      can_reply: true,
      contact_last_seen_at: 0,
      custom_attributes: { order: 12 },
      inbox_id: shop.inbox.id,
      labels: [],
      muted: false,
      snoozed_until: null,
      status: 'open',
      created_at: now,
      updated_at: desk.clock.now().getTime() / 1000,
      timestamp: now,
      first_reply_created_at: 0,
      unread_count: 0,
      last_non_activity_message: null,
      last_activity_at: now,
      priority: null,
      waiting_since: now,
      sla_policy_id: null,
    });
  });
});

describe('the number', () => {
  it('counts from 1 in each account', async () => {
    const other = await makeShop(desk);
    const contact = await makeContact(other.account);
    const body = { inbox_id: other.inbox.id, contact_id: contact.id };
    const first = await other.ask(other.agent, 'POST', '/conversations', body);
    const second = await other.ask(other.agent, 'POST', '/conversations', body);
    expect([first.body.id, second.body.id]).toEqual([1, 2]);
  });

  it('has neither gaps nor doubles when many are created at once', async () => {
    const other = await makeShop(desk);
    const contact = await makeContact(other.account);
    const body = { inbox_id: other.inbox.id, contact_id: contact.id };
    const answers = await Promise.all(
      Array.from({ length: 24 }, () => other.ask(other.agent, 'POST', '/conversations', body)),
    );
    const numbers = answers.map((answer) => answer.body.id).sort((one, two) => one - two);
    expect(numbers).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
  });

  it('is not used up by a creation that was refused', async () => {
    const before = await createPlain();
    const refused = await createPlain({ assignee_id: 999_999_999 });
    const after = await createPlain();
    expect([refused.status, after.body.id]).toEqual([422, before.body.id + 1]);
  });
});

describe('a refused first message', () => {
  it('leaves no conversation, no link and no event behind', async () => {
    const site = await makeInbox(shop.account, {
      name: 'Site',
      channel: { type: 'web_widget', website_url: 'https://shop.example.com' },
    });
    const contact = await makeContact(shop.account);
    let answer: Awaited<ReturnType<typeof create>> | undefined;
    const emitted = await eventsDuring(shop.account, async () => {
      answer = await create(shop.administrator, {
        inbox_id: site.id,
        contact_id: contact.id,
        message: { content: 'Hi', message_type: 'incoming' },
      });
    });
    const left = await shop.account.queries
      .select()
      .from(conversations)
      .where(eq(conversations.contact_id, contact.id));
    const links = await shop.account.queries
      .select()
      .from(contactInboxes)
      .where(eq(contactInboxes.contact_id, contact.id));
    expect(answer?.status).toBe(422);
    expect(answer?.body).toEqual({ error: 'Incoming messages are only allowed in Api inboxes' });
    expect([emitted, left, links]).toEqual([[], [], []]);
  });
});

describe('the first status', () => {
  it.each([
    ['pending', 'pending'],
    [1, 'resolved'],
    ['', 'open'],
    [null, 'open'],
  ])('%j means %s', async (status, expected) => {
    const { body } = await createPlain({ status });
    expect(body.status).toBe(expected);
  });

  it.each(['closed', 7, true, ['open']])('%j is refused', async (status) => {
    const answer = await createPlain({ status });
    expect([answer.status, answer.body]).toEqual([
      422,
      { message: 'Status must be one of open, resolved, pending, snoozed', attributes: ['status'] },
    ]);
  });

  it('is resolved for a blocked contact, whatever is asked for', async () => {
    const contact = await makeContact(shop.account, { blocked: true });
    const { body } = await createPlain({ contact_id: contact.id, status: 'open' });
    expect([body.status, body.muted]).toEqual(['resolved', true]);
  });

  it('is pending where a bot answers, whatever is asked for', async () => {
    const inbox = await makeInbox(shop.account, { members: [shop.agent] });
    await makeBot(desk, shop.account, { inbox });
    const { body } = await createPlain({ inbox_id: inbox.id, status: 'open' });
    expect(body.status).toBe('pending');
  });

  it('is as asked where the bot is switched off', async () => {
    const inbox = await makeInbox(shop.account, { members: [shop.agent] });
    await makeBot(desk, shop.account, { inbox, status: 'inactive' });
    const { body } = await createPlain({ inbox_id: inbox.id });
    expect(body.status).toBe('open');
  });

  it('waits for an answer from the start, whatever the status', async () => {
    const { body } = await createPlain({ status: 'resolved' });
    expect(body.waiting_since).toBe(body.created_at);
  });

  it('snoozed may say until when', async () => {
    const { body } = await createPlain({ status: 'snoozed', snoozed_until: '2030-01-31T09:00:00Z' });
    expect([body.status, body.snoozed_until]).toEqual(['snoozed', '2030-01-31T09:00:00.000Z']);
  });

  it.each(['soon', '+275760-09-13T00:00:00.000Z', 1e15, '-000001-01-01T00:00:00Z'])(
    'snoozed until %j is refused',
    async (snoozed_until) => {
      const { status, body } = await createPlain({ status: 'snoozed', snoozed_until });
      expect([status, body.attributes]).toEqual([422, ['snoozed_until']]);
    },
  );

  it('a time to wake is dropped when it is not snoozed', async () => {
    const { body } = await createPlain({ snoozed_until: '2030-01-31T09:00:00Z' });
    expect(body.snoozed_until).toBeNull();
  });
});

describe('who is responsible from the start', () => {
  it('any agent of the account and any team, without a look at memberships', async () => {
    const team = await makeTeam(shop.account, 'start');
    const { body } = await createPlain({ assignee_id: shop.outsider.id, team_id: team.id });
    expect([body.meta.assignee.id, body.meta.assignee_type, body.meta.team]).toEqual([
      shop.outsider.id,
      'User',
      {
        id: team.id,
        name: 'start',
        description: null,
        allow_auto_assign: false,
        account_id: shop.account.account.id,
        is_member: false,
      },
    ]);
  });

  it('an agent of another account is refused', async () => {
    const other = await makeShop(desk);
    const { status, body } = await createPlain({ assignee_id: other.agent.id });
    expect([status, body.attributes]).toEqual([422, ['assignee_id']]);
  });

  it('a team of another account is refused', async () => {
    const other = await makeShop(desk);
    const team = await makeTeam(other.account, 'foreign');
    const { status, body } = await createPlain({ team_id: team.id });
    expect([status, body.attributes]).toEqual([422, ['team_id']]);
  });

  it('the assignee watches the conversation', async () => {
    const { body } = await createPlain({ assignee_id: shop.agent.id });
    const { id } = await byNumber(body.id);
    const watching = await shop.account.queries
      .select({ user_id: participants.user_id })
      .from(participants)
      .where(eq(participants.conversation_id, id));
    expect(watching).toEqual([{ user_id: shop.agent.id }]);
  });
});

describe('attributes', () => {
  it('take 1500 characters and 9999999999', async () => {
    const custom_attributes = { text: 'x'.repeat(1500), number: 9_999_999_999 };
    const { status, body } = await createPlain({ custom_attributes });
    expect([status, body.custom_attributes]).toEqual([200, custom_attributes]);
  });

  it.each([
    ['custom_attributes', { text: 'x'.repeat(1501) }],
    ['custom_attributes', { number: 10_000_000_000 }],
    ['additional_attributes', { text: 'x'.repeat(1501) }],
  ])('%s beyond that are refused', async (name, value) => {
    const { status, body } = await createPlain({ [name]: value });
    expect([status, body.attributes]).toEqual([422, [name]]);
  });

  it('keep a referer that is an address of a page', async () => {
    const additional_attributes = { referer: 'https://shop.example.com/cart' };
    const { body } = await createPlain({ additional_attributes });
    expect(body.additional_attributes).toEqual(additional_attributes);
  });

  it.each(['javascript:alert(1)', 5, 'shop.example.com'])('lose the referer %j', async (referer) => {
    const { body } = await createPlain({ additional_attributes: { referer, kept: true } });
    expect(body.additional_attributes).toEqual({ referer: null, kept: true });
  });
});

describe('the first message', () => {
  it('is an outgoing one of the caller and counts as the first reply', async () => {
    const { body } = await createPlain({ message: { content: 'How can I help?' } });
    const [message] = body.messages;
    expect([message.content, message.message_type, message.sender.id]).toEqual([
      'How can I help?',
      1,
      shop.agent.id,
    ]);
    expect([body.waiting_since, body.first_reply_created_at]).toEqual([0, body.created_at]);
  });

  it('may be the customer in an API inbox', async () => {
    const { body } = await createPlain({ message: { content: 'Help!', message_type: 'incoming' } });
    expect([body.messages[0].message_type, body.unread_count]).toEqual([0, 1]);
  });

  it('is told of after the conversation', async () => {
    const emitted = await eventsDuring(shop.account, () => createPlain({ message: { content: 'Hi' } }));
    const names = emitted.map((event) => event.name).filter((name) => name !== 'contact.created');
    expect(names.slice(0, 2)).toEqual(['conversation.created', 'message.created']);
  });
});

it('a conversation of a contact that is blocked later is shown as muted', async () => {
  const { body } = await createPlain();
  await shop.account.queries
    .update(contacts)
    .set({ blocked: true })
    .where(eq(contacts.id, body.meta.sender.id));
  const shown = await shop.ask(shop.agent, 'GET', `/conversations/${body.id}`);
  expect(shown.body.muted).toBe(true);
});

it('a bot that belongs to the account may create', async () => {
  const bot = await makeBot(desk, shop.account);
  const contact = await makeContact(shop.account);
  const { status } = await create(bot, { inbox_id: shop.inbox.id, contact_id: contact.id });
  expect(status).toBe(200);
});

it('a bot of another account may not', async () => {
  const other = await makeShop(desk);
  const bot = await makeBot(desk, other.account);
  const { status, body } = await create(bot, { inbox_id: shop.inbox.id, contact_id: 1 });
  expect([status, body]).toEqual([401, { error: 'Bot is not authorized to access this account' }]);
});

it('nobody may without credentials', async () => {
  const { status } = await ask(desk, 'POST', `/api/v1/accounts/${shop.account.account.id}/conversations`, {
    body: {},
  });
  expect(status).toBe(401);
});
