import { eq } from 'drizzle-orm';
import type { AccountContext } from '../src/context.ts';
import { accounts } from '../src/features/accounts/table.ts';
import { findContactInboxes, findContacts } from '../src/features/contacts/access.ts';
import { contactInboxes } from '../src/features/contacts/table.ts';
import type { InboxRow } from '../src/features/inboxes/table.ts';
import { ask, makeInbox, type TestDesk, type TestUser } from './harness.ts';

type Method = Parameters<typeof ask>[1];
type Question = NonNullable<Parameters<typeof ask>[3]>;

/** Somebody who looks at a website. */
export interface Visitor {
  token: string;
  pubsub_token: string;
  contact_id: number;
  ask(method: Method, path: string, question?: Question): ReturnType<typeof ask>;
}

interface WebsiteOptions {
  members?: TestUser[];
  [setting: string]: unknown;
}

/** Makes a website inbox with these settings of its channel, and others of its own. */
export const makeWebsite = (
  account: AccountContext,
  { members = [], ...settings }: WebsiteOptions = {},
  fields: object = {},
) =>
  makeInbox(account, {
    name: 'Site',
    members,
    enable_email_collect: false,
    channel: { type: 'web_widget', website_url: 'https://shop.example.com', ...settings },
    ...fields,
  });

export const websiteToken = ({ settings }: InboxRow) => String(settings.website_token);

/** An address of the widget's part, with the token of the website in it. */
export function widgetPath(website: InboxRow, path: string) {
  return `/api/v1/widget${path}${path.includes('?') ? '&' : '?'}website_token=${websiteToken(website)}`;
}

/** Asks as the frame does: with the token of the website, and that of the visitor when there is one. */
export const askWidget =
  (desk: TestDesk, website: InboxRow, token?: string) =>
  (method: Method, path: string, { headers = {}, ...question }: Question = {}) =>
    ask(desk, method, widgetPath(website, path), {
      ...question,
      headers: { ...(token === undefined ? {} : { 'x-auth-token': token }), ...headers },
    });

/** Makes a visitor as the widget does. */
export async function visit(desk: TestDesk, website: InboxRow, question: Question = {}): Promise<Visitor> {
  const { status, body, text } = await askWidget(desk, website)('POST', '/config', question);
  if (status !== 200) throw new Error(`The visitor was refused with ${status}: ${text}`);
  const token = body.website_channel_config.auth_token;
  const { id: contact_id, pubsub_token } = body.contact;
  return { token, pubsub_token, contact_id, ask: askWidget(desk, website, token) };
}

/** Says something as a visitor; answers the number of the conversation that it is in. */
export async function say(visitor: Visitor, content = 'Hello', extra: object = {}): Promise<number> {
  const { status, body, text } = await visitor.ask('POST', '/messages', {
    body: { message: { content, ...extra } },
  });
  if (status !== 200) throw new Error(`The message was refused with ${status}: ${text}`);
  return body.conversation_id;
}

/** The contact who the visitor is now, with the link. */
export async function readVisitor(account: AccountContext, { pubsub_token }: Pick<Visitor, 'pubsub_token'>) {
  const [found] = await account.queries
    .select({ id: contactInboxes.id })
    .from(contactInboxes)
    .where(eq(contactInboxes.pubsub_token, pubsub_token));
  const link = (await findContactInboxes(account, [found?.id ?? 0])).get(found?.id ?? 0);
  const contact = link && (await findContacts(account, [link.contact_id])).get(link.contact_id);
  if (!link || !contact) throw new Error('The visitor is nobody');
  return { link, contact };
}

/** Suspends the account, as an operator does. */
export const suspend = ({ queries, account }: AccountContext) =>
  queries.update(accounts).set({ status: 'suspended' }).where(eq(accounts.id, account.id));
