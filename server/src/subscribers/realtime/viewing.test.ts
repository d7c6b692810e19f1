import { viewersChange, viewersUpdate } from '@porchlight/contract/viewing';
import { and, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  eventsDuring,
  makeConversation,
  makeMessage,
  makeShop,
  makeTeam,
  type Shop,
} from '../../../test/factories.ts';
import { makeInbox, makeUser, openTestDesk, type TestDesk, type TestUser } from '../../../test/harness.ts';
import { agentIdentifier, contactIdentifier } from '../../../test/listeners.ts';
import { type Frame, goLive, type LiveDesk, RawClient } from '../../../test/live.ts';
import type { ConversationRow } from '../../features/conversations/table.ts';
import { inboxMembers } from '../../features/inboxes/table.ts';

let desk: TestDesk;
let live: LiveDesk;
let shop: Shop;
let row: ConversationRow;
let mara: TestUser;
const clients: RawClient[] = [];

beforeAll(async () => {
  desk = await openTestDesk();
  live = await goLive(desk);
});
beforeEach(async () => {
  shop = await makeShop(desk);
  mara = await makeUser(desk, shop.account, 'administrator', 'Mara Silva');
  row = await makeConversation(shop.account, shop.inbox);
});
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});
afterAll(async () => {
  await live.stop();
  await desk.close();
});

/** A connection that says what it looks at. */
interface Screen {
  client: RawClient;
  look(conversation_id?: unknown): void;
}

async function listen(identifier: object): Promise<Screen> {
  const client = await new RawClient(live.url).opened();
  clients.push(client);
  expect(await client.subscribe(identifier)).toBe('confirm_subscription');
  const look = (conversation_id?: unknown) =>
    client.send({
      command: 'message',
      identifier: JSON.stringify(identifier),
      data: JSON.stringify({ action: 'view_conversation', conversation_id }),
    });
  return { client, look };
}

const connect = async (user: TestUser, account = shop.account) =>
  listen(await agentIdentifier(account, user));

/** A connection that looks at nothing yet, and hears what others look at. */
async function watch(user: TestUser, account = shop.account): Promise<Screen> {
  const screen = await connect(user, account);
  screen.look(null);
  await screen.client.until(({ message }) => message?.event === 'viewers.update');
  return screen;
}

/** Looks at a conversation, and waits until the desk took note; whoever watched longer than that ago is answered. */
async function lookHeard({ client, look }: Screen, conversation_id: number) {
  const answers = () => client.frames.filter(({ message }) => message?.event === 'viewers.update').length;
  const before = answers();
  desk.clock.advance(12_000);
  look(conversation_id);
  await client.until(() => answers() > before);
}

const isAboutViewers = ({ message }: Frame) => message?.event.includes('viewers') ?? false;
const toldOf = ({ client }: Screen) => client.frames.filter(isAboutViewers);

const changesOf = ({ client }: Screen, { display_id }: { display_id: number } = row) =>
  client.frames.filter(
    ({ message }) => message?.event === 'conversation.viewers_changed' && message.data.id === display_id,
  );

/** Waits until these are the ones of whom the screen was told last that they look at the conversation. */
async function sees(screen: Screen, users: readonly TestUser[], conversation = row) {
  const wanted = JSON.stringify(users.map(({ id }) => id));
  const last = () => changesOf(screen, conversation).at(-1);
  const ids = ({ message }: Frame) => JSON.stringify(message?.data.viewers.map(idOf));
  await screen.client.until((frame) => frame === last() && ids(frame) === wanted);
}

const idOf = ({ id }: { id: number }) => id;

/** Waits until the screen has been told of all that happened before. */
async function settle(screen: Screen, inbox = shop.inbox) {
  const last = await makeConversation(shop.account, inbox);
  const eve = await makeUser(desk, shop.account, 'administrator', 'Eve End');
  (await connect(eve)).look(last.display_id);
  await sees(screen, [eve], last);
}

