import type { Permission } from '@porchlight/contract/permissions';
import type { Stage } from './notes-stage.ts';
import { namedOperations } from './operations.ts';

/** Permissions of customers' programs. */
const CUSTOMERS: readonly Permission[] = ['inbox_identifier', 'contact'];

/** Names of the operations that they may call. */
export const customersOperations = namedOperations
  .filter(([, { permission }]) => CUSTOMERS.includes(permission))
  .map(([name]) => name);

type Case = (stage: Stage) => ReturnType<Stage['contact']['ask']>;

const own = ({ contact }: Stage, method: 'GET' | 'POST' | 'PATCH', path = '', body?: object) =>
  contact.ask(method, `/contacts/${contact.source_id}${path}`, body === undefined ? {} : { body });
const inIt = (stage: Stage, method: 'GET' | 'POST' | 'PATCH', path = '', body?: object) =>
  own(stage, method, `/conversations/${stage.contact.display_id}${path}`, body);

/** Each operation of customers as the contact calls it; those that read come first, while the note is the newest. */
export const cases: Readonly<Record<string, Case>> = {
  'publicConversations.list': (stage) => own(stage, 'GET', '/conversations'),
  'publicConversations.show': (stage) => inIt(stage, 'GET'),
  'publicMessages.list': (stage) => inIt(stage, 'GET', `/messages?before=${(stage.notes.at(-1) ?? 0) + 1}`),
  'publicConversations.markRead': (stage) => inIt(stage, 'POST', '/update_last_seen'),
  'publicConversations.toggleTyping': (stage) =>
    inIt(stage, 'POST', '/toggle_typing', { typing_status: 'on' }),
  'publicConversations.resolve': (stage) => inIt(stage, 'POST', '/toggle_status'),
  'publicMessages.create': (stage) => inIt(stage, 'POST', '/messages', { content: 'Are you there?' }),
  'publicMessages.update': async (stage) => {
    const { inside, shop } = stage;
    const question = {
      content: 'Which one?',
      content_type: 'input_select',
      content_attributes: { items: [{ title: 'One', value: '1' }] },
    };
    const { body } = await inside(shop.agent, 'POST', '/messages', question);
    const submitted_values = [{ title: 'One', value: '1' }];
    return inIt(stage, 'PATCH', `/messages/${body.id}`, { submitted_values });
  },
  'publicConversations.create': (stage) => own(stage, 'POST', '/conversations'),
  'publicInboxes.show': ({ contact }) => contact.ask('GET', ''),
  'publicContacts.show': (stage) => own(stage, 'GET'),
  'publicContacts.update': (stage) => own(stage, 'PATCH', '', { custom_attributes: { tier: 'gold' } }),
  'publicContacts.create': ({ contact }) =>
    contact.ask('POST', '/contacts', { body: { source_id: contact.source_id } }),
};

/** Calls every operation of customers as the contact, and keeps what is answered. */
export async function askEverything(stage: Stage) {
  for (const [operation, call] of Object.entries(cases))
    stage.told.push({ operation, answer: await call(stage) });
  // What the contact is not shown, it cannot answer either.
  const note = stage.notes.at(-1);
  const answered = await inIt(stage, 'PATCH', `/messages/${note}`, { submitted_values: [{ value: 'x' }] });
  stage.told.push({ operation: 'answering a note', answer: answered });
}
