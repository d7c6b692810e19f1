import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bringOnline,
  eventsDuring,
  makeBot,
  makeConversation,
  makeShop,
  makeTeam,
  readActivities,
  readConversation,
  type Shop,
  takeOffline,
} from '../../../test/factories.ts';
import { makeInbox, makeUser, openTestDesk, type TestDesk } from '../../../test/harness.ts';

let desk: TestDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
});
afterAll(() => desk.close());

const make = (fields: Parameters<typeof makeConversation>[2] = {}) =>
  makeConversation(shop.account, shop.inbox, fields);

const toggle = (
  row: { display_id: number },
  body: object = {},
  who: { token: string } = shop.administrator,
) => shop.ask(who, 'POST', `/conversations/${row.display_id}/toggle_status`, body);

describe('without a status', () => {
  it.each([
    ['open', 'resolved'],
    ['resolved', 'open'],
    ['pending', 'open'],
    ['snoozed', 'open'],
  ] as const)('%s becomes %s', async (status, expected) => {
    const { body } = await toggle(await make({ status }));
    expect(body.payload.current_status).toBe(expected);
  });

  it('a blank one counts as none', async () => {
    const { body } = await toggle(await make(), { status: '' });
    expect(body.payload.current_status).toBe('resolved');
  });
});

describe('with a status', () => {
  it.each(['open', 'resolved', 'pending', 'snoozed'] as const)('%s is set', async (status) => {
    const row = await make({ status: status === 'pending' ? 'open' : 'pending' });
    await toggle(row, { status });
    expect((await readConversation(shop.account, row)).status).toBe(status);
  });

  it('the answer has a payload of four keys and nothing else', async () => {
    const row = await make();
    const { status, body } = await toggle(row, { status: 'snoozed', snoozed_until: 1_893_488_400 });
    expect([status, body]).toEqual([
      200,
      {
        payload: {
          success: true,
          conversation_id: row.display_id,
          current_status: 'snoozed',
          snoozed_until: '2030-01-01T09:00:00.000Z',
        },
      },
    ]);
  });

  it.each(['closed', 9, true])('%j is refused and changes nothing', async (status) => {
    const row = await make();
    const answer = await toggle(row, { status });
    expect([answer.status, answer.body.message]).toEqual([
      422,
      'Status must be one of open, resolved, pending, snoozed',
    ]);
    expect((await readConversation(shop.account, row)).status).toBe('open');
  });
});

describe('snoozed_until', () => {
  it('is taken in digits', async () => {
    const { body } = await toggle(await make(), { status: 'snoozed', snoozed_until: '1893488400' });
    expect(body.payload.snoozed_until).toBe('2030-01-01T09:00:00.000Z');
  });

  it('is nothing when the customer is to wake it', async () => {
    const { body } = await toggle(await make(), { status: 'snoozed' });
    expect(body.payload.snoozed_until).toBeNull();
  });

  it('is refused as a date in words', async () => {
    const { status } = await toggle(await make(), {
      status: 'snoozed',
      snoozed_until: '2030-01-01T09:00:00Z',
    });
    expect(status).toBe(422);
  });

  it('is cleared when the conversation leaves the sleep', async () => {
    const row = await make({ status: 'snoozed', snoozed_until: '2030-01-01T09:00:00Z' });
    const { body } = await toggle(row, { status: 'pending' });
    expect(body.payload.snoozed_until).toBeNull();
  });

  it('is dropped for any other status', async () => {
    const { body } = await toggle(await make(), { status: 'resolved', snoozed_until: 1_893_488_400 });
    expect(body.payload.snoozed_until).toBeNull();
  });
});

describe('waiting_since', () => {
  it('is cleared by resolving', async () => {
    const row = await make();
    await toggle(row, { status: 'resolved' });
    expect((await readConversation(shop.account, row)).waiting_since).toBeNull();
  });

  it.each(['pending', 'snoozed'] as const)('stays when it becomes %s', async (status) => {
    const row = await make();
    await toggle(row, { status });
    expect((await readConversation(shop.account, row)).waiting_since).toEqual(row.waiting_since);
  });

  it('is not set again by opening', async () => {
    const row = await make();
    await toggle(row, { status: 'resolved' });
    await toggle(row, { status: 'open' });
    expect((await readConversation(shop.account, row)).waiting_since).toBeNull();
  });
});