describe('an agent who looks at a conversation', () => {
  it('is told to colleagues with name and picture, until they look elsewhere', async () => {
    const [ben, other] = [await watch(shop.agent), await connect(mara)];
    other.look(row.display_id);
    await sees(ben, [mara]);
    const data = changesOf(ben).at(-1)?.message?.data;
    expect(viewersChange.parse(data)).toEqual(data);
    expect(data).toMatchObject({
      account_id: row.account_id,
      id: row.display_id,
      viewers: [{ id: mara.id, name: 'Mara Silva', type: 'user', thumbnail: expect.any(String) }],
    });
    other.look(null);
    await sees(ben, []);
  });

  it('leaves one conversation for the other', async () => {
    const second = await makeConversation(shop.account, shop.inbox);
    const [ben, other] = [await watch(shop.agent), await connect(mara)];
    other.look(row.display_id);
    await sees(ben, [mara]);
    other.look(second.display_id);
    await sees(ben, [mara], second);
    await sees(ben, []);
    other.look();
    await sees(ben, [], second);
  });

  it('is not told of themself, on any of their screens', async () => {
    const [one, two, ben] = [await watch(mara), await watch(mara), await watch(shop.agent)];
    one.look(row.display_id);
    await sees(ben, [mara]);
    ben.look(row.display_id);
    for (const screen of [one, two]) await sees(screen, [shop.agent]);
    expect(JSON.stringify([one, two].map(toldOf))).not.toContain('Mara');
    expect(JSON.stringify(toldOf(ben))).not.toContain('Ben');
  });

  it('counts once, and as long as one of their screens shows it', async () => {
    const [ben, one, two] = [await watch(shop.agent), await connect(mara), await watch(mara)];
    one.look(row.display_id);
    await sees(ben, [mara]);
    await lookHeard(two, row.display_id);
    one.client.close();
    await one.client.closed();
    await settle(ben);
    expect(changesOf(ben)).toHaveLength(1);
    two.client.close();
    await sees(ben, []);
  });

  it('is gone as soon as the socket is, or the subscription', async () => {
    const ben = await watch(shop.agent);
    for (const end of ['close', 'unsubscribe']) {
      const { client, look } = await connect(mara);
      look(row.display_id);
      await sees(ben, [mara]);
      if (end === 'close') client.close();
      else
        client.send({
          command: 'unsubscribe',
          identifier: JSON.stringify(await agentIdentifier(shop.account, mara)),
        });
      await sees(ben, []);
    }
  });

  it('is gone after twenty seconds without a word, even if the socket stays', async () => {
    const [ben, other] = [await watch(shop.agent), await watch(mara)];
    other.look(row.display_id);
    await sees(ben, [mara]);
    desk.clock.advance(7000);
    await lookHeard(other, row.display_id);
    desk.clock.advance(19_000);
    await settle(ben);
    expect(changesOf(ben)).toHaveLength(1);
    desk.clock.advance(1001);
    await sees(ben, []);
  });

  it('who comes and goes leaves nothing in the event log', async () => {
    const ben = await watch(shop.agent);
    const stored = await eventsDuring(shop.account, async () => {
      const other = await connect(mara);
      other.look(row.display_id);
      await sees(ben, [mara]);
      other.client.close();
      await sees(ben, []);
    });
    expect(stored).toEqual([]);
  });
});

describe('whoever begins to listen', () => {
  it('is told of all that is looked at already', async () => {
    const second = await makeConversation(shop.account, shop.inbox);
    const [first, other] = [await watch(mara), await watch(shop.administrator)];
    first.look(row.display_id);
    await sees(other, [mara]);
    other.look(second.display_id);
    await sees(first, [shop.administrator], second);
    const late = await watch(shop.agent);
    const data = toldOf(late)[0]?.message?.data;
    expect(viewersUpdate.parse(data)).toEqual(data);
    expect(data).toEqual({
      account_id: row.account_id,
      conversations: [
        { id: row.display_id, viewers: [expect.objectContaining({ id: mara.id })] },
        { id: second.display_id, viewers: [expect.objectContaining({ id: shop.administrator.id })] },
      ],
    });
  });

  it('is told of nobody where there are only themself', async () => {
    const first = await watch(mara);
    first.look(row.display_id);
    await settle(await watch(shop.agent));
    const again = await watch(mara);
    const { conversations } = toldOf(again)[0]?.message?.data ?? {};
    expect(conversations.map(idOf)).not.toContain(row.display_id);
  });

  it('is told of everything again by and by, and not with each word', async () => {
    const ben = await watch(shop.agent);
    ben.look(null);
    desk.clock.advance(11_000);
    ben.look(null);
    await settle(ben);
    expect(toldOf(ben).filter(({ message }) => message?.event === 'viewers.update')).toHaveLength(1);
    desk.clock.advance(1000);
    ben.look(null);
    await ben.client.until((frame) => frame !== toldOf(ben)[0] && frame.message?.event === 'viewers.update');
  });

  it('hears nothing of it without saying what they look at, as clients of others do not', async () => {
    const [silent, ben, other] = [
      await connect(shop.administrator),
      await watch(shop.agent),
      await connect(mara),
    ];
    other.look(row.display_id);
    await sees(ben, [mara]);
    await makeMessage(shop.agent.ctx, row, { content: 'the end' });
    await silent.client.until(({ message }) => message?.data.content === 'the end');
    expect(toldOf(silent)).toEqual([]);
  });
});

