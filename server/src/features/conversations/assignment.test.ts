import { eq } from 'drizzle-orm';
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
  readMessages,
  type Shop,
  takeOffline,
} from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { participants } from './table.ts';

let desk: TestDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
});
afterAll(() => desk.close());

const make = (fields: Parameters<typeof makeConversation>[2] = {}) =>
  makeConversation(shop.account, shop.inbox, fields);
const assign = (row: { display_id: number }, body: object, who: { token: string } = shop.administrator) =>
  shop.ask(who, 'POST', `/conversations/${row.display_id}/assignments`, body);

async function responsible(row: { id: number }) {
  const { assignee_id, assignee_agent_bot_id, team_id } = await readConversation(shop.account, row);
  return { assignee_id, bot_id: assignee_agent_bot_id, team_id };
}

async function watching(row: { id: number }) {
  const rows = await shop.account.queries
    .select()
    .from(participants)
    .where(eq(participants.conversation_id, row.id));
  return rows.map(({ user_id }) => user_id);
}

describe('assigning an agent', () => {
  it('answers with the agent', async () => {
    const { status, body } = await assign(await make(), { assignee_id: shop.agent.id });
    expect([status, body]).toEqual([
      200,
      {
        id: shop.agent.id,
        account_id: shop.account.account.id,
        availability_status: 'offline',
        auto_offline: true,
        confirmed: true,
        email: shop.agent.email,
        provider: 'email',
        available_name: 'Ben Brown',
        name: 'Ben Brown',
        role: 'agent',
        thumbnail: '',
        custom_role_id: null,
      },
    ]);
  });

  it('takes any member of the account', async () => {
    const row = await make();
    await assign(row, { assignee_id: shop.outsider.id });
    expect((await responsible(row)).assignee_id).toBe(shop.outsider.id);
  });

  it('takes the id in digits', async () => {
    const row = await make();
    await assign(row, { assignee_id: String(shop.agent.id) });
    expect((await responsible(row)).assignee_id).toBe(shop.agent.id);
  });

  it.each([null, 0, '', 999_999])('%j takes the agent away and answers null', async (assignee_id) => {
    const row = await make({ assignee_id: shop.agent.id });
    const { status, text } = await assign(row, { assignee_id });
    expect([status, text, (await responsible(row)).assignee_id]).toEqual([200, 'null', null]);
  });

  it('of another account takes the agent away', async () => {
    const other = await makeShop(desk);
    const row = await make({ assignee_id: shop.agent.id });
    const { text } = await assign(row, { assignee_id: other.agent.id });
    expect([text, (await responsible(row)).assignee_id]).toEqual(['null', null]);
  });

  it('goes before a team that is named too', async () => {
    const team = await makeTeam(shop.account, 'ignored');
    const row = await make();
    await assign(row, { assignee_id: shop.agent.id, team_id: team.id });
    expect(await responsible(row)).toEqual({ assignee_id: shop.agent.id, bot_id: null, team_id: null });
  });

  it('makes the agent watch', async () => {
    const row = await make();
    await assign(row, { assignee_id: shop.agent.id });
    expect(await watching(row)).toEqual([shop.agent.id]);
  });

  it('takes a bot off', async () => {
    const bot = await makeBot(desk, shop.account);
    const row = await make();
    await assign(row, { assignee_id: bot.id, assignee_type: 'AgentBot' });
    await assign(row, { assignee_id: shop.agent.id });
    expect(await responsible(row)).toEqual({ assignee_id: shop.agent.id, bot_id: null, team_id: null });
  });

  it('of nobody takes a bot off too', async () => {
    const bot = await makeBot(desk, shop.account);
    const row = await make();
    await assign(row, { assignee_id: bot.id, assignee_type: 'AgentBot' });
    await assign(row, { assignee_id: null });
    expect((await responsible(row)).bot_id).toBeNull();
  });

  it('leaves one line that names both', async () => {
    const row = await make();
    await assign(row, { assignee_id: shop.agent.id });
    const [sentence, ...more] = await readActivities(shop.account, row);
    expect(sentence).toContain('Ada Adams');
    expect(sentence).toContain('Ben Brown');
    expect(more).toEqual([]);
  });

  it('to oneself leaves a line that names one', async () => {
    const row = await make();
    await assign(row, { assignee_id: shop.agent.id }, shop.agent);
    const [sentence] = await readActivities(shop.account, row);
    expect(sentence?.match(/Ben Brown/g)).toHaveLength(1);
  });

  it('again changes nothing', async () => {
    const row = await make({ assignee_id: shop.agent.id });
    const emitted = await eventsDuring(shop.account, () => assign(row, { assignee_id: shop.agent.id }));
    expect(emitted).toEqual([]);
  });

  it('is told of with the change', async () => {
    const row = await make();
    const emitted = await eventsDuring(shop.account, () => assign(row, { assignee_id: shop.agent.id }));
    expect(emitted.map(({ name }) => name)).toEqual([
      'assignee.changed',
      'conversation.updated',
      'message.created',
    ]);
    expect(emitted[0]?.data.changes).toEqual({ assignee_id: [null, shop.agent.id] });
  });

  it('is the last activity', async () => {
    const row = await make();
    desk.clock.advance(60_000);
    await assign(row, { assignee_id: shop.agent.id });
    expect((await readConversation(shop.account, row)).last_activity_at).toEqual(desk.clock.now());
  });
});