describe('an agent who opens a conversation', () => {
  it('takes it over, even from somebody else', async () => {
    const row = await make({ status: 'resolved', assignee_id: shop.administrator.id });
    await toggle(row, {}, shop.agent);
    expect((await readConversation(shop.account, row)).assignee_id).toBe(shop.agent.id);
  });

  it('takes over one that is open already', async () => {
    const row = await make();
    await toggle(row, { status: 'open' }, shop.agent);
    expect((await readConversation(shop.account, row)).assignee_id).toBe(shop.agent.id);
  });

  it('takes it over from a bot', async () => {
    const bot = await makeBot(desk, shop.account);
    const row = await make({ status: 'pending' });
    await shop.ask(shop.agent, 'POST', `/conversations/${row.display_id}/assignments`, {
      assignee_id: bot.id,
      assignee_type: 'AgentBot',
    });
    await toggle(row, { status: 'open' }, shop.agent);
    const { assignee_id, assignee_agent_bot_id } = await readConversation(shop.account, row);
    expect([assignee_id, assignee_agent_bot_id]).toEqual([shop.agent.id, null]);
  });

  it('does not take over one that ends up resolved', async () => {
    const row = await make();
    await toggle(row, { status: 'resolved' }, shop.agent);
    expect((await readConversation(shop.account, row)).assignee_id).toBeNull();
  });

  it('does not take over as an administrator', async () => {
    const row = await make({ status: 'resolved' });
    await toggle(row, { status: 'open' }, shop.administrator);
    expect((await readConversation(shop.account, row)).assignee_id).toBeNull();
  });

  it('uses up nobody’s turn', async () => {
    const colleague = await makeUser(desk, shop.account, 'agent', 'Dora Dean');
    const inbox = await makeInbox(shop.account, { members: [shop.agent, colleague] });
    await bringOnline(shop.account, colleague);
    const row = await makeConversation(shop.account, inbox, { status: 'resolved' });
    const emitted = await eventsDuring(shop.account, () => toggle(row, {}, shop.agent));
    await takeOffline(shop.account, colleague);
    expect(emitted.filter(({ name }) => name === 'assignee.changed')).toHaveLength(1);
  });

  it('keeps it, though only a member of its team', async () => {
    const inbox = await makeInbox(shop.account, { members: [shop.agent] });
    const team = await makeTeam(shop.account, 'reopeners', { members: [shop.outsider] });
    const row = await makeConversation(shop.account, inbox, { status: 'resolved', team_id: team.id });
    await bringOnline(shop.account, shop.agent);
    await toggle(row, {}, shop.outsider);
    await takeOffline(shop.account, shop.agent);
    expect((await readConversation(shop.account, row)).assignee_id).toBe(shop.outsider.id);
  });
});

