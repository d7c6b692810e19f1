import type { Permission } from '@porchlight/contract/permissions';
import { accessConversation, holdConversation } from '../src/features/conversations/access.ts';
import { changeMessage } from '../src/features/conversations/message-change.ts';
import { sendSurvey } from '../src/features/csat/survey.ts';
import { readMessages } from './factories.ts';
import { ask } from './harness.ts';
import { type Case, CONTACT_EMAIL, expectTaken, type Stage, type Surface } from './notes-stage.ts';
import { namedOperations } from './operations.ts';
import { makeWebsite, readVisitor, visit } from './visitors.ts';

/** Permissions of whoever looks at a website. */
const VISITORS: readonly Permission[] = ['website_token', 'website_visitor'];

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

const own =
  (method: Method, path: string, body?: object): Case =>
  ({ contact }) =>
    contact.ask(method, path, body === undefined ? {} : { body });

/** In the conversation in which everything happens, which need not be the newest one. */
const inIt = (method: Method, path: string, body?: object): Case => {
  const join = path.includes('?') ? '&' : '?';
  return (stage) => own(method, `${path}${join}conversation_id=${stage.contact.display_id}`, body)(stage);
};

const surveyPath = ({ contact }: Stage) => `/public/api/v1/csat_survey/${contact.uuid}`;

const showSurvey: Case = (stage) => ask(stage.desk, 'GET', surveyPath(stage));

const answerSurvey: Case = (stage) => {
  const csat_survey_response = { rating: 4, feedback_message: 'Quick' };
  const body = { submitted_values: { csat_survey_response } };
  return ask(stage.desk, 'PATCH', surveyPath(stage), { body });
};

/** The visitor answers a question that an agent asks. */
const answerQuestion: Case = async (stage) => {
  const { body } = await stage.inside(stage.shop.agent, 'POST', '/messages', {
    content: 'Which one?',
    content_type: 'input_select',
    content_attributes: { items: [{ title: 'One', value: '1' }] },
  });
  const message = { submitted_values: [{ title: 'One', value: '1' }] };
  return own('PATCH', `/messages/${body.id}`, { message })(stage);
};

const upload = {
  blob: { filename: 'a.png', byte_size: 4, checksum: 'CY9rzUYh03PK3k6DJie09g==', content_type: 'image/png' },
};
const tier = { custom_attributes: { tier: 'gold' } };
const order = { custom_attributes: { order: '1042' } };

const cases: Surface['cases'] = {
  'widgetConversations.list': own('GET', '/conversations/list'),
  'widgetConversations.show': own('GET', '/conversations'),
  'widgetMessages.list': (stage) => inIt('GET', `/messages?before=${(stage.notes.at(-1) ?? 0) + 1}`)(stage),
  'widget.launcher': own('GET', '/launcher'),
  'widget.config': own('POST', '/config'),
  'widget.campaigns': own('GET', '/campaigns'),
  'widget.inboxMembers': own('GET', '/inbox_members'),
  'widgetConversations.markRead': inIt('POST', '/conversations/update_last_seen'),
  'widgetConversations.toggleTyping': inIt('POST', '/conversations/toggle_typing', { typing_status: 'on' }),
  'widgetConversations.sendTranscript': inIt('POST', '/conversations/transcript'),
  'widgetConversations.resolve': inIt('GET', '/conversations/toggle_status'),
  'csatSurveys.show': showSurvey,
  'csatSurveys.answer': answerSurvey,
  'widgetMessages.create': inIt('POST', '/messages', { message: { content: 'Are you there?' } }),
  'widgetMessages.update': answerQuestion,
  'widgetMessages.beginUpload': own('POST', '/direct_uploads', upload),
  'widgetConversations.setCustomAttributes': inIt('POST', '/conversations/set_custom_attributes', order),
  'widgetConversations.removeCustomAttributes': inIt('POST', '/conversations/destroy_custom_attributes', {
    custom_attribute: ['order'],
  }),
  'widgetConversations.addLabel': inIt('POST', '/labels', { label: 'refund' }),
  'widgetConversations.removeLabel': inIt('DELETE', '/labels/refund'),
  'widgetConversations.create': own('POST', '/conversations', { message: { content: 'And another thing' } }),
  'widgetContacts.show': own('GET', '/contact'),
  'widgetContacts.update': own('PATCH', '/contact', tier),
  'widgetContacts.setUser': own('PATCH', '/contact/set_user', tier),
  'widgetContacts.removeCustomAttributes': own('POST', '/contact/destroy_custom_attributes', {
    custom_attributes: ['tier'],
  }),
  'widget.tell': own('POST', '/events', { name: 'webwidget.triggered' }),
};

/** A visitor of a website. */
export const websiteSurface: Surface = {
  async enter(desk, shop, receiver) {
    const { account, administrator, agent } = shop;
    const features = ['attachments', 'emoji_picker', 'end_conversation'];
    const settings = { members: [agent], selected_feature_flags: features };
    const inbox = await makeWebsite(account, settings, { csat_survey_enabled: true });
    await expectTaken(shop.ask(administrator, 'POST', '/webhooks', { webhook: { url: receiver.url } }));
    const visitor = await visit(desk, inbox);
    const body = { contact: { name: 'Rui Costa', email: CONTACT_EMAIL }, message: { content: 'Hello' } };
    const begun = await expectTaken(visitor.ask('POST', '/conversations', { body }));
    await expectTaken(visitor.ask('GET', '/conversations/toggle_status'));
    await sendSurvey(account, (await accessConversation(account, begun.body.id)).id);
    const { link, contact } = await readVisitor(account, visitor);
    return {
      inbox,
      id: contact.id,
      source_id: link.source_id,
      pubsub_token: visitor.pubsub_token,
      display_id: begun.body.id,
      ask: visitor.ask,
    };
  },
  operations: namedOperations
    .filter(([name, { permission }]) => VISITORS.includes(permission) || name.startsWith('csatSurveys.'))
    .map(([name]) => name),
  cases,
  saying: 'widgetMessages.create',
  refused: ['a program in the name of the contact'],
  async fail({ shop: { account }, contact }, message_id, external_error) {
    const conversation = await accessConversation(account, contact.display_id);
    await account.transaction(async (tx) => {
      const held = await holdConversation(tx, conversation.id);
      const message = (await readMessages(account, conversation)).find(({ id }) => id === message_id);
      if (!message) throw new Error('There is no such message');
      const content_attributes = { ...message.content_attributes, external_error };
      await changeMessage(tx, held, message, { status: 'failed', content_attributes });
    });
  },
  answerHidden: (stage, message_id) =>
    own('PATCH', `/messages/${message_id}`, { message: { submitted_values: [{ value: 'x' }] } })(stage),
};
