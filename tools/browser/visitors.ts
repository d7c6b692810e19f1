import { ask } from '../../server/test/harness.ts';
import type { BrowserDesk } from './desk.ts';

/** Somebody who chatted on the website before, known by the token in their cookie. */
export interface Visitor {
  token: string;
  /** The display id of their conversation. */
  conversation_id: number;
}

/** Makes a visitor with a conversation, as the chat itself would. */
export async function makeVisitor({ desk, website_token }: BrowserDesk): Promise<Visitor> {
  const query = `website_token=${website_token}`;
  const config = await ask(desk, 'POST', `/api/v1/widget/config?${query}`);
  const token = config.body.website_channel_config.auth_token;
  const { body } = await writeAs({ desk, website_token }, token, 'Hello');
  return { token, conversation_id: body.conversation_id };
}

/** Writes a message as the visitor with this token. */
export function writeAs(
  { desk, website_token }: Pick<BrowserDesk, 'desk' | 'website_token'>,
  token: string,
  content: string,
) {
  return ask(desk, 'POST', `/api/v1/widget/messages?website_token=${website_token}`, {
    headers: { 'x-auth-token': token },
    body: { message: { content, timestamp: new Date().toUTCString(), referer_url: '' } },
  });
}

/** Answers the visitor as the agent, and lets everybody hear of it. */
export async function answerVisitor(
  { desk, account, agent, live }: BrowserDesk,
  { conversation_id }: Visitor,
  content = 'Hi there',
) {
  const path = `/api/v1/accounts/${account.account.id}/conversations/${conversation_id}/messages`;
  const { status, text } = await ask(desk, 'POST', path, { token: agent.token, body: { content } });
  if (status !== 200) throw new Error(`The answer was refused with ${status}: ${text}`);
  await live.drain();
}
