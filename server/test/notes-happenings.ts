import { PNG, sendForm } from './forms.ts';
import { agentIdentifier } from './listeners.ts';
import type { RawClient } from './live.ts';
import { expectTaken, type Stage } from './notes-stage.ts';

/** Something that happens to a conversation whose newest message is a note, of which nothing must transpire. */
type Happening = (stage: Stage) => Promise<unknown>;

const byAgent =
  (method: 'POST' | 'PATCH', path: string, body?: object): Happening =>
  ({ inside, shop }) =>
    inside(shop.agent, method, path, body);

const status = (name: string) => byAgent('POST', '/toggle_status', { status: name });
const typing = (typing_status: string, is_private: boolean) =>
  byAgent('POST', '/toggle_typing_status', { typing_status, is_private });

/** Says at a socket which conversation is looked at. */
function look(client: RawClient, identifier: object, conversation_id: number | null) {
  const data = JSON.stringify({ action: 'view_conversation', conversation_id });
  client.send({ command: 'message', identifier: JSON.stringify(identifier), data });
}

/** An agent has the conversation open, which the colleague hears of; the contact says that it looks too. */
async function looking({ shop, contact, colleague, listen }: Stage) {
  const { display_id, pubsub_token, sockets } = contact;
  const identifier = await agentIdentifier(shop.account, shop.agent);
  const screen = await listen(identifier);
  look(colleague, await agentIdentifier(shop.account, shop.administrator), null);
  look(sockets.plain, { channel: 'RoomChannel', pubsub_token }, display_id);
  await colleague.until(({ message }) => message?.event === 'viewers.update');
  look(screen, identifier, display_id);
  await colleague.until(({ message }) => message?.event === 'conversation.viewers_changed');
  screen.close();
}

const newest = ({ notes }: Stage) => notes.at(-1) ?? 0;

/** Values that are the desk's own affair: no contact sees any of them. */
export const INTERNAL = {
  label: 'canary-label',
  attribute: 'canary-attribute',
  priority: 'urgent',
  hidden_copy: 'canary-copy@example.com',
  error: 'canary-error',
};

export const happenings: Readonly<Record<string, Happening>> = {
  'it is snoozed': status('snoozed'),
  'it is resolved': status('resolved'),
  'it is opened': status('open'),
  'it is given back': status('pending'),
  'a label': byAgent('POST', '/labels', { labels: [INTERNAL.label] }),
  'a priority': byAgent('PATCH', '', { priority: INTERNAL.priority }),
  attributes: byAgent('POST', '/custom_attributes', { custom_attributes: { a: INTERNAL.attribute } }),
  'typing a note': typing('on', true),
  'typing an answer': typing('on', false),
  'typing no more': typing('off', false),
  'an assignee': ({ inside, shop }) =>
    inside(shop.agent, 'POST', '/assignments', { assignee_id: shop.agent.id }),
  'a team': ({ inside, shop, team }) => inside(shop.agent, 'POST', '/assignments', { team_id: team.id }),
  'a bot': ({ inside, shop, bot }) =>
    inside(shop.agent, 'POST', '/assignments', { assignee_id: bot.id, assignee_type: 'AgentBot' }),
  'an agent sees it': byAgent('POST', '/update_last_seen'),
  'an agent looks at it': looking,
  'an agent leaves it unread': byAgent('POST', '/unread'),
  'an answer to the note': async (stage) => {
    const content_attributes = { in_reply_to: newest(stage), bcc_emails: INTERNAL.hidden_copy };
    const answer = { content: 'We look into it', content_attributes };
    const { body } = await stage.inside(stage.shop.agent, 'POST', '/messages', answer);
    await stage.surface.fail(stage, body.id, INTERNAL.error);
  },
  'an answer with a file': async ({ desk, shop, contact }) => {
    const path = `/api/v1/accounts/${shop.account.account.id}/conversations/${contact.display_id}/messages`;
    const fields = { content: 'Here it is', 'attachments[]': PNG };
    const { status: code } = await sendForm(desk, 'POST', path, { token: shop.agent.token, fields });
    if (code !== 200) throw new Error('The file was refused');
  },
  'an answer of a bot': ({ inside, bot }) => inside(bot, 'POST', '/messages', { content: 'I am a bot' }),
  muting: byAgent('POST', '/mute'),
  unmuting: byAgent('POST', '/unmute'),
  'a change of the contact': ({ shop, contact }) =>
    expectTaken(shop.ask(shop.agent, 'PATCH', `/contacts/${contact.id}`, { name: 'Rui M. Costa' })),
  'a copy by mail': ({ inside, shop, contact }) =>
    inside(shop.agent, 'POST', '/transcript', { email: contact.email }),
};
