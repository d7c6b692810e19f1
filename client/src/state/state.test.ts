import type { Conversation } from '@porchlight/contract/conversations';
import type { FullMessage, Message } from '@porchlight/contract/messages';
import type { ContactPush } from '@porchlight/contract/people';
import type { ConversationPush } from '@porchlight/contract/pushes';
import { describe, expect, it } from 'vitest';
import { type DeskState, emptyDesk } from './desk.ts';
import { fold } from './fold.ts';
import { keepInboxes, loadConversations, loadMessages, openThread } from './load.ts';

const ACCOUNT = 1;
const contact: ContactPush = {
  additional_attributes: {},
  custom_attributes: {},
  email: null,
  id: 5,
  identifier: null,
  name: 'John',
  phone_number: null,
  thumbnail: '',
  blocked: false,
  type: 'contact',
};

const push = (changes: Partial<ConversationPush> = {}) =>
  ({
    additional_attributes: {},
    can_reply: true,
    id: 7,
    inbox_id: 3,
    messages: [],
    labels: [],
    meta: { sender: contact, assignee: null, assignee_type: null, team: null, hmac_verified: false },
    status: 'open',
    custom_attributes: {},
    snoozed_until: null,
    unread_count: 0,
    first_reply_created_at: null,
    priority: null,
    waiting_since: 0,
    agent_last_seen_at: 0,
    contact_last_seen_at: 0,
    last_activity_at: 100,
    created_at: 100,
    ...changes,
  }) as ConversationPush;

const row = (changes: Partial<Conversation> = {}) =>
  ({
    ...push(),
    meta: { sender: contact },
    first_reply_created_at: 0,
    last_non_activity_message: null,
    ...changes,
  }) as Conversation;

const message = (id: number, changes: Partial<FullMessage> = {}) =>
  ({
    id,
    content: `message ${id}`,
    conversation_id: 7,
    message_type: 1,
    created_at: 100,
    private: false,
    status: 'sent',
    content_type: 'text',
    content_attributes: {},
    source_id: null,
    conversation: { assignee_id: null, unread_count: 0, last_activity_at: 100 + id },
    ...changes,
  }) as FullMessage;

const listed = (...ids: number[]) => ids.map((id) => message(id) as Message);

const hear = (state: DeskState, event: string, data: object, at_ms = 0) =>
  fold(state, { event, data: { account_id: ACCOUNT, ...data } }, at_ms);

const loaded = () => loadConversations(emptyDesk(ACCOUNT), [row()], 0);
const idsOf = (state: DeskState) => state.threads.get(7)?.messages.map(({ id }) => id);

describe('a conversation', () => {
  it('is as the newest event says, whatever an answer to an earlier question says', () => {
    const asked = loaded();
    const told = hear(asked, 'conversation.status_changed', push({ status: 'resolved' }));
    expect(told.conversations.get(7)?.status).toBe('resolved');
    const late = loadConversations(told, [row({ status: 'open' })], asked.version);
    expect(late.conversations.get(7)?.status).toBe('resolved');
    const later = loadConversations(told, [row({ status: 'snoozed' })], told.version);
    expect(later.conversations.get(7)?.status).toBe('snoozed');
  });

  it('that was deleted is not brought back by an answer that was on its way', () => {
    const asked = loaded();
    const gone = hear(asked, 'conversation.deleted', { id: 7 });
    expect(gone.conversations.size).toBe(0);
    expect(loadConversations(gone, [row()], asked.version).conversations.size).toBe(0);
  });

  it('keeps a newer note as its last message when an event brings what the customer sees', () => {
    const noted = hear(loaded(), 'message.created', message(9, { private: true }));
    const told = hear(noted, 'conversation.updated', push({ messages: [message(8)] }));
    expect(told.conversations.get(7)?.last_message?.id).toBe(9);
  });

  it('does not show activities as its last message', () => {
    const told = hear(loaded(), 'message.created', message(9, { message_type: 2 }));
    expect(told.conversations.get(7)).toMatchObject({ last_message: null, last_activity_at: 109 });
  });

  it('of which only a message is heard is to be asked for', () => {
    const told = hear(emptyDesk(ACCOUNT), 'message.created', message(9));
    expect([...told.unknown]).toEqual([7]);
    expect([...loadConversations(told, [row()], told.version).unknown]).toEqual([]);
  });

  it('leaves with its inbox', () => {
    expect(keepInboxes(loaded(), [3]).conversations.size).toBe(1);
    expect(keepInboxes(loaded(), [4]).conversations.size).toBe(0);
  });

  it('of another account is none of ours', () => {
    const state = loaded();
    expect(fold(state, { event: 'conversation.deleted', data: { account_id: 2, id: 7 } as never }, 0)).toBe(
      state,
    );
  });

  it('stays as it is when something unheard of happens', () => {
    const state = loaded();
    expect(hear(state, 'copilot.message.created', {})).toBe(state);
  });
});

