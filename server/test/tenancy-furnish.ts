import { eq } from 'drizzle-orm';
import { type AccountContext, accountContext } from '../src/context.ts';
import { agentBots } from '../src/features/accounts/table.ts';
import { makeBotSecret } from '../src/features/agent-bots/secret.ts';
import { replaceLabels as labelContact } from '../src/features/contacts/contact.ts';
import { linkContact } from '../src/features/contacts/contact-inbox.ts';
import { writeNote } from '../src/features/contacts/note.ts';
import { storeMessage } from '../src/features/conversations/activity.ts';
import { saveDraft } from '../src/features/conversations/draft.ts';
import { replaceLabels } from '../src/features/conversations/labels.ts';
import { saveOwnDraft } from '../src/features/conversations/own-draft.ts';
import { addParticipants } from '../src/features/conversations/participants.ts';
import { attachments } from '../src/features/conversations/table.ts';
import { csatSurveyResponses } from '../src/features/csat/table.ts';
import { createFilter } from '../src/features/custom-filters/custom-filter.ts';
import { createLabel } from '../src/features/labels/label.ts';
import { webhookAttempts, webhookDeliveries } from '../src/features/webhooks/table.ts';
import { createWebhook } from '../src/features/webhooks/webhook.ts';
import { signVisitorToken } from '../src/features/widget/visitor-token.ts';
import { claimFile } from '../src/platform/files/claims.ts';
import { newFileKey } from '../src/platform/files/store.ts';
import { makeBot, makeContact, makeConversation, makeMessage, makeTeam, setColumns } from './factories.ts';
import { makeInbox, type TestDesk, type TestUser } from './harness.ts';
import { makeWebsite, websiteToken } from './visitors.ts';

/** What a request can name: by the word before it in a path, or what a field of a body points to. */
export interface Ids {
  accounts: number;
  agents: number;
  inboxes: number;
  inbox_members: number;
  teams: number;
  labels: number;
  /** Of the agent; where the agent sees nothing, of the colleague. */
  custom_filters: number;
  /** The same, of the administrator. */
  administrator_filters: number;
  contacts: number;
  /** A second contact, to be merged into the first. */
  others: number;
  notes: number;
  conversations: number;
  messages: number;
  webhooks: number;
  deliveries: number;
  csat_survey_responses: number;
  /** The uuid of the conversation that was asked about. */
  csat_survey: string;
  bots: number;
  /** The same, as addresses name them. */
  agent_bots: number;
  users: number;
  sources: string;
  /** Whoever holds it may come in as a customer. */
  identifiers: string;
  /** The token in the pages of a website. */
  websites: string;
  /** The token of a visitor there, who has a conversation with a question in it. */
  visitors: string;
  website_conversations: number;
  website_messages: number;
  /** The address of the second contact. */
  other_sources: string;
}

/** What the texts of an account are marked with. */
export interface Marks {
  /** In what every member of the account sees. */
  word: string;
  /** In what only those see who are in the inbox. */
  secret: string;
}

export interface Staff {
  administrator: TestUser;
  agent: TestUser;
  colleague: TestUser;
  /** Whom requests about an agent name. */
  named: TestUser;
}

export interface Corner extends Marks {
  members: TestUser[];
  /** Contacts have one conversation each in the inbox, and its bot is off. */
  isQuiet: boolean;
}

