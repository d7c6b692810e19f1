import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  makeBot,
  makeContact,
  makeConversation,
  makeMessage,
  makeShop,
  makeTeam,
  type Shop,
  setColumns,
} from '../../../test/factories.ts';
import { makeInbox, openTestDesk, type TestDesk } from '../../../test/harness.ts';

let desk: TestDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
});
afterAll(() => desk.close());

const show = async ({ display_id }: { display_id: number }) =>
  (await shop.ask(shop.agent, 'GET', `/conversations/${display_id}`)).body;

const incoming = (row: Parameters<typeof makeMessage>[1], content = 'Help') =>
  makeMessage(shop.agent.ctx, row, { content, message_type: 'incoming' });

describe('messages', () => {
  it('hold the newest of any kind, whole', async () => {
    const contact = await makeContact(shop.account);
    const row = await makeConversation(shop.account, shop.inbox, { contact_id: contact.id });
    await incoming(row, 'Where is it?');
    const note = await makeMessage(shop.agent.ctx, row, { content: 'Ask Ada', private: true });
    const { messages, last_activity_at } = await show(row);
    expect(messages).toEqual([
      {
        id: note.id,
        content: 'Ask Ada',
        account_id: shop.account.account.id,
        inbox_id: shop.inbox.id,
        conversation_id: row.display_id,
        message_type: 1,
        created_at: Math.floor(note.created_at.getTime() / 1000),
        updated_at: note.updated_at.toISOString(),
        private: true,
        status: 'sent',
        source_id: null,
        content_type: 'text',
        content_attributes: {},
        sender_type: 'User',
        sender_id: shop.agent.id,
        external_source_ids: {},
        additional_attributes: {},
        processed_message_content: 'Ask Ada',
        sentiment: {},
        conversation: {
          assignee_id: null,
          unread_count: 1,
          last_activity_at,
          contact_inbox: { source_id: expect.any(String) },
        },
        sender: {
          id: shop.agent.id,
          name: 'Ben Brown',
          available_name: 'Ben Brown',
          avatar_url: '',
          type: 'user',
          availability_status: 'offline',
          thumbnail: '',
        },
      },
    ]);
  });

  it('are none in a conversation without messages', async () => {
    const body = await show(await makeConversation(shop.account, shop.inbox));
    expect([body.messages, body.last_non_activity_message]).toEqual([[], null]);
  });

  it('hold an activity, which last_non_activity_message skips', async () => {
    const row = await makeConversation(shop.account, shop.inbox);
    const said = await makeMessage(shop.agent.ctx, row, { content: 'A note', private: true });
    await shop.ask(shop.administrator, 'POST', `/conversations/${row.display_id}/toggle_status`, {});
    const body = await show(row);
    expect([body.messages[0].message_type, body.last_non_activity_message.id]).toEqual([2, said.id]);
  });

  it('name the contact as the sender of what came in', async () => {
    const row = await makeConversation(shop.account, shop.inbox);
    await incoming(row);
    const { messages, meta } = await show(row);
    expect([messages[0].sender_type, messages[0].sender.type, messages[0].sender.id]).toEqual([
      'Contact',
      'contact',
      meta.sender.id,
    ]);
  });
});

describe('unread_count', () => {
  it('counts incoming messages that no agent saw, 10 at most', async () => {
    const row = await makeConversation(shop.account, shop.inbox);
    for (let count = 0; count < 12; count += 1) await incoming(row);
    expect((await show(row)).unread_count).toBe(10);
  });

  it('leaves out what came before agents looked, and what agents wrote', async () => {
    const row = await makeConversation(shop.account, shop.inbox);
    await incoming(row);
    await setColumns(shop.account, row, { agent_last_seen_at: desk.clock.now() });
    desk.clock.advance(1000);
    await incoming(row);
    await makeMessage(shop.agent.ctx, row);
    expect((await show(row)).unread_count).toBe(1);
  });
});

describe('can_reply in an API inbox', () => {
  const openWindow = (hours?: number) =>
    makeInbox(shop.account, {
      members: [shop.agent],
      channel: {
        type: 'api',
        ...(hours === undefined ? {} : { additional_attributes: { agent_reply_time_window: hours } }),
      },
    });

  it('is always true without a window', async () => {
    expect((await show(await makeConversation(shop.account, await openWindow()))).can_reply).toBe(true);
  });

  it('is true within the window after the last incoming message', async () => {
    const row = await makeConversation(shop.account, await openWindow(24));
    await incoming(row);
    desk.clock.advance(23 * 3_600_000);
    expect((await show(row)).can_reply).toBe(true);
  });

  it('is false after the window', async () => {
    const row = await makeConversation(shop.account, await openWindow(24));
    await incoming(row);
    desk.clock.advance(25 * 3_600_000);
    expect((await show(row)).can_reply).toBe(false);
  });

  it('is false in a window when nothing ever came in', async () => {
    expect((await show(await makeConversation(shop.account, await openWindow(24)))).can_reply).toBe(false);
  });
});

describe('meta', () => {
  it('has the assigned agent, whole', async () => {
    const { meta } = await show(
      await makeConversation(shop.account, shop.inbox, { assignee_id: shop.agent.id }),
    );
    expect([meta.assignee_type, meta.assignee]).toEqual([
      'User',
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

  it('has the assigned bot, slim', async () => {
    const bot = await makeBot(desk, shop.account);
    const row = await makeConversation(shop.account, shop.inbox);
    await setColumns(shop.account, row, { assignee_agent_bot_id: bot.id });
    const { meta } = await show(row);
    expect([meta.assignee_type, meta.assignee]).toEqual([
      'AgentBot',
      {
        id: bot.id,
        name: 'Triage',
        description: null,
        thumbnail: '',
        outgoing_url: 'https://bot.example.com/in',
        bot_type: 'webhook',
      },
    ]);
  });

  it('keeps the address of a bot of the installation to itself', async () => {
    const bot = await makeBot(desk, shop.account, { of_installation: true });
    const row = await makeConversation(shop.account, shop.inbox);
    await setColumns(shop.account, row, { assignee_agent_bot_id: bot.id });
    expect((await show(row)).meta.assignee).not.toHaveProperty('outgoing_url');
  });

  it('has no assignee and no team when there are none', async () => {
    const { meta } = await show(await makeConversation(shop.account, shop.inbox));
    expect(Object.keys(meta).sort()).toEqual(['channel', 'hmac_verified', 'sender']);
  });

  it('says whether the caller is in the team', async () => {
    const mine = await makeTeam(shop.account, 'mine', { members: [shop.agent] });
    const others = await makeTeam(shop.account, 'others');
    const flags = [];
    for (const team of [mine, others]) {
      const row = await makeConversation(shop.account, shop.inbox, { team_id: team.id });
      flags.push((await show(row)).meta.team.is_member);
    }
    expect(flags).toEqual([true, false]);
  });
});

it('the list shows a conversation exactly as it is shown alone', async () => {
  const quiet = await makeShop(desk);
  const row = await makeConversation(quiet.account, quiet.inbox, { assignee_id: quiet.agent.id });
  await makeMessage(quiet.agent.ctx, row);
  const alone = await quiet.ask(quiet.agent, 'GET', `/conversations/${row.display_id}`);
  const listed = await quiet.ask(quiet.agent, 'GET', '/conversations');
  expect(listed.body.data.payload).toEqual([alone.body]);
});