describe('assigning a bot', () => {
  it('answers with the bot, slim', async () => {
    const bot = await makeBot(desk, shop.account);
    const { body } = await assign(await make(), { assignee_id: bot.id, assignee_type: 'AgentBot' });
    expect(body).toEqual({
      id: bot.id,
      name: 'Triage',
      description: null,
      thumbnail: '',
      outgoing_url: 'https://bot.example.com/in',
      bot_type: 'webhook',
    });
  });

  it('takes the agent off, and says so', async () => {
    const bot = await makeBot(desk, shop.account);
    const row = await make({ assignee_id: shop.agent.id });
    await assign(row, { assignee_id: bot.id, assignee_type: 'AgentBot' });
    expect(await responsible(row)).toEqual({ assignee_id: null, bot_id: bot.id, team_id: null });
    expect(await readActivities(shop.account, row)).toHaveLength(1);
  });

  it.each([null, 999_999])('%j changes nothing and answers null', async (assignee_id) => {
    const row = await make({ assignee_id: shop.agent.id });
    const { status, text } = await assign(row, { assignee_id, assignee_type: 'AgentBot' });
    expect([status, text, (await responsible(row)).assignee_id]).toEqual([200, 'null', shop.agent.id]);
  });

  it('of another account changes nothing', async () => {
    const other = await makeShop(desk);
    const bot = await makeBot(desk, other.account);
    const row = await make();
    const { text } = await assign(row, { assignee_id: bot.id, assignee_type: 'AgentBot' });
    expect([text, (await responsible(row)).bot_id]).toEqual(['null', null]);
  });
});

describe('assigning a team', () => {
  it('answers with the whole record', async () => {
    const team = await makeTeam(shop.account, 'records');
    const { body } = await assign(await make(), { team_id: team.id });
    expect(body).toEqual({
      id: team.id,
      name: 'records',
      description: null,
      allow_auto_assign: false,
      account_id: shop.account.account.id,
      created_at: team.created_at.toISOString(),
      updated_at: team.updated_at.toISOString(),
    });
  });

  it.each([null, 0, 999_999])('%j takes the team off and answers null', async (team_id) => {
    const team = await makeTeam(shop.account, `off ${team_id}`);
    const row = await make({ team_id: team.id });
    const { status, text } = await assign(row, { team_id });
    expect([status, text, (await responsible(row)).team_id]).toEqual([200, 'null', null]);
  });

  it('of another account takes the team off', async () => {
    const other = await makeShop(desk);
    const foreign = await makeTeam(other.account, 'foreign');
    const row = await make({ team_id: (await makeTeam(shop.account, 'own')).id });
    await assign(row, { team_id: foreign.id });
    expect((await responsible(row)).team_id).toBeNull();
  });

  it('lets an agent go who is not in it', async () => {
    const team = await makeTeam(shop.account, 'without ben');
    const row = await make({ assignee_id: shop.agent.id });
    await assign(row, { team_id: team.id });
    expect(await responsible(row)).toEqual({ assignee_id: null, bot_id: null, team_id: team.id });
  });

  it('keeps an agent who is in it', async () => {
    const team = await makeTeam(shop.account, 'with ben', { members: [shop.agent] });
    const row = await make({ assignee_id: shop.agent.id });
    await assign(row, { team_id: team.id });
    expect((await responsible(row)).assignee_id).toBe(shop.agent.id);
  });

  it('keeps the agent when it is taken off', async () => {
    const team = await makeTeam(shop.account, 'taken off', { members: [shop.agent] });
    const row = await make({ assignee_id: shop.agent.id, team_id: team.id });
    await assign(row, { team_id: null });
    expect((await responsible(row)).assignee_id).toBe(shop.agent.id);
  });

  it('leaves one line, not one more for the agent', async () => {
    const team = await makeTeam(shop.account, 'one line');
    const row = await make({ assignee_id: shop.agent.id });
    await assign(row, { team_id: team.id });
    const sentences = await readActivities(shop.account, row);
    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toContain('one line');
  });

  it('again changes nothing', async () => {
    const team = await makeTeam(shop.account, 'again');
    const row = await make({ team_id: team.id });
    expect(await eventsDuring(shop.account, () => assign(row, { team_id: team.id }))).toEqual([]);
  });
});

