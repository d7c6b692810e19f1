import { type AccountContext, accountContext } from '../src/context.ts';
import { findContacts } from '../src/features/contacts/access.ts';
import { setStatusQuietly } from '../src/features/conversations/status.ts';
import type { ConversationRow } from '../src/features/conversations/table.ts';
import { sendSurvey } from '../src/features/csat/survey.ts';
import type { InboxRow } from '../src/features/inboxes/table.ts';
import { csatJob } from '../src/subscribers/csat/csat.ts';
import {
  makeContact,
  makeConversation,
  makeMessage,
  readConversation,
  readMessages,
  setColumns,
} from './factories.ts';
import { ask, makeInbox, type TestDesk } from './harness.ts';
import { readJobs } from './jobs.ts';
import type { LiveDesk } from './live.ts';

type Fields = Parameters<typeof makeInbox>[1];

/** Makes an inbox on a website. */
export const makeWebsite = (account: AccountContext, fields: Fields = {}) =>
  makeInbox(account, {
    channel: { type: 'web_widget', website_url: 'https://shop.example.com', widget_color: '#0a7f5a' },
    enable_email_collect: false,
    ...fields,
  });

/** The contact of a conversation as the one who acts. */
export async function asContact(account: AccountContext, row: ConversationRow): Promise<AccountContext> {
  const contact = (await findContacts(account, [row.contact_id])).get(row.contact_id);
  const { id = 0, name = '' } = contact ?? {};
  const { inbox_id, contact_inbox_id } = row;
  const actor = { type: 'contact' as const, id, name, inbox_id, contact_inbox_id };
  return accountContext(account.services, account.account, actor);
}

/** Writes into a conversation as its contact. */
export const writeAsContact = async (account: AccountContext, row: ConversationRow, content = 'Hello?') =>
  makeMessage(await asContact(account, row), row, { content, message_type: 'incoming' });

/** A conversation in which the contact has said something. */
export async function makeTalk(account: AccountContext, inbox: Awaited<ReturnType<typeof makeInbox>>) {
  const row = await makeConversation(account, inbox);
  await writeAsContact(account, row);
  return readConversation(account, row);
}

/** Resolves a conversation. */
export const resolve = (account: AccountContext, row: ConversationRow) =>
  account.transaction(async (tx) => setStatusQuietly(tx, await readConversation(account, row), 'resolved'));

/** Does what the events so far have caused, and answers how many jobs that were. */
export async function workOnSurveys(desk: TestDesk, live: LiveDesk): Promise<number> {
  await live.drain();
  const jobs = await readJobs(desk, 'csat');
  await desk.services.database.pool.query('delete from graphile_worker._private_jobs');
  for (const { payload } of jobs) await csatJob(desk.services).run(payload);
  return jobs.length;
}

/** The surveys of a conversation. */
export const readSurveys = async (account: AccountContext, row: ConversationRow) =>
  (await readMessages(account, row)).filter(({ content_type }) => content_type === 'input_csat');

export interface Rated {
  /** 1 to 5; without it the survey is not answered. */
  rating?: number;
  feedback_message?: string | null;
  contact?: Parameters<typeof makeContact>[1];
  columns?: Parameters<typeof setColumns>[2];
}

/** A conversation of the inbox that was asked about and, where a rating is given, rated. */
export async function makeRated(
  desk: TestDesk,
  account: AccountContext,
  inbox: InboxRow,
  { rating, feedback_message = null, contact, columns = { team_id: null } }: Rated = {},
) {
  const { id: contact_id } = await makeContact(account, contact);
  const row = await makeConversation(account, inbox, { contact_id });
  await writeAsContact(account, row);
  await setColumns(account, row, columns);
  await resolve(account, row);
  await sendSurvey(account, row.id);
  if (rating === undefined) return row;
  const body = { submitted_values: { csat_survey_response: { rating, feedback_message } } };
  const { status, text } = await ask(desk, 'PUT', `/public/api/v1/csat_survey/${row.uuid}`, { body });
  if (status !== 200) throw new Error(`The answer was refused with ${status}: ${text}`);
  return row;
}
