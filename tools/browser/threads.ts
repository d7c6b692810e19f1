import { and, eq } from 'drizzle-orm';
import type { Browser, Page, Request, Route } from 'playwright-core';
import { conversations } from '../../server/src/features/conversations/table.ts';
import { makeContact, makeConversation, makeMessage, readMessages } from '../../server/test/factories.ts';
import { ask, makeInbox, type TestUser } from '../../server/test/harness.ts';
import { openDashboard } from './agents.ts';
import type { BrowserDesk } from './desk.ts';

/** A conversation of a contact in a new API inbox of the agent, with these messages. */
export async function makeThread(
  { account, agent }: BrowserDesk,
  messages: readonly object[] = [{ content: 'Where is my parcel?', message_type: 'incoming' }],
  contact: Parameters<typeof makeContact>[1] = {},
) {
  const inbox = await makeInbox(account, { name: 'Shop API', members: [agent] });
  const { id: contact_id } = await makeContact(account, { name: 'Rui Costa', ...contact });
  const conversation = await makeConversation(account, inbox, { contact_id });
  const made = [];
  for (const fields of messages) made.push(await makeMessage(agent.ctx, conversation, fields));
  return { conversation, id: conversation.display_id, messages: made };
}

/**
 * A conversation of so many messages, `Number 1 …` to the last, of both sides and of all lengths, over months; more than
 * anybody wants to write one by one. Answers its display id.
 */
export async function makeLongThread(desk: BrowserDesk, count: number): Promise<number> {
  const patterns = [{ content: 'Asked', message_type: 'incoming' }, { content: 'Answered' }];
  const { id, messages } = await makeThread(desk, patterns, { name: 'Lena Long' });
  const { pool } = desk.desk.services.database;
  const { rows } = await pool.query<{ names: string }>(
    `select string_agg(quote_ident(column_name), ', ') as names from information_schema.columns
     where table_name = 'messages' and is_generated = 'NEVER' and column_name not in ('id', 'content', 'created_at')`,
  );
  const [asked, answered] = messages.map(({ id }) => id);
  await pool.query(
    `insert into messages (id, content, created_at, ${rows[0]?.names})
     select nextval(pg_get_serial_sequence('messages', 'id')), 'Number ' || number || repeat(' and more of it', number % 23),
       created_at - ($3 - number) * interval '97 minutes', ${rows[0]?.names}
     from generate_series(1, $3) number join messages on messages.id = case number % 3 when 1 then $1::bigint else $2 end
     order by number`,
    [asked, answered, count],
  );
  await pool.query('delete from messages where id = any($1)', [[asked, answered]]);
  return id;
}

/** The conversation with this display id, as the desk has it. */
export async function findConversation({ account }: Pick<BrowserDesk, 'account'>, display_id: number) {
  const [found] = await account.queries
    .select()
    .from(conversations)
    .where(and(eq(conversations.account_id, account.account.id), eq(conversations.display_id, display_id)));
  if (!found) throw new Error(`There is no conversation ${display_id}`);
  return found;
}

/** Opens a conversation in the dashboard as this user. */
export async function openThread(
  browser: Browser,
  desk: BrowserDesk,
  { id, user = desk.agent, search = '', ...options }: ThreadOptions,
) {
  const path = `/accounts/${desk.account.account.id}/conversations/${id}${search}`;
  const opened = await openDashboard(browser, desk, user, { path, ...options });
  await opened.page.locator('[data-composer]').waitFor();
  return opened;
}

interface ThreadOptions extends NonNullable<Parameters<typeof openDashboard>[3]> {
  id: number;
  user?: TestUser;
  search?: string;
}

/** The text that is written in. */
export const fieldOf = (page: Page) => page.locator('[data-composer] textarea');

/** A message or something on its way, by what it says. */
export const bubbleOf = (page: Page, text: string) =>
  page.locator('[data-thread] article', { hasText: text });

const OUTGOING = 1;

/** What agents said in a conversation, as the desk has it, each with whom it was for: `reply: Hello`. */
export async function saidIn({ account }: BrowserDesk, conversation: { id: number }): Promise<string[]> {
  const all = await readMessages(account, conversation);
  return all
    .filter(({ message_type }) => message_type === OUTGOING)
    .map(({ content, private: isPrivate }) => `${isPrivate ? 'note' : 'reply'}: ${content}`);
}

/** Answers as somebody whose browser is elsewhere, and lets everybody hear of it. */
export async function answerAs(desk: BrowserDesk, user: TestUser, id: number, content: string) {
  const path = `/api/v1/accounts/${desk.account.account.id}/conversations/${id}/messages`;
  const { status, text } = await ask(desk.desk, 'POST', path, { token: user.token, body: { content } });
  if (status !== 200) throw new Error(`The answer was refused with ${status}: ${text}`);
  await desk.live.drain();
}

/** Lets the user take back what was sent for so long. */
export async function undoWithin({ desk }: BrowserDesk, { token }: TestUser, undo_send_seconds: number) {
  const body = { profile: { ui_settings: { undo_send_seconds } } };
  const { status, text } = await ask(desk, 'PUT', '/api/v1/profile', { token, body });
  if (status !== 200) throw new Error(`The setting was refused with ${status}: ${text}`);
}

const MESSAGES = /\/conversations\/\d+\/messages$/;

/** Whether a page sends a message with this. */
export const isSending = (request: Request) => request.method() === 'POST' && MESSAGES.test(request.url());

/** Lets what the page sends go another way. */
export const onSending = (page: Page, handle: (route: Route) => Promise<unknown>) =>
  page.route(MESSAGES, async (route) => {
    if (isSending(route.request())) await handle(route);
    else await route.fallback();
  });
