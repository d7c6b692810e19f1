import { expect, test } from 'vitest';
import { makeConversation } from './conversation.test-data.ts';
import { changedCounts } from './counts.ts';
import { fitsFilter, isOfTab } from './membership.ts';

const ME = 7;
const agent = (id: number) => ({ type: 'User' as const, id, name: 'Ana', thumbnail: '' });
const bot = { type: 'AgentBot' as const, id: ME, name: 'Bot', thumbnail: '' };

test('open conversations are shown unless something else is asked for', () => {
  expect(fitsFilter(makeConversation(), {})).toBe(true);
  expect(fitsFilter(makeConversation({ status: 'resolved' }), {})).toBe(false);
  expect(fitsFilter(makeConversation({ status: 'resolved' }), { status: 'resolved' })).toBe(true);
  expect(fitsFilter(makeConversation({ status: 'snoozed' }), { status: 'all' })).toBe(true);
});

test('inbox, team and label narrow the list, all together', () => {
  const conversation = makeConversation({ inbox_id: 2, team: { id: 3, name: 'Sales' }, labels: ['vip'] });
  expect(fitsFilter(conversation, { inbox_id: 2, team_id: 3, label: 'vip' })).toBe(true);
  expect(fitsFilter(conversation, { inbox_id: 1, team_id: 3, label: 'vip' })).toBe(false);
  expect(fitsFilter(conversation, { inbox_id: 2, team_id: 4, label: 'vip' })).toBe(false);
  expect(fitsFilter(conversation, { inbox_id: 2, team_id: 3, label: 'refund' })).toBe(false);
});

test('unattended is what nobody answered, or not since the customer wrote', () => {
  const filter = { conversation_type: 'unattended' } as const;
  expect(fitsFilter(makeConversation(), filter)).toBe(true);
  expect(fitsFilter(makeConversation({ first_reply_created_at: 5 }), filter)).toBe(false);
  expect(fitsFilter(makeConversation({ first_reply_created_at: 5, waiting_since: 9 }), filter)).toBe(true);
});

test('mine is what is assigned to me, and not to a bot of the same number', () => {
  expect(isOfTab(makeConversation({ assignee: agent(ME) }), 'me', ME)).toBe(true);
  expect(isOfTab(makeConversation({ assignee: agent(8) }), 'me', ME)).toBe(false);
  expect(isOfTab(makeConversation({ assignee: bot }), 'me', ME)).toBe(false);
  expect(isOfTab(makeConversation({ assignee: bot }), 'unassigned', ME)).toBe(true);
  expect(isOfTab(makeConversation({ assignee: agent(8) }), 'unassigned', ME)).toBe(false);
});

const COUNTS = { me: 1, unassigned: 1, all: 2 };
const before = new Map([
  [1, makeConversation({ id: 1, assignee: agent(ME) })],
  [2, makeConversation({ id: 2 })],
]);
const counted = (after: typeof before) => changedCounts(COUNTS, before, after, { filter: {}, user_id: ME });

test('counts follow what comes in, leaves, and changes hands', () => {
  const resolved = makeConversation({ id: 1, assignee: agent(ME), status: 'resolved', version: 1 });
  expect(counted(new Map(before).set(1, resolved))).toEqual({ me: 0, unassigned: 1, all: 1 });
  const taken = makeConversation({ id: 2, assignee: agent(ME), version: 1 });
  expect(counted(new Map(before).set(2, taken))).toEqual({ me: 2, unassigned: 0, all: 2 });
  const came = makeConversation({ id: 3, version: 1 });
  expect(counted(new Map(before).set(3, came))).toEqual({ me: 1, unassigned: 2, all: 3 });
  expect(counted(new Map([...before].slice(0, 1)))).toEqual({ me: 1, unassigned: 0, all: 1 });
});

test('what a page brought was counted by the desk', () => {
  const read = makeConversation({ id: 3, version: 0 });
  expect(counted(new Map(before).set(3, read))).toBe(COUNTS);
});
