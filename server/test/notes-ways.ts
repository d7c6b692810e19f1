import { accessConversation } from '../src/features/conversations/access.ts';
import { makeContact, makeConversation, makeMessage } from './factories.ts';
import { PNG, sendForm } from './forms.ts';
import { ask } from './harness.ts';
import { expectTaken, type Stage } from './notes-stage.ts';

/** A way to write something for colleagues only: whatever it leaves behind says the canary. */
type Way = (stage: Stage, canary: string) => Promise<unknown>;

const agent = ({ shop }: Stage) => shop.agent;
const administrator = ({ shop }: Stage) => shop.administrator;

/** A note by somebody; in its fields, CANARY stands for the canary. */
const note =
  (who: (stage: Stage) => { token: string }, fields: object | ((stage: Stage) => object) = {}): Way =>
  async (stage, canary) => {
    const given = typeof fields === 'function' ? fields(stage) : fields;
    const filled = JSON.parse(JSON.stringify(given).replaceAll('CANARY', canary));
    const body = { content: `${canary} is rude`, private: true, ...filled };
    return remember(stage, await stage.inside(who(stage), 'POST', '/messages', body));
  };

function remember({ notes }: Stage, { body }: { body: { id: number; private: boolean } }): number {
  if (body.private !== true) throw new Error('It was no note');
  notes.push(body.id);
  return body.id;
}

/** A note to which something is done afterwards. */
const noteThen =
  (after: (stage: Stage, id: number, canary: string) => Promise<unknown>): Way =>
  async (stage, canary) =>
    after(stage, Number(await note(agent)(stage, canary)), canary);

const inAccount = ({ shop }: Stage, path: string) => `/api/v1/accounts/${shop.account.account.id}${path}`;
const messagesPath = (stage: Stage) =>
  inAccount(stage, `/conversations/${stage.contact.display_id}/messages`);

/** Every way to write a note. Agents' sockets hear of each. */
export const ways: Readonly<Record<string, Way>> = {
  'an agent': note(agent),
  'an administrator, with an echo id': note(administrator, { echo_id: 'echo CANARY' }),
  'a bot': note(({ bot }) => bot),
  'somebody in the name of a bot': note(agent, ({ bot }) => ({ sender_type: 'AgentBot', sender_id: bot.id })),
  'a program in the name of the contact': note(agent, { message_type: 'incoming' }),
  'a program as a template': note(agent, { message_type: 'template' }),
  'a program with an id of its own': note(agent, { source_id: 'CANARY' }),
  'with attributes': note(agent, {
    content_attributes: { about: 'CANARY', bcc_emails: 'CANARY@example.com' },
  }),
  'with items': note(agent, {
    content_type: 'input_select',
    content_attributes: { items: [{ title: 'CANARY', value: 'CANARY' }] },
  }),
  'in answer to the customer': note(agent, ({ told, surface }) => ({
    content_attributes: {
      in_reply_to: told.findLast(({ operation }) => operation === surface.saying)?.answer.body.id ?? 1,
    },
  })),
  'naming a colleague': note(agent, ({ shop }) => ({
    content: `(mention://user/${shop.administrator.id}/Ada) CANARY`,
  })),
  'naming a team': note(administrator, ({ team }) => ({
    content: `(mention://team/${team.id}/Team) CANARY`,
  })),
  'the desk itself': async (stage, canary) => {
    const { account } = stage.shop;
    const conversation = await accessConversation(account, stage.contact.display_id);
    const { id } = await makeMessage(account, conversation, { content: canary, private: true });
    stage.notes.push(id);
  },
  'with a key against repetition': async (stage, canary) => {
    const request = {
      token: stage.shop.agent.token,
      body: { content: canary, private: true },
      headers: { 'idempotency-key': canary },
    };
    for (const _ of ['first', 'again'])
      remember(stage, await expectTaken(ask(stage.desk, 'POST', messagesPath(stage), request)));
  },
  'with a file': async (stage, canary) => {
    const { status, body } = await sendForm(stage.desk, 'POST', messagesPath(stage), {
      token: stage.shop.agent.token,
      fields: { content: canary, private: 'true', 'attachments[]': PNG },
      file_name: `${canary}.png`,
    });
    if (status !== 200) throw new Error('The file was refused');
    remember(stage, { body });
  },
  'with nothing but a file': async (stage, canary) => {
    const { body } = await sendForm(stage.desk, 'POST', messagesPath(stage), {
      token: stage.shop.agent.token,
      fields: { private: 'true', 'attachments[]': Buffer.from(canary) },
      file_name: `${canary}.txt`,
    });
    remember(stage, { body });
  },
  'with an upload': async (stage, canary) => {
    const { body } = await sendForm(stage.desk, 'POST', inAccount(stage, '/upload'), {
      token: stage.shop.agent.token,
      fields: { attachment: PNG },
      file_name: `${canary}.png`,
    });
    return note(agent, { attachments: [body.blob_id] })(stage, canary);
  },
  'taken back once it was read': noteThen(async ({ inside, shop, colleague }, id, canary) => {
    await colleague.until(({ message }) => JSON.stringify(message ?? '').includes(canary));
    await inside(shop.agent, 'DELETE', `/messages/${id}`);
  }),
  'that failed, with a reason': noteThen((stage, id, canary) => stage.surface.fail(stage, id, canary)),
  'that failed and goes out again': noteThen(async (stage, id, canary) => {
    await stage.surface.fail(stage, id, canary);
    await stage.inside(stage.shop.agent, 'POST', `/messages/${id}/retry`);
  }),
  'first in a conversation of the contact': async (stage, canary) => {
    const { shop, inbox, contact, notes } = stage;
    const { id: contact_id, source_id } = contact;
    const message = { content: canary, private: true };
    const body = { inbox_id: inbox.id, contact_id, source_id, message };
    const { body: made } = await expectTaken(shop.ask(shop.agent, 'POST', '/conversations', body));
    notes.push(made.messages[0].id);
  },
  'about another who turns out to be the same': async (stage, canary) => {
    const { account, agent: writer, administrator: admin, ask: askShop } = stage.shop;
    const other = await makeContact(account, { name: 'R. Costa' });
    const conversation = await makeConversation(account, stage.inbox, { contact_id: other.id });
    const { id } = await makeMessage(writer.ctx, conversation, { content: canary, private: true });
    stage.notes.push(id);
    const merge = { base_contact_id: stage.contact.id, mergee_contact_id: other.id };
    await expectTaken(askShop(admin, 'POST', '/actions/contact_merge', merge));
  },
};

/** Ways to write down for colleagues what is no message: nobody's socket hears of it, but agents can read it. */
export const otherWays: Readonly<Record<string, Way>> = {
  'in a draft': ({ inside, shop }, canary) =>
    inside(shop.agent, 'PATCH', '/draft_messages', { draft_message: { message: canary } }),
  'in a note about the contact': ({ shop, contact }, canary) =>
    expectTaken(shop.ask(shop.agent, 'POST', `/contacts/${contact.id}/notes`, { content: canary })),
};

/** Where agents read it. */
export async function readOtherWays({ inside, shop, contact }: Stage): Promise<string> {
  const draft = await inside(shop.agent, 'GET', '/draft_messages');
  const notes = await expectTaken(shop.ask(shop.agent, 'GET', `/contacts/${contact.id}/notes`));
  return draft.text + notes.text;
}
