import type { Permission } from '@porchlight/contract/permissions';
import { askPublicly, enter } from './customers.ts';
import { CONTACT_EMAIL, expectTaken, type Stage, type Surface } from './notes-stage.ts';
import { namedOperations } from './operations.ts';

/** Permissions of customers' programs. */
const CUSTOMERS: readonly Permission[] = ['inbox_identifier', 'contact'];

const own = ({ contact }: Stage, method: 'GET' | 'POST' | 'PATCH', path = '', body?: object) =>
  contact.ask(method, `/contacts/${contact.source_id}${path}`, body === undefined ? {} : { body });
const inIt = (stage: Stage, method: 'GET' | 'POST' | 'PATCH', path = '', body?: object) =>
  own(stage, method, `/conversations/${stage.contact.display_id}${path}`, body);

const cases: Surface['cases'] = {
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

/** A contact of an API inbox. */
export const apiSurface: Surface = {
  async enter(desk, shop, receiver) {
    const { inbox } = shop;
    const channel = { webhook_url: receiver.url };
    await expectTaken(shop.ask(shop.administrator, 'PATCH', `/inboxes/${inbox.id}`, { channel }));
    const askOwn = askPublicly(desk, inbox);
    const source_id = await enter(desk, inbox, { name: 'Rui Costa', email: CONTACT_EMAIL });
    const { body: contact } = await expectTaken(askOwn('GET', `/contacts/${source_id}`));
    const made = await expectTaken(askOwn('POST', `/contacts/${source_id}/conversations`));
    const { id, pubsub_token } = contact;
    return { inbox, id, source_id, pubsub_token, display_id: made.body.id, ask: askOwn };
  },
  operations: namedOperations
    .filter(([, { permission }]) => CUSTOMERS.includes(permission))
    .map(([name]) => name),
  cases,
  saying: 'publicMessages.create',
  refused: [],
  fail: ({ inside, shop }, message_id, external_error) =>
    inside(shop.agent, 'PATCH', `/messages/${message_id}`, { status: 'failed', external_error }),
  answerHidden: (stage, message_id) =>
    inIt(stage, 'PATCH', `/messages/${message_id}`, { submitted_values: [{ value: 'x' }] }),
};