describe('whoever may not open a conversation', () => {
  it('is not told who looks at it, unlike its team without the inbox', async () => {
    const teammate = await makeUser(desk, shop.account, 'agent', 'Tom Team');
    const team = await makeTeam(shop.account, 'support', { members: [teammate] });
    const open = await makeInbox(shop.account, { name: 'Open', members: [shop.outsider] });
    const ofTeam = await makeConversation(shop.account, shop.inbox, { team_id: team.id });
    const [outsider, tom, other] = [await watch(shop.outsider), await watch(teammate), await watch(mara)];
    for (const { display_id } of [row, ofTeam]) other.look(display_id);
    await sees(tom, [mara], ofTeam);
    await settle(outsider, open);
    expect(toldOf(outsider).filter(({ message }) => message?.data.id === ofTeam.display_id)).toEqual([]);
    expect(JSON.stringify(toldOf(outsider))).not.toContain('Mara');
    expect(changesOf(tom)).toEqual([]);
    expect(JSON.stringify(toldOf(await watch(shop.outsider)))).not.toContain('Mara');
    expect(JSON.stringify(toldOf(await watch(teammate)))).toContain('Mara');
  });

  it('is told to nobody there, and leaves what they looked at before', async () => {
    const open = await makeInbox(shop.account, { name: 'Open', members: [shop.outsider, shop.agent] });
    const own = await makeConversation(shop.account, open);
    const [ben, outsider] = [await watch(shop.agent), await watch(shop.outsider)];
    outsider.look(own.display_id);
    await sees(ben, [shop.outsider], own);
    outsider.look(row.display_id);
    await sees(ben, [], own);
    await settle(ben);
    expect(changesOf(ben)).toEqual([]);
  });

  it('any more, is told to nobody there from the next word on', async () => {
    const [other, ben] = [await watch(mara), await watch(shop.agent)];
    ben.look(row.display_id);
    await sees(other, [shop.agent]);
    await shop.account.queries
      .delete(inboxMembers)
      .where(and(eq(inboxMembers.account_id, row.account_id), eq(inboxMembers.user_id, shop.agent.id)));
    ben.look(row.display_id);
    await sees(other, []);
  });

  it('of another account hears and says nothing here, whatever the number', async () => {
    const theirs = await makeShop(desk);
    const same = await makeConversation(theirs.account, theirs.inbox);
    expect(same.display_id).toBe(row.display_id);
    const [ben, stranger, other] = [
      await watch(shop.agent),
      await watch(theirs.agent, theirs.account),
      await watch(theirs.administrator, theirs.account),
    ];
    other.look(row.display_id);
    await sees(stranger, [theirs.administrator], same);
    (await connect(mara)).look(row.display_id);
    await sees(ben, [mara]);
    expect(changesOf(ben)).toHaveLength(1);
    expect(changesOf(stranger, same)).toHaveLength(1);
    expect(JSON.stringify(toldOf(stranger))).not.toContain('Mara');
  });
});

describe('a contact', () => {
  it('neither hears who looks nor is seen to look', async () => {
    const identifier = await contactIdentifier(shop.account, row);
    const customer = await listen(identifier);
    const [ben, other] = [await watch(shop.agent), await connect(mara)];
    customer.look(row.display_id);
    customer.client.frames.length = 0;
    // Commands are followed in their order: the answer tells that the one before was read.
    customer.client.send({
      command: 'message',
      identifier: JSON.stringify(identifier),
      data: '{"action":"update_presence"}',
    });
    await customer.client.until(({ message }) => message?.event === 'presence.update');
    other.look(row.display_id);
    await sees(ben, [mara]);
    other.client.close();
    await sees(ben, []);
    await settle(ben);
    await makeMessage(shop.agent.ctx, row, { content: 'the end' });
    await customer.client.until(({ message }) => message?.data.content === 'the end');
    expect(toldOf(customer)).toEqual([]);
    expect(changesOf(ben)).toHaveLength(2);
  });
});

describe('what makes no sense', () => {
  it.each([
    ['a word', 'everything'],
    ['a list', [1]],
    ['an object', { $ne: 0 }],
    ['a fraction', 1.5],
    ['less than nothing', -1],
    ['what no number holds', 1e300],
    ['true', true],
  ])('%s is passed over: what was looked at stays', async (_, nonsense) => {
    const [ben, other] = [await watch(shop.agent), await watch(mara)];
    other.look(row.display_id);
    await sees(ben, [mara]);
    other.look(nonsense);
    await lookHeard(other, row.display_id);
    await settle(ben);
    expect(changesOf(ben)).toHaveLength(1);
  });

  it('a number that no conversation has is looked at by nobody', async () => {
    const [ben, other] = [await watch(shop.agent), await watch(mara)];
    other.look(row.display_id);
    await sees(ben, [mara]);
    other.look(Number.MAX_SAFE_INTEGER);
    await sees(ben, []);
    await settle(other);
  });
});
