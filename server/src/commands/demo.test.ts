import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, makeAccount, makeInbox, makeUser, openTestDesk, type TestDesk } from '../../test/harness.ts';
import { fillDemo } from './demo.ts';

const ASKED = { conversations: 400, messagesPer: 12, contacts: 250, seed: 7 };

interface Filled {
  desk: TestDesk;
  account_id: number;
  token: string;
  answer: Awaited<ReturnType<typeof fillDemo>>;
}

let filled: Filled;

beforeAll(async () => {
  const desk = await openTestDesk();
  const answer = await fill(desk);
  filled = { desk, account_id: answer.account_id, token: answer.api_access_token ?? '', answer };
});

afterAll(() => filled.desk.close());

function fill(desk: TestDesk, options: Partial<Parameters<typeof fillDemo>[1]> = {}) {
  return fillDemo(desk.services, { ...ASKED, progress: new PassThrough().resume(), ...options });
}

async function number(desk: TestDesk, query: string): Promise<number> {
  const { rows } = await desk.services.database.pool.query<{ number: number }>(query);
  return Number(rows[0]?.number);
}

const count = (desk: TestDesk, from: string) => number(desk, `select count(*) as number from ${from}`);

test('as many contacts, conversations and messages are made as were asked for', async () => {
  const { desk, answer } = filled;
  expect(answer).toMatchObject({ contacts: 250, conversations: 400, seconds: expect.any(Number) });
  expect(await count(desk, 'contacts')).toBe(250);
  expect(await count(desk, 'conversations')).toBe(400);
  expect(await count(desk, 'messages')).toBe(answer.messages);
  expect(Math.abs(answer.messages - 400 * 12)).toBeLessThan(400);
});

test('without an account one is set up, and its credentials are answered', async () => {
  const { desk, answer } = filled;
  const { email, password } = answer;
  expect((await ask(desk, 'POST', '/auth/sign_in', { body: { email, password } })).status).toBe(200);
});

/** What must hold for every row, as a search for those for which it does not. */
const BROKEN = {
  'the last activity is the newest message': `conversations c where last_activity_at is distinct from
    (select max(created_at) from messages m where m.conversation_id = c.id)`,
  'ids follow time within a conversation': `messages m join messages n on n.conversation_id = m.conversation_id
    and n.id = m.id + 1 where n.created_at < m.created_at`,
  'a resolved conversation has nobody waiting': `conversations where status = 'resolved' and waiting_since is not null`,
  'whoever waits has written since the last answer': `conversations c where waiting_since is not null and exists
    (select 1 from messages m where m.conversation_id = c.id and message_type = 1 and not private
      and m.created_at >= c.waiting_since)`,
  'the first reply is the first public message of a user': `conversations c where first_reply_created_at is distinct from
    (select min(created_at) from messages m where m.conversation_id = c.id and message_type = 1 and not private
      and sender_type = 'User')`,
  'a message is in the inbox of its conversation': `messages m join conversations c on c.id = m.conversation_id
    where m.inbox_id <> c.inbox_id or m.account_id <> c.account_id`,
  'a conversation runs over a link of its contact to its inbox': `conversations c join contact_inboxes l
    on l.id = c.contact_inbox_id where l.contact_id <> c.contact_id or l.inbox_id <> c.inbox_id`,
  'customers write as the contact of the conversation': `messages m join conversations c on c.id = m.conversation_id
    where message_type = 0 and (sender_type <> 'Contact' or sender_id <> c.contact_id)`,
  'agents are members of the inbox in which they write': `messages m where sender_type = 'User' and not exists
    (select 1 from inbox_members i where i.inbox_id = m.inbox_id and i.user_id = m.sender_id)`,
  'the desk’s own lines have no sender': `messages where message_type in (2, 3) and sender_id is not null`,
  'every message says something, and leaves no gap to fill': `messages where coalesce(content, '') = ''
    or content ~ '[{][a-z]+[}]'`,
  'nothing lies in the future': `messages, (select max(last_activity_at) as latest from conversations) c
    where created_at > latest or latest > now() + interval '1 minute'`,
  'only what is snoozed wakes, and it has not yet': `conversations where (status = 'snoozed') <>
    coalesce(snoozed_until > last_activity_at, false)`,
  'an old conversation is settled': `conversations where status <> 'resolved'
    and created_at < now() - interval '120 days'`,
  'a blocked contact has nothing open': `conversations c join contacts k on k.id = c.contact_id
    where k.blocked and c.status <> 'resolved'`,
  'a contact was active when it last wrote': `contacts k where last_activity_at is distinct from
    (select max(created_at) from messages m where sender_type = 'Contact' and sender_id = k.id)`,
  'a contact is there before it writes': `conversations c join contacts k on k.id = c.contact_id
    where k.created_at > c.created_at`,
  'assignees take part': `conversations c where assignee_id is not null and not exists
    (select 1 from conversation_participants p where p.conversation_id = c.id and p.user_id = c.assignee_id)`,
  'addresses lead nowhere': `contacts where email !~ '@example[.](com|org|net)$' or phone_number !~ '^[+]1555[2-9][0-9]{6}$'`,
  'labels of conversations are labels of the account': `conversations c, unnest(c.labels) title where not exists
    (select 1 from labels l where l.account_id = c.account_id and l.title = title)`,
  'bulk loading writes no events': `events where name not in ('account.created', 'inbox.created', 'account.cache_invalidated')`,
};

