import type { Browser, Page } from 'playwright-core';
import { makeContact, makeConversation, makeMessage } from '../../server/test/factories.ts';
import { makeInbox, type TestUser } from '../../server/test/harness.ts';
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
