import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  eventsDuring,
  makeBot,
  makeConversation,
  makeShop,
  makeTeam,
  readConversation,
  type Shop,
} from '../../../test/factories.ts';
import { makeInbox, openTestDesk, type TestDesk } from '../../../test/harness.ts';

let desk: TestDesk;
let shop: Shop;
let bot: Awaited<ReturnType<typeof makeBot>>;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
  bot = await makeBot(desk, shop.account);
});
afterAll(() => desk.close());

const make = (fields: Parameters<typeof makeConversation>[2] = {}) =>
  makeConversation(shop.account, shop.inbox, fields);
const toggle = (who: { token: string }, row: { display_id: number }, body: object) =>
  shop.ask(who, 'POST', `/conversations/${row.display_id}/toggle_status`, body);

describe('a bot that opens a pending conversation', () => {
  it('hands it over, which the answer says with null', async () => {
    const { status, body } = await toggle(bot, await make({ status: 'pending' }), { status: 'open' });
    expect([status, body.payload.success, body.payload.current_status]).toEqual([200, null, 'open']);
  });

  it('tells of it', async () => {
    const row = await make({ status: 'pending' });
    const emitted = await eventsDuring(shop.account, () => toggle(bot, row, { status: 'open' }));
    expect(emitted.map(({ name }) => name)).toContain('conversation.bot_handoff');
  });

  it('does not become responsible', async () => {
    const row = await make({ status: 'pending' });
    await toggle(bot, row, { status: 'open' });
    const { assignee_id, assignee_agent_bot_id } = await readConversation(shop.account, row);
    expect([assignee_id, assignee_agent_bot_id]).toEqual([null, null]);
  });
});

describe('no hand-over is', () => {
  it('a bot that opens a resolved one', async () => {
    const { body } = await toggle(bot, await make({ status: 'resolved' }), { status: 'open' });
    expect(body.payload.success).toBe(true);
  });

  it('a bot that resolves a pending one', async () => {
    const { body } = await toggle(bot, await make({ status: 'pending' }), { status: 'resolved' });
    expect(body.payload.success).toBe(true);
  });

  it('a person who opens a pending one', async () => {
    const row = await make({ status: 'pending' });
    const emitted = await eventsDuring(shop.account, () => toggle(shop.agent, row, { status: 'open' }));
    expect(emitted.map(({ name }) => name)).not.toContain('conversation.bot_handoff');
  });
});

describe('a message of a bot', () => {
  const post = (who: { token: string }, row: { display_id: number }, body: object) =>
    shop.ask(who, 'POST', `/conversations/${row.display_id}/messages`, body);

  it('has the bot as its sender', async () => {
    const { body } = await post(bot, await make(), { content: 'Beep' });
    expect(body.sender).toEqual({ id: bot.id, name: 'Triage', avatar_url: '', type: 'agent_bot' });
  });

  it('ends the waiting, but is no first reply', async () => {
    const row = await make();
    await post(bot, row, { content: 'Beep' });
    const { waiting_since, first_reply_created_at } = await readConversation(shop.account, row);
    expect([waiting_since, first_reply_created_at]).toEqual([null, null]);
  });

  it('may be posted by a person in its name', async () => {
    const { body } = await post(shop.agent, await make(), {
      content: 'Beep',
      sender_type: 'AgentBot',
      sender_id: bot.id,
    });
    expect([body.sender.type, body.sender.id]).toEqual(['agent_bot', bot.id]);
  });

  it('is the person’s own when the bot is of another account', async () => {
    const other = await makeShop(desk);
    const foreign = await makeBot(desk, other.account);
    const { body } = await post(shop.agent, await make(), {
      content: 'Beep',
      sender_type: 'AgentBot',
      sender_id: foreign.id,
    });
    expect([body.sender.type, body.sender.id]).toEqual(['user', shop.agent.id]);
  });
});

describe('where a bot answers', () => {
  it('conversations start pending and are given to nobody', async () => {
    const inbox = await makeInbox(shop.account, { members: [shop.agent] });
    await makeBot(desk, shop.account, { inbox });
    const row = await makeConversation(shop.account, inbox);
    expect([row.status, row.assignee_id]).toEqual(['pending', null]);
  });
});

describe('a bot assigns', () => {
  const assign = (row: { display_id: number }, body: object) =>
    shop.ask(bot, 'POST', `/conversations/${row.display_id}/assignments`, body);

  it('an agent', async () => {
    const { body } = await assign(await make(), { assignee_id: shop.agent.id });
    expect(body.id).toBe(shop.agent.id);
  });

  it('a team, and can write into the conversation afterwards', async () => {
    const team = await makeTeam(shop.account, 'escalation');
    const row = await make();
    const { status } = await assign(row, { team_id: team.id });
    const posted = await toggle(bot, row, { status: 'open' });
    expect([status, posted.status]).toEqual([200, 200]);
  });
});
