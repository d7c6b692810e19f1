import {
  makeContact,
  makeConversation,
  makeMessage,
  makeTeam,
  setColumns,
} from '../../../server/test/factories.ts';
import { ask, makeInbox, makeUser, type TestUser } from '../../../server/test/harness.ts';
import { makeRated, writeAsContact } from '../../../server/test/surveys.ts';
import { type BrowserDesk, openBrowserDesk } from '../desk.ts';

/** A desk on which every screen has something to show, some of it longer than anybody would like. */
export interface FurnishedDesk {
  desk: BrowserDesk;
  admin: TestUser;
  /** Of conversations and contacts by what is special about them. */
  ids: Readonly<Record<'talk' | 'mail' | 'known' | 'bare', number>>;
}

const LONG = 'a-rather-long-label-of-somebody-who-likes-words';
const LONG_NAME = 'Maximiliana Wolkenstein-Trostburg of the Very Long Name';
const PEOPLE = [
  'Amélie Laurent',
  'Bruno Carvalho',
  'Chidi Okafor',
  'Dana Levi',
  'Elif Yılmaz',
  'Noor Haddad',
];

/** Names that somebody gave on that desk. */
export const GIVEN_NAMES: readonly string[] = [
  ...['Maria do Carmo Albuquerque', 'Ana Lima', 'Cleo Costa', 'Rui Costa', LONG_NAME, ...PEOPLE],
  ...['Acme', 'Shop API', 'Shop', 'Order system', 'Triage', 'Night shift', 'refund', LONG],
  ...['billing', 'shipping and returns', 'folding', 'newsletter', 'orders', 'since', 'tier'],
];

/** What was said on that desk, in the pieces in which it is shown. */
export const SAID: readonly string[] = [
  ...['Does the boat float? See ', 'https://example.com/a/rather/long/address'],
  ...['It ', 'does', ', as:', 'folded', 'waxed', 'or so they say', 'Asked twice already, @Maria.'],
  ...['Which colour?', 'Red', 'Blue', 'Boats', 'Canoe', 'Folds in four steps.', 'Look at it'],
  ...[
    'Read on',
    'Folding',
    'How to',
    'https://example.com/folding',
    'Prefers to be called ',
    'in the morning',
    'Back on Monday.',
  ],
  ...['Broken lamp', 'The boat arrived dry, folded well and in time.', 'took over the conversation'],
  ...['added the labels', 'set the priority to urgent', 'example', 'nobody-has-it', 'nothing-at-all'],
];

/** An inbox with everything turned on, so that its pages show all that they have. */
const EVERYTHING = {
  inbox: {
    greeting_enabled: true,
    greeting_message: 'Welcome aboard.',
    working_hours_enabled: true,
    out_of_office_message: 'Back on Monday.',
    csat_survey_enabled: true,
    enable_auto_assignment: false,
  },
  channel: {
    pre_chat_form_enabled: true,
    welcome_title: 'Ahoy!',
    welcome_tagline: 'We fold while you wait.',
  },
};

/** Opens a desk with mail, conversations of every kind, and something under each of the settings. */
export async function openFurnishedDesk(environment: Record<string, string>): Promise<FurnishedDesk> {
  const desk = await openBrowserDesk({
    environment: { OUTBOUND_ALLOW: '127.0.0.0/8', ...environment },
    ...EVERYTHING,
  });
  const admin = await makeUser(desk.desk, desk.account, 'administrator', 'Maria do Carmo Albuquerque');
  await furnishSettings(desk, admin);
  const known = await furnishContacts(desk, admin);
  const talk = await furnishTalk(desk, admin, known);
  const mail = await furnishMail(desk, admin);
  for (const rating of [5, 4, 2])
    await makeRated(desk.desk, desk.account, desk.inbox, {
      rating,
      feedback_message: 'The boat arrived dry, folded well and in time.',
    });
  const bare = await makeContact(desk.account, { name: '' });
  await desk.live.drain();
  return { desk, admin, ids: { talk, mail, known, bare: bare.id } };
}

async function make({ desk, account }: BrowserDesk, { token }: TestUser, path: string, body: object) {
  const { status, text } = await ask(desk, 'POST', `/api/v1/accounts/${account.account.id}/${path}`, {
    token,
    body,
  });
  if (status >= 300) throw new Error(`${path} was refused with ${status}: ${text}`);
}

async function furnishSettings(desk: BrowserDesk, admin: TestUser) {
  for (const [title, color] of [
    ['refund', '#c2410c'],
    [LONG, '#1d4ed8'],
  ])
    await make(desk, admin, 'labels', { title, color, description: 'Money goes back to the customer.' });
  for (const name of ['billing', 'shipping and returns'])
    await make(desk, admin, 'teams', { name, description: 'Questions about invoices.' });
  await makeTeam(desk.account, 'folding', { members: [admin] });
  for (const [name, outgoing_url] of [
    ['Triage', 'https://bot.example.com/in'],
    ['Night shift', 'https://night.example.com/a/rather/long/address/of/a/bot'],
  ])
    await make(desk, admin, 'agent_bots', { name, outgoing_url, description: 'Asks what it is about.' });
  await make(desk, admin, 'agents', { name: 'Cleo Costa', email: 'cleo@example.com', role: 'agent' });
  await make(desk, admin, 'webhooks', {
    url: 'http://127.0.0.1:9/closed',
    name: 'Order system',
    subscriptions: ['webwidget_triggered'],
  });
  await make(desk, admin, 'webhooks', {
    url: 'http://127.0.0.1:9/a/rather/long/address/that/somebody/gave/a/webhook/once',
    subscriptions: ['webwidget_triggered'],
  });
  await make(desk, admin, 'webhooks/1/send_test', {});
}