/** An inbox with everything that can be in and around it. */
export async function furnish(desk: TestDesk, account: AccountContext, staff: Staff, corner: Corner) {
  const { word, secret, members, isQuiet } = corner;
  const team = await makeTeam(account, `${word} team`, { members });
  const label = await createLabel(account, { title: `${word}-label`, description: `${word} label` });
  const inbox = await makeInbox(account, {
    name: `${secret} inbox`,
    greeting_message: `${secret} greeting`,
    business_name: `${secret} business`,
    channel: { type: 'api', webhook_url: `https://${secret}.example.com/hook` },
    lock_to_single_conversation: isQuiet,
    members,
  });
  const { contact, other, note } = await makeCustomers(account, staff.colleague, word);
  const { conversation, message } = await converse(account, staff, corner, { inbox, contact, team });
  await converseQuietly(account, corner, { inbox, contact: other, team });
  const bot = await makeBot(desk, account, { inbox, status: isQuiet ? 'inactive' : 'active' });
  const { id: bot_id } = bot;
  await account.queries
    .update(agentBots)
    .set({ name: `${word} bot` })
    .where(eq(agentBots.id, bot_id));
  // As every bot has that was made by an operation.
  await makeBotSecret(account, bot);
  const { webhook, delivery } = await makeWebhookWithDelivery(account, secret, inbox.id);
  const response = await rate(account, conversation, staff.named, secret);
  const ids: Ids = {
    ...(await openWebsite(account, corner)),
    ...(await saveFilters(account, staff, corner)),
    accounts: account.account.id,
    agents: staff.named.id,
    inboxes: inbox.id,
    inbox_members: inbox.id,
    teams: team.id,
    labels: label.id,
    contacts: contact.id,
    others: other.id,
    notes: note.id,
    conversations: conversation.display_id,
    messages: message.id,
    webhooks: webhook.id,
    deliveries: delivery.id,
    csat_survey_responses: response.id,
    csat_survey: conversation.uuid,
    bots: bot_id,
    agent_bots: bot_id,
    users: staff.agent.id,
    sources: sourceOf(secret),
    identifiers: String(inbox.settings.inbox_identifier),
    other_sources: otherSourceOf(secret),
  };
  return { bot, ids };
}

const sourceOf = (secret: string) => `${secret}-source`;
const otherSourceOf = (secret: string) => `${secret}-other-source`;

// What the examples of the contract look for is found: these names, cities, labels and words.
async function makeCustomers(account: AccountContext, colleague: TestUser, word: string) {
  const contact = await makeContact(account, {
    name: `${word} customer`,
    email: `${word}-john@example.com`,
    identifier: `${word}-identifier`,
    additional_attributes: { city: 'Faro', company_name: `${word} company` },
    custom_attributes: { tier: `${word} tier` },
  });
  await labelContact(account, contact, ['vip', `${word}-label`]);
  const other = await makeContact(account, { name: `${word} other`, email: `${word}-jane@example.com` });
  const writer = { ...account, actor: { ...colleague.ctx.actor } };
  await writeNote(writer, other, `${word} other note`);
  return { contact, other, note: await writeNote(writer, contact, `${word} note`) };
}

interface Parties {
  inbox: Awaited<ReturnType<typeof makeInbox>>;
  contact: Awaited<ReturnType<typeof makeContact>>;
  team: Awaited<ReturnType<typeof makeTeam>>;
}

async function converse(
  account: AccountContext,
  { agent, colleague }: Staff,
  { secret, members }: Corner,
  { inbox, contact, team }: Parties,
) {
  const conversation = await makeConversation(account, inbox, {
    contact_id: contact.id,
    source_id: sourceOf(secret),
    assignee_id: agent.id,
    team_id: team.id,
    custom_attributes: { order: `${secret} order` },
    additional_attributes: { referer: `https://${secret}.example.com/page` },
  });
  await replaceLabels(account, conversation, ['refund', `${secret}-talk`]);
  await makeMessage(account, conversation, { content: `refund? ${secret} in`, message_type: 'incoming' });
  const reply = { content: `refund! ${secret} out`, source_id: `${secret}-reply` };
  const message = await makeMessage(agent.ctx, conversation, reply);
  const mention = `(mention://user/${colleague.id}/Cleo) ${secret} aside`;
  await makeMessage(agent.ctx, conversation, { content: mention, private: true });
  await attach(account, message, secret);
  await saveDraft(account, conversation, `${secret} draft`);
  for (const writer of [agent, colleague])
    await saveOwnDraft(writer.ctx, conversation, {
      mode: 'note',
      message: `${secret} own`,
      version: secret,
    });
  await addParticipants(
    account,
    conversation,
    members.map(({ id }) => id),
  );
  // Agents who leave an inbox keep what was theirs in it.
  await setColumns(account, conversation, { assignee_id: agent.id });
  return { conversation, message };
}

/** A conversation that nobody has answered. */
async function converseQuietly(
  account: AccountContext,
  { secret }: Corner,
  { inbox, contact, team }: Parties,
) {
  const conversation = await makeConversation(account, inbox, {
    contact_id: contact.id,
    source_id: otherSourceOf(secret),
    team_id: team.id,
  });
  await makeMessage(account, conversation, { content: `quiet ${secret}`, message_type: 'incoming' });
}