describe('a team that assigns by itself', () => {
  it('gives the conversation to a member of team and inbox who is online', async () => {
    const team = await makeTeam(shop.account, 'auto', {
      members: [shop.agent, shop.outsider],
      allow_auto_assign: true,
    });
    const row = await make();
    await bringOnline(shop.account, shop.agent);
    await bringOnline(shop.account, shop.outsider);
    await assign(row, { team_id: team.id });
    await takeOffline(shop.account, shop.agent);
    await takeOffline(shop.account, shop.outsider);
    expect([(await responsible(row)).assignee_id, await watching(row)]).toEqual([
      shop.agent.id,
      [shop.agent.id],
    ]);
  });

  it('gives it to nobody who is in the team but not in the inbox', async () => {
    const team = await makeTeam(shop.account, 'far', { members: [shop.outsider], allow_auto_assign: true });
    const row = await make();
    await bringOnline(shop.account, shop.outsider);
    await assign(row, { team_id: team.id });
    await takeOffline(shop.account, shop.outsider);
    expect((await responsible(row)).assignee_id).toBeNull();
  });

  it('leaves it alone when the team does not want that', async () => {
    const team = await makeTeam(shop.account, 'by hand', { members: [shop.agent] });
    const row = await make();
    await bringOnline(shop.account, shop.agent);
    await assign(row, { team_id: team.id });
    await takeOffline(shop.account, shop.agent);
    expect((await responsible(row)).assignee_id).toBeNull();
  });

  it('takes it from a bot', async () => {
    const team = await makeTeam(shop.account, 'people', { members: [shop.agent], allow_auto_assign: true });
    const bot = await makeBot(desk, shop.account);
    const row = await make();
    await assign(row, { assignee_id: bot.id, assignee_type: 'AgentBot' });
    await bringOnline(shop.account, shop.agent);
    await assign(row, { team_id: team.id });
    await takeOffline(shop.account, shop.agent);
    expect(await responsible(row)).toEqual({
      assignee_id: shop.agent.id,
      bot_id: null,
      team_id: team.id,
    });
  });
});

it('naming neither changes nothing and answers null', async () => {
  const row = await make({ assignee_id: shop.agent.id });
  const { status, text } = await assign(row, {});
  expect([status, text, (await responsible(row)).assignee_id]).toEqual([200, 'null', shop.agent.id]);
});

describe('at once', () => {
  it('assignments, messages and flips of one conversation all go through', async () => {
    const row = await make();
    const path = `/conversations/${row.display_id}`;
    const asks = Array.from({ length: 6 }, (_, index) => [
      assign(row, { assignee_id: index % 2 ? shop.agent.id : null }),
      shop.ask(shop.agent, 'POST', `${path}/messages`, { content: `in ${index}`, message_type: 'incoming' }),
      shop.ask(shop.agent, 'POST', `${path}/messages`, { content: `out ${index}` }),
      shop.ask(shop.administrator, 'POST', `${path}/toggle_status`, {}),
    ]).flat();
    const answers = await Promise.all(asks);
    expect(answers.map(({ status }) => status)).toEqual(asks.map(() => 200));
    const said = await readMessages(shop.account, row);
    expect(said.filter(({ message_type }) => message_type < 2)).toHaveLength(12);
  });

  it('the same agent ten times leaves one line', async () => {
    const row = await make();
    await Promise.all(Array.from({ length: 10 }, () => assign(row, { assignee_id: shop.agent.id })));
    expect(await readActivities(shop.account, row)).toHaveLength(1);
  });
});