async function furnishContacts(desk: BrowserDesk, admin: TestUser): Promise<number> {
  for (const [index, name] of PEOPLE.entries()) {
    const { id: contact_id } = await makeContact(desk.account, {
      name,
      email: `${name.split(' ')[0]?.toLowerCase()}@example.com`,
      ...(index % 2 === 0 ? { phone_number: `+35191000${1000 + index}` } : {}),
      blocked: index === 3,
    });
    const row = await makeConversation(desk.account, desk.inbox, { contact_id });
    await writeAsContact(desk.account, row, 'Where is my boat? It was promised for the regatta.');
    desk.desk.clock.advance(1000);
  }
  const { id } = await makeContact(desk.account, {
    name: LONG_NAME,
    email: 'maximiliana.wolkenstein-trostburg@a-rather-long-host-name.example.com',
    phone_number: '+15550109999',
    identifier: 'crm-000000000000000000000042',
    additional_attributes: {
      company_name: 'The Company of Long Names and Longer Addresses',
      city: 'Faro',
      country: 'Portugal',
      description: 'Orders paper boats for regattas.\nPrefers to be called in the morning.',
    },
    custom_attributes: { tier: 'gold', since: '2024-05-01', orders: 42, newsletter: true },
  });
  await make(desk, admin, `contacts/${id}/labels`, { labels: ['refund', LONG] });
  await make(desk, admin, `contacts/${id}/notes`, { content: 'Prefers to be called **in the morning**.' });
  for (const status of ['pending', 'snoozed', 'resolved'] as const) {
    const row = await makeConversation(desk.account, desk.inbox, { contact_id: id, status });
    await makeMessage(desk.agent.ctx, row, { content: `A boat that is ${status}, and sails all the same` });
  }
  return id;
}

/** A conversation with every kind of message that a chat has. */
async function furnishTalk(desk: BrowserDesk, admin: TestUser, contact_id: number): Promise<number> {
  const row = await makeConversation(desk.account, desk.inbox, { contact_id });
  await writeAsContact(
    desk.account,
    row,
    'Does the boat float? See https://example.com/a/rather/long/address',
  );
  const say = (fields: object) => makeMessage(desk.agent.ctx, row, fields);
  await say({ content: 'It **does**, as:\n\n- folded\n- *waxed*\n\n> or so they say\n\n`boat.float()`' });
  await say({ content: 'Asked twice already, @Maria.', private: true });
  await say({
    content: 'Which colour?',
    content_type: 'input_select',
    content_attributes: {
      items: [
        { title: 'Red', value: 'red' },
        { title: 'Blue', value: 'blue' },
      ],
      submitted_values: [{ title: 'Red', value: 'red' }],
    },
  });
  await say({
    content: 'Boats',
    content_type: 'cards',
    content_attributes: {
      items: [
        {
          title: 'Canoe',
          description: 'Folds in four steps.',
          actions: [{ type: 'link', text: 'Look at it', uri: 'https://example.com/canoe' }],
        },
      ],
    },
  });
  await say({
    content: 'Read on',
    content_type: 'article',
    content_attributes: {
      items: [{ title: 'Folding', description: 'How to', link: 'https://example.com/folding' }],
    },
  });
  await say({ content: 'Gone by now', content_attributes: { deleted: true } });
  const path = `conversations/${row.display_id}`;
  await make(desk, admin, `${path}/assignments`, { assignee_id: admin.id });
  await make(desk, admin, `${path}/labels`, { labels: ['refund', LONG] });
  await make(desk, admin, `${path}/toggle_priority`, { priority: 'urgent' });
  await setColumns(desk.account, row, {
    additional_attributes: { browser: { browser_name: 'Firefox', browser_version: '140.0' } },
  });
  return row.display_id;
}

async function furnishMail(desk: BrowserDesk, admin: TestUser): Promise<number> {
  const inbox = await makeInbox(desk.account, { name: 'Shop API', members: [desk.agent, admin] });
  const { id: contact_id } = await makeContact(desk.account, { name: 'Rui Costa', email: 'rui@example.com' });
  const row = await makeConversation(desk.account, inbox, { contact_id });
  const email = {
    subject: 'Broken lamp',
    from: ['rui@example.com'],
    to: ['desk@example.com'],
    html_content: { reply: '<p>My <b>lamp</b> is broken.</p>', quoted: '<p>Earlier words</p>' },
  };
  await makeMessage(desk.agent.ctx, row, {
    content: 'My lamp is broken.',
    message_type: 'incoming',
    content_type: 'incoming_email',
    content_attributes: { email },
  });
  return row.display_id;
}