/** A webhook, and what was sent there in vain. */
async function makeWebhookWithDelivery(account: AccountContext, secret: string, inbox_id: number) {
  const url = `https://${secret}-webhook.example.com/hook`;
  const webhook = await createWebhook(account, { url, name: `${secret} webhook`, inbox_id });
  const at = account.now();
  const place = { account_id: account.account.id, kind: 'account' as const, webhook_id: webhook.id };
  const [delivery] = await account.queries
    .insert(webhookDeliveries)
    .values({
      ...place,
      event_name: 'message_created',
      data: {},
      body: JSON.stringify({ content: `${secret} sent` }),
      queue: `account ${webhook.id} conversation 1`,
      lane: `${secret}-webhook.example.com`,
      state: 'failed',
      attempts: 10,
      next_attempt_at: at,
      finished_at: at,
      created_at: at,
      updated_at: at,
    })
    .returning();
  if (!delivery) throw new Error('The delivery was not stored');
  const { account_id, id: delivery_id } = delivery;
  const attempt = { account_id, delivery_id, status: 500, error: `500 ${secret} error`, duration_ms: 9, at };
  await account.queries.insert(webhookAttempts).values(attempt);
  return { webhook, delivery };
}

type Conversation = Awaited<ReturnType<typeof makeConversation>>;
const YEAR_MS = 365 * 24 * 3_600_000;

/** A survey with its answer. It is of next year, so that it is not over when the requests come to it. */
async function rate(account: AccountContext, conversation: Conversation, agent: TestUser, secret: string) {
  const { account_id, id: conversation_id } = conversation;
  const content_type = 'input_csat' as const;
  const created_at = new Date(account.now().getTime() + YEAR_MS);
  const asked = { message_type: 3, content: `${secret} survey`, content_type, created_at };
  const message = await account.transaction((tx) => storeMessage(tx, conversation, asked));
  const at = account.now();
  const [response] = await account.queries
    .insert(csatSurveyResponses)
    .values({
      account_id,
      conversation_id,
      message_id: message.id,
      assigned_agent_id: agent.id,
      rating: 5,
      feedback_message: `${secret} feedback`,
      csat_review_notes: `${secret} review`,
      review_notes_updated_at: at,
      review_notes_updated_by_id: agent.id,
      created_at: at,
      updated_at: at,
    })
    .returning();
  if (!response) throw new Error('The response was not stored');
  return response;
}

/** A website with a visitor. */
async function openWebsite(account: AccountContext, { word, secret, members }: Corner) {
  const website = await makeWebsite(account, { members }, { name: `${secret} website` });
  const email = `${word}.visitor@example.com`;
  const visitor = await makeContact(account, { name: `${word} visitor`, email });
  const link = { contact: visitor, inbox: website, source_id: `${secret}-visitor` };
  const contactInbox = await linkContact(account, link);
  const parties = { contact_id: visitor.id, source_id: link.source_id };
  const conversation = await makeConversation(account, website, parties);
  const question = {
    content_type: 'input_select',
    content_attributes: { items: [{ title: 'L', value: 'l' }] },
  };
  const message = await makeMessage(account, conversation, { content: `${secret} question`, ...question });
  return {
    websites: websiteToken(website),
    visitors: signVisitorToken(account, contactInbox),
    website_conversations: conversation.display_id,
    website_messages: message.id,
  };
}

/** What people saved for themselves; the colleague alone where the others must see nothing of it. */
async function saveFilters(
  account: AccountContext,
  { agent, administrator, colleague }: Staff,
  { secret, isQuiet }: Corner,
) {
  const save = async ({ ctx }: TestUser) => {
    const query = { payload: [{ attribute_key: 'labels', values: [`${secret} wanted`] }] };
    const filter = { name: `${secret} folder`, filter_type: 'conversation' as const, query };
    return (await createFilter(accountContext(account.services, account.account, ctx.actor), filter)).id;
  };
  return {
    custom_filters: await save(isQuiet ? colleague : agent),
    administrator_filters: await save(isQuiet ? colleague : administrator),
  };
}

type Message = Awaited<ReturnType<typeof makeMessage>>;

async function attach(account: AccountContext, message: Message, secret: string) {
  const { account_id, id: message_id, conversation_id, created_at } = message;
  const key = newFileKey();
  const file = { key, file_name: `${secret}.csv`, content_type: 'text/csv', byte_size: 70 };
  const row = { account_id, message_id, conversation_id, file_type: 'file' as const, file };
  await claimFile(account.queries, { key, account_id }, created_at);
  await account.queries
    .insert(attachments)
    .values({ ...row, fallback_title: `${secret} title`, created_at, updated_at: created_at });
}