describe('a thread', () => {
  it('keeps what comes while its first page is on the way', () => {
    const asked = openThread(loaded(), 7);
    const told = hear(asked, 'message.created', message(30));
    const page = { messages: listed(28, 29), has_older: true };
    expect(idsOf(loadMessages(told, 7, page, asked.version))).toEqual([28, 29, 30]);
  });

  it('takes each message once, in the order of ids', () => {
    let state = loadMessages(loaded(), 7, { messages: listed(10, 12), has_older: false }, 0);
    for (const id of [12, 11, 13, 11]) state = hear(state, 'message.created', message(id));
    expect(idsOf(state)).toEqual([10, 11, 12, 13]);
  });

  it('does not take one that lies before a page that is not here', () => {
    const state = loadMessages(loaded(), 7, { messages: listed(10, 12), has_older: true }, 0);
    expect(idsOf(hear(state, 'message.updated', message(3)))).toEqual([10, 12]);
  });

  it('gets older pages in front, and knows when there are no more', () => {
    const newest = loadMessages(loaded(), 7, { messages: listed(10, 12), has_older: true }, 0);
    const whole = loadMessages(newest, 7, { messages: listed(3, 5), has_older: false }, 0);
    expect([idsOf(whole), whole.threads.get(7)?.has_older]).toEqual([[3, 5, 10, 12], false]);
  });

  it('drops what was here when a newest page does not reach it', () => {
    const old = loadMessages(loaded(), 7, { messages: listed(10, 12), has_older: true }, 0);
    expect(idsOf(loadMessages(old, 7, { messages: listed(80, 81), has_older: true }, 0))).toEqual([80, 81]);
  });

  it('keeps a change that was heard after an older page was asked for', () => {
    const asked = loadMessages(loaded(), 7, { messages: listed(10), has_older: true }, 0);
    const told = hear(asked, 'message.updated', message(10, { content: 'changed' }));
    const late = loadMessages(told, 7, { messages: listed(10), has_older: true }, asked.version);
    expect(late.threads.get(7)?.messages[0]?.content).toBe('changed');
  });

  it('remembers by which name its writer knows a message', () => {
    const open = openThread(loaded(), 7);
    const created = hear(open, 'message.created', message(9, { echo_id: 'mine' }));
    const updated = hear(created, 'message.updated', message(9, { status: 'read' }));
    expect(updated.threads.get(7)?.messages).toMatchObject([{ echo_id: 'mine', status: 'read' }]);
  });

  it('of a contact that was merged is the other contact’s', () => {
    const said = { sender: contact };
    const state = hear(openThread(loaded(), 7), 'message.created', message(9, said));
    const other = { ...contact, id: 6 };
    const moved = hear(state, 'conversation.contact_changed', {
      ...push(),
      meta: { ...push().meta, sender: other },
    });
    expect(moved.threads.get(7)?.messages[0]?.sender).toEqual({ type: 'contact', id: 6 });
    expect(moved.conversations.get(7)?.contact_id).toBe(6);
  });
});

describe('typing', () => {
  const user = { id: 5, type: 'contact', name: 'John' };
  const typing = { conversation: push(), user, is_private: false };
  const typistsOf = (state: DeskState) => state.typing.get(7)?.map(({ id, at_ms }) => [id, at_ms]);

  it('is known with its time, once for each, until it ends', () => {
    const once = hear(loaded(), 'conversation.typing_on', typing, 10);
    const again = hear(once, 'conversation.typing_on', typing, 20);
    expect([typistsOf(once), typistsOf(again)]).toEqual([[[5, 10]], [[5, 20]]]);
    expect(typistsOf(hear(again, 'conversation.typing_off', typing, 30))).toEqual([]);
  });

  it('ends with the message', () => {
    const once = hear(loaded(), 'conversation.typing_on', typing, 10);
    expect(typistsOf(hear(once, 'message.created', message(9, { sender: contact })))).toEqual([]);
  });
});

it('who is there is as the last beat says, and cache keys add up', () => {
  const beat = { users: { 1: 'online' }, contacts: { 5: 'online' } };
  let state = hear(loaded(), 'presence.update', beat);
  expect(state.presence).toEqual(beat);
  state = hear(state, 'presence.update', { users: {} });
  expect(state.presence).toEqual({ users: {}, contacts: {} });
  state = hear(state, 'account.cache_invalidated', { cache_keys: { label: '1', team: '1' } });
  state = hear(state, 'account.cache_invalidated', { cache_keys: { label: '2' } });
  expect(state.cache_keys).toEqual({ label: '2', team: '1' });
});
