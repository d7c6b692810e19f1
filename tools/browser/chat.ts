import { desc, eq } from 'drizzle-orm';
import type { Frame } from 'playwright-core';
import { contacts } from '../../server/src/features/contacts/table.ts';
import { conversations } from '../../server/src/features/conversations/table.ts';
import { makeMessage, readMessages } from '../../server/test/factories.ts';
import { frameOf } from './frame.ts';
import type { SitePage } from './site.ts';
import { isReady, type Stage } from './stage.ts';
import type { Visit } from './visit.ts';

const INCOMING = 0;

/** A visitor who has the chat open before them. */
export interface Chat extends Visit {
  frame: Frame;
}

type Options = NonNullable<Parameters<Stage['visit']>[1]>;

/**
 * Opens the chat as a new visitor, as soon as it shows something. The page is of the same site as the desk unless
 * `host` says otherwise: Chromium keeps nothing for frames of strangers in the profiles that tests have.
 */
export async function openChat(stage: Stage, page: SitePage = {}, options: Options = {}): Promise<Chat> {
  const visit = await stage.visit(page, { host: '127.0.0.1', ...options });
  await isReady(visit);
  await visit.page.evaluate(() => window.$chatwoot?.toggle('open'));
  const frame = await frameOf(visit.page);
  await frame.waitForSelector('h1');
  return { ...visit, frame };
}

/** Writes something and sends it. */
export async function write({ frame }: Pick<Chat, 'frame'>, content: string) {
  await frame.fill('.composer textarea', content);
  await frame.press('.composer textarea', 'Enter');
}

/** Opens the chat and says something first; ends when the desk has it. */
export async function beginChat(
  stage: Stage,
  content = 'Hello',
  page: SitePage = {},
  options: Options = {},
): Promise<Chat> {
  const chat = await openChat(stage, page, options);
  await chat.frame.click('.start .primary');
  await chat.frame.waitForSelector('.composer textarea');
  await write(chat, content);
  await chat.frame.waitForSelector('.mine .under');
  return chat;
}

/** The conversation that began last. */
export async function newestConversation({ desk }: Stage) {
  const { queries } = desk.account;
  const [row] = await queries.select().from(conversations).orderBy(desc(conversations.id)).limit(1);
  if (!row) throw new Error('There is no conversation');
  return row;
}

/** Says something as the agent in the newest conversation, and lets everybody hear of it. */
export async function answer(stage: Stage, fields: object) {
  const row = await newestConversation(stage);
  const message = await makeMessage(stage.desk.agent.ctx, row, fields);
  await stage.desk.live.drain();
  return message;
}

/** What visitors said in a conversation, as the desk has it, in its order. */
export async function saidIn({ desk }: Stage, conversation: { id: number }): Promise<(string | null)[]> {
  const all = await readMessages(desk.account, conversation);
  return all.filter(({ message_type }) => message_type === INCOMING).map(({ content }) => content);
}

/** How many conversations the contact of this one has. */
export async function countConversations({ desk }: Stage, { contact_id }: { contact_id: number }) {
  const { queries } = desk.account;
  return queries.$count(conversations, eq(conversations.contact_id, contact_id));
}

/** The contact of a conversation. */
export async function contactOf({ desk }: Stage, { contact_id }: { contact_id: number }) {
  const [found] = await desk.account.queries.select().from(contacts).where(eq(contacts.id, contact_id));
  return found;
}

/** The bubbles that are shown, from the first to the last. */
export const bubblesOf = ({ frame }: Pick<Chat, 'frame'>, kind = '.bubble') =>
  frame.locator(`.log ${kind}`).allInnerTexts();