test.each(Object.entries(BROKEN))('%s', async (_rule, broken) => {
  expect(await count(filled.desk, broken)).toBe(0);
});

test('display ids are dense, and the counter stands at the last one', async () => {
  const { desk } = filled;
  expect(await number(desk, 'select max(display_id) as number from conversations')).toBe(400);
  expect(await number(desk, 'select conversation_display_id as number from account_sequences')).toBe(400);
});

test('few conversations are open, and some of them are unread, unassigned or waiting', async () => {
  const { desk, account_id, token } = filled;
  const path = `/api/v1/accounts/${account_id}/conversations?status=open`;
  const { body } = await ask(desk, 'GET', path, { token });
  const open = body.data.meta.all_count;
  expect(open).toBeGreaterThan(2);
  expect(open).toBeLessThan(30);
  expect(body.data.payload.some((shown: { unread_count: number }) => shown.unread_count > 0)).toBe(true);
  expect(
    await count(desk, `conversations where status = 'open' and waiting_since is not null`),
  ).toBeGreaterThan(0);
});

test('lists, conversations, messages and contacts of the demo can be shown', async () => {
  const { desk, account_id, token } = filled;
  const base = `/api/v1/accounts/${account_id}`;
  for (const page of [1, 8, 16]) {
    const { status, body } = await ask(desk, 'GET', `${base}/conversations?status=all&page=${page}`, {
      token,
    });
    expect(status).toBe(200);
    expect(body.data.payload).toHaveLength(25);
  }
  for (const path of [
    '/conversations/1',
    '/conversations/400',
    '/conversations/200/messages',
    '/contacts/1',
    '/contacts/search?q=an',
  ]) {
    expect(await ask(desk, 'GET', `${base}${path}`, { token })).toMatchObject({ status: 200 });
  }
});

test('what is written afterwards gets an id of its own', async () => {
  const { desk, account_id, token } = filled;
  const newest = await number(desk, 'select max(id) as number from messages');
  const path = `/api/v1/accounts/${account_id}/conversations/400/messages`;
  const { status, body } = await ask(desk, 'POST', path, { token, body: { content: 'Hello' } });
  expect(status).toBe(200);
  expect(body.id).toBeGreaterThan(newest);
});

test('the same seed says the same at the same moment, another seed something else', async () => {
  const now = new Date('2026-05-06T14:20:00Z');
  const told = await Promise.all([3, 3, 4].map((seed) => storyOf(seed, now)));
  expect(told[0]).toEqual(told[1]);
  expect(told[0]).not.toEqual(told[2]);
});

async function storyOf(seed: number, now: Date) {
  const desk = await openTestDesk();
  desk.services.now = () => now;
  await fill(desk, { seed, conversations: 60, contacts: 30 });
  const { rows } = await desk.services.database.pool.query(
    `select m.id, m.content, m.created_at, c.status, c.labels, k.name, k.email from messages m
      join conversations c on c.id = m.conversation_id join contacts k on k.id = c.contact_id order by m.id`,
  );
  await desk.close();
  return rows;
}

test('it may be run again, beside people who work, and adds to what is there', async () => {
  const desk = await openTestDesk();
  const account = await makeAccount(desk);
  const agent = await makeUser(desk, account, 'administrator');
  await makeInbox(account, { members: [agent] });
  await fill(desk);
  const path = `/api/v1/accounts/${account.account.id}/conversations/5/messages`;
  let isDone = false;
  const again = fill(desk).finally(() => {
    isDone = true;
  });
  const statuses: number[] = [];
  while (!isDone) {
    const reply = await ask(desk, 'POST', path, {
      token: agent.token,
      body: { content: `${statuses.length}` },
    });
    statuses.push(reply.status);
  }
  await again;
  // A conversation takes 200 messages a minute, and the clock of the test stands still.
  expect(new Set(statuses.slice(0, 200))).toEqual(new Set([200]));
  expect(await count(desk, 'conversations')).toBe(800);
  expect(await number(desk, 'select max(display_id) as number from conversations')).toBe(800);
  expect(await count(desk, 'inboxes')).toBe(4);
  expect(await count(desk, 'account_users')).toBe(11);
  await desk.close();
});

test('an account that does not exist is refused', async () => {
  await expect(fill(filled.desk, { accountId: 999 })).rejects.toThrow('There is no account 999');
});

test('the smallest demo is one message', async () => {
  const desk = await openTestDesk();
  const answer = await fill(desk, { conversations: 1, messagesPer: 1, contacts: 1 });
  expect(answer).toMatchObject({ contacts: 1, conversations: 1, messages: 1 });
  await desk.close();
});

test('without a terminal progress is a line for every tenth', async () => {
  const desk = await openTestDesk();
  const progress = new PassThrough();
  await fill(desk, { conversations: 100, messagesPer: 5, progress });
  progress.end();
  const lines = (await text(progress)).trimEnd().split('\n');
  expect(lines).toHaveLength(10);
  expect(lines.at(-1)).toMatch(/^100 % {2}\d+ of \d+ messages/);
  await desk.close();
});