describe('assignment in turn', () => {
  it('gives an unassigned one that opens to a member who is online', async () => {
    const row = await make({ status: 'resolved' });
    await bringOnline(shop.account, shop.agent);
    await toggle(row);
    await takeOffline(shop.account, shop.agent);
    expect((await readConversation(shop.account, row)).assignee_id).toBe(shop.agent.id);
  });

  it('says so, as somebody made it happen', async () => {
    const row = await make({ status: 'resolved' });
    await bringOnline(shop.account, shop.agent);
    await toggle(row);
    await takeOffline(shop.account, shop.agent);
    expect(await readActivities(shop.account, row)).toHaveLength(2);
  });

  it('takes it off an assignee who is no member of the inbox', async () => {
    const row = await make({ status: 'resolved', assignee_id: shop.outsider.id });
    await bringOnline(shop.account, shop.agent);
    await toggle(row);
    await takeOffline(shop.account, shop.agent);
    expect((await readConversation(shop.account, row)).assignee_id).toBe(shop.agent.id);
  });

  it('leaves it with such an assignee while nobody is online', async () => {
    const row = await make({ status: 'resolved', assignee_id: shop.outsider.id });
    await toggle(row);
    expect((await readConversation(shop.account, row)).assignee_id).toBe(shop.outsider.id);
  });

  it('leaves it with a member of the inbox', async () => {
    const colleague = await makeUser(desk, shop.account, 'agent', 'Eve Evans');
    const inbox = await makeInbox(shop.account, { members: [shop.agent, colleague] });
    const row = await makeConversation(shop.account, inbox, {
      status: 'resolved',
      assignee_id: colleague.id,
    });
    await bringOnline(shop.account, shop.agent);
    await toggle(row);
    await takeOffline(shop.account, shop.agent);
    expect((await readConversation(shop.account, row)).assignee_id).toBe(colleague.id);
  });

  it('is fair and leaves none out when many open at once', async () => {
    const members = [
      await makeUser(desk, shop.account, 'agent', 'Fay Ford'),
      await makeUser(desk, shop.account, 'agent', 'Gus Gray'),
    ];
    const inbox = await makeInbox(shop.account, { members });
    const rows = [];
    for (let count = 0; count < 8; count += 1)
      rows.push(await makeConversation(shop.account, inbox, { status: 'resolved' }));
    for (const member of members) await bringOnline(shop.account, member);
    const still = desk.services.now;
    desk.services.now = () => {
      desk.clock.advance(1);
      return still();
    };
    await Promise.all(rows.map((row) => toggle(row)));
    desk.services.now = still;
    const given = await Promise.all(rows.map((row) => readConversation(shop.account, row)));
    const turns = members.map(({ id }) => given.filter(({ assignee_id }) => assignee_id === id).length);
    expect(turns).toEqual([4, 4]);
  });
});

describe('activities', () => {
  it('say who did what', async () => {
    const row = await make();
    await toggle(row, { status: 'resolved' });
    const [sentence] = await readActivities(shop.account, row);
    expect(sentence).toContain('Ada Adams');
  });

  it('are none when nothing changed', async () => {
    const row = await make();
    await toggle(row, { status: 'open' });
    expect(await readActivities(shop.account, row)).toEqual([]);
  });

  it('count as the last activity', async () => {
    const row = await make();
    desk.clock.advance(60_000);
    await toggle(row, { status: 'resolved' });
    const { last_activity_at } = await readConversation(shop.account, row);
    expect(last_activity_at).toEqual(desk.clock.now());
  });
});

describe('events', () => {
  const told = (emitted: { name: string }[]) => emitted.map(({ name }) => name);

  it('tell of a resolution', async () => {
    const row = await make();
    const emitted = await eventsDuring(shop.account, () => toggle(row, { status: 'resolved' }));
    expect(told(emitted)).toEqual([
      'conversation.status_changed',
      'conversation.resolved',
      'conversation.updated',
      'message.created',
    ]);
    expect(emitted[2]?.data.changes).toEqual({
      status: ['open', 'resolved'],
      waiting_since: [row.waiting_since?.toISOString(), null],
    });
  });

  it('tell of an opening', async () => {
    const row = await make({ status: 'pending' });
    const emitted = await eventsDuring(shop.account, () => toggle(row, { status: 'open' }));
    expect(told(emitted)).toContain('conversation.opened');
  });

  it('are none when nothing changed', async () => {
    const row = await make();
    const emitted = await eventsDuring(shop.account, () => toggle(row, { status: 'open' }));
    expect(emitted).toEqual([]);
  });

  it('carry who did it', async () => {
    const row = await make();
    const [event] = await eventsDuring(shop.account, () => toggle(row));
    expect(event?.by).toEqual({ type: 'user', id: shop.administrator.id });
  });
});

describe('at once', () => {
  it('two flips cancel each other, and each tells of its own change', async () => {
    const row = await make();
    const emitted = await eventsDuring(shop.account, () => Promise.all([toggle(row), toggle(row)]));
    const changes = emitted
      .filter(({ name }) => name === 'conversation.status_changed')
      .map(({ data }) => (data.changes as { status: unknown }).status);
    expect(changes).toEqual([
      ['open', 'resolved'],
      ['resolved', 'open'],
    ]);
    expect((await readConversation(shop.account, row)).status).toBe('open');
  });

  it('ten times the same status leaves one activity', async () => {
    const row = await make();
    const answers = await Promise.all(Array.from({ length: 10 }, () => toggle(row, { status: 'resolved' })));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(await readActivities(shop.account, row)).toHaveLength(1);
  });
});
