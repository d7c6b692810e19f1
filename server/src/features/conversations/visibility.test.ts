import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  makeBot,
  makeConversation,
  makeShop,
  makeTeam,
  readConversation,
  type Shop,
} from '../../../test/factories.ts';
import { makeInbox, makeUser, openTestDesk, type TestDesk, type TestUser } from '../../../test/harness.ts';

let desk: TestDesk;
let shop: Shop;
let other: Shop;
let teammate: TestUser;
let own: number;
let ofTeam: number;
let hidden: number;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
  other = await makeShop(desk);
  teammate = await makeUser(desk, shop.account, 'agent', 'Tom Team');
  const team = await makeTeam(shop.account, 'support', { members: [teammate] });
  const inbox = await makeInbox(shop.account, { name: 'Closed' });
  own = (await makeConversation(shop.account, shop.inbox)).display_id;
  ofTeam = (await makeConversation(shop.account, inbox, { team_id: team.id })).display_id;
  hidden = (await makeConversation(shop.account, inbox)).display_id;
});
afterAll(() => desk.close());

/** Every operation on one conversation. */
const DOORS: [method: 'GET' | 'POST', path: string, body?: object][] = [
  ['GET', ''],
  ['POST', '/toggle_status', { status: 'open' }],
  ['POST', '/assignments', { assignee_id: null }],
  ['GET', '/messages'],
  ['POST', '/messages', { content: 'Hi' }],
];

const knock = (who: { token: string }, display_id: number, [method, path, body]: (typeof DOORS)[number]) =>
  shop.ask(who, method, `/conversations/${display_id}${path}`, body);

describe.each(DOORS)('%s conversations/{id}%s', (...door) => {
  it('is open to a member of the inbox', async () => {
    expect((await knock(shop.agent, own, door)).status).toBe(200);
  });

  it('is open to a member of the team, without the inbox', async () => {
    expect((await knock(teammate, ofTeam, door)).status).toBe(200);
  });

  it('is open to an administrator', async () => {
    expect((await knock(shop.administrator, hidden, door)).status).toBe(200);
  });

  it('is closed to an agent without inbox and team', async () => {
    const { status, body } = await knock(shop.agent, hidden, door);
    expect([status, body]).toEqual([401, { error: 'You are not authorized to do this action' }]);
  });

  it('is closed to the team when the conversation is of no team', async () => {
    expect((await knock(teammate, hidden, door)).status).toBe(401);
  });

  it('finds no conversation of another account under the number', async () => {
    const { status, body } = await knock(shop.administrator, 999, door);
    expect([status, body]).toEqual([404, { error: 'Resource could not be found' }]);
  });

  it('is closed to members of other accounts', async () => {
    const { status, body } = await knock(other.administrator, own, door);
    expect([status, body]).toEqual([401, { error: 'You are not authorized to access this account' }]);
  });
});

describe('a number of another account', () => {
  it('means the own conversation of that number', async () => {
    const foreign = await makeConversation(other.account, other.inbox);
    const { body } = await other.ask(other.administrator, 'GET', `/conversations/${foreign.display_id}`);
    expect([body.account_id, body.uuid]).toEqual([other.account.account.id, foreign.uuid]);
  });

  it('never changes the conversation of the same number elsewhere', async () => {
    const foreign = await makeConversation(other.account, other.inbox);
    await shop.ask(shop.administrator, 'POST', `/conversations/${foreign.display_id}/toggle_status`, {
      status: 'resolved',
    });
    expect((await readConversation(other.account, foreign)).status).toBe('open');
  });
});

describe('a bot', () => {
  it('of the account may write anywhere in it', async () => {
    const bot = await makeBot(desk, shop.account);
    const { status } = await knock(bot, hidden, ['POST', '/messages', { content: 'Hi' }]);
    expect(status).toBe(200);
  });

  it('of the installation that is connected to an inbox of the account may too', async () => {
    const bot = await makeBot(desk, shop.account, { inbox: shop.inbox, of_installation: true });
    const { status } = await knock(bot, hidden, ['POST', '/toggle_status', { status: 'open' }]);
    expect(status).toBe(200);
  });

  it('of the installation that is connected to nothing here may not', async () => {
    const bot = await makeBot(desk, shop.account, { of_installation: true });
    const { status, body } = await knock(bot, own, ['POST', '/messages', { content: 'Hi' }]);
    expect([status, body]).toEqual([401, { error: 'Bot is not authorized to access this account' }]);
  });

  it.each([
    ['GET', '/conversations'],
    ['GET', '/conversations/meta'],
    ['GET', '/conversations/1'],
    ['GET', '/conversations/1/messages'],
  ] as const)('may not %s %s', async (method, path) => {
    const bot = await makeBot(desk, shop.account);
    const { status, body } = await shop.ask(bot, method, path);
    expect([status, body]).toEqual([401, { error: 'Access to this endpoint is not authorized for bots' }]);
  });
});

it.each(['0', '-1', '01', 'abc', '1e3', '99999999999999999999'])(
  'the number %s names no conversation',
  async (number) => {
    const { status } = await shop.ask(shop.administrator, 'GET', `/conversations/${number}`);
    expect(status).toBe(404);
  },
);
