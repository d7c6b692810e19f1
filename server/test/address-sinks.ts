import { and, eq } from 'drizzle-orm';
import { agentBots } from '../src/features/accounts/table.ts';
import { fetchBotAvatarJob } from '../src/features/agent-bots/jobs.ts';
import { fetchAvatarJob } from '../src/features/contacts/jobs.ts';
import { inboxes } from '../src/features/inboxes/table.ts';
import { webhooks } from '../src/features/webhooks/table.ts';
import type { Job } from '../src/platform/jobs/jobs.ts';
import { makeWebhook, type Stand } from '../src/subscribers/webhooks/fixtures/stand.ts';
import { askPublicly, enter } from './customers.ts';
import { makeBot, makeContact, makeConversation, makeMessage, type Shop } from './factories.ts';
import { makeInbox, type TestDesk } from './harness.ts';
import { readJobs } from './jobs.ts';
import type { TestApp } from './platform.ts';

/** What sinks are tried with. */
export interface Basin {
  stand: Stand;
  shop: Shop;
  app: TestApp;
}

/** A place that takes an address from outside and goes there. */
export interface Sink {
  /** The fields that take it, as `resource.operation.field`. */
  fields: readonly string[];
  /** The file in which it is handed to the client for addresses of others. */
  source: string;
  /** Tries to save them through each field; there is none where they are refused only once they are used. */
  save?(basin: Basin, urls: readonly string[]): Promise<{ status: number }[]>;
  /** Makes the desk go there, past what refuses it when it is saved. */
  use(basin: Basin, urls: readonly string[]): Promise<void>;
}

const asAdministrator = ({ shop }: Basin, method: 'POST' | 'PATCH', path: string, body: object) =>
  shop.ask(shop.administrator, method, path, body);

async function each<Item, Result>(items: readonly Item[], run: (item: Item) => Promise<Result[]>) {
  const results: Result[] = [];
  for (const item of items) results.push(...(await run(item)));
  return results;
}

/** Gives each field its share of the addresses, and all of them the first; what that started is run in between. */
async function throughEach(
  urls: readonly string[],
  settle: () => Promise<void>,
  fields: readonly ((url: string) => Promise<unknown>)[],
) {
  for (const [at, url] of urls.entries()) {
    for (const [place, give] of fields.entries())
      if (at === 0 || at % fields.length === place) await give(url);
    await settle();
  }
}

/** Runs the jobs of this kind that wait, each once, and forgets them. */
async function runJobs<Payload>(desk: TestDesk, { name, run }: Job<Payload>) {
  // One that fails is tried again later by the queue; once shows where it goes.
  for (const { payload } of await readJobs(desk, name)) await run(payload).catch(() => undefined);
  await desk.services.database.pool.query(
    `delete from graphile_worker._private_jobs where task_id in
      (select id from graphile_worker._private_tasks where identifier = $1)`,
    [name],
  );
}

const webhook: Sink = {
  fields: ['webhooks.create.url', 'webhooks.update.url'],
  source: 'subscribers/webhooks/sending.ts',
  async save(basin, urls) {
    const { id } = await makeWebhook(basin.shop, { url: 'https://shop.example.com/hook' });
    const answers = await each(urls, async (url) => [
      await asAdministrator(basin, 'POST', '/webhooks', { url }),
      await asAdministrator(basin, 'PATCH', `/webhooks/${id}`, { url }),
    ]);
    await forgetWebhooks(basin);
    return answers;
  },
  async use({ stand, shop }, urls) {
    const { account } = shop;
    const stamps = { created_at: account.now(), updated_at: account.now() };
    const { secret_sealed } = await makeWebhook(shop, { url: 'https://shop.example.com/hook' });
    await forgetWebhooks({ shop });
    const account_id = account.account.id;
    const subscriptions = ['contact_created'];
    await account.queries
      .insert(webhooks)
      .values(urls.map((url) => ({ account_id, url, subscriptions, secret_sealed, ...stamps })));
    await makeContact(account);
    await stand.settle();
    await forgetWebhooks({ shop });
  },
};

async function forgetWebhooks({ shop: { account } }: Pick<Basin, 'shop'>) {
  await account.queries.delete(webhooks).where(eq(webhooks.account_id, account.account.id));
}

const apiInbox: Sink = {
  fields: ['inboxes.create.channel.webhook_url', 'inboxes.update.channel.webhook_url'],
  source: 'subscribers/webhooks/sending.ts',
  save: (basin, urls) =>
    each(urls, async (webhook_url) => {
      const channel = { type: 'api', webhook_url };
      return [
        await asAdministrator(basin, 'POST', '/inboxes', { name: 'API', channel }),
        await asAdministrator(basin, 'PATCH', `/inboxes/${basin.shop.inbox.id}`, {
          channel: { webhook_url },
        }),
      ];
    }),
  async use({ stand, shop }, urls) {
    const { account } = shop;
    for (const webhook_url of urls) {
      const inbox = await makeInbox(account);
      await account.queries
        .update(inboxes)
        .set({ settings: { ...inbox.settings, webhook_url } })
        .where(and(eq(inboxes.account_id, inbox.account_id), eq(inboxes.id, inbox.id)));
      await makeConversation(account, inbox);
    }
    await stand.settle();
  },
};

const bot: Sink = {
  fields: [
    'agentBots.create.outgoing_url',
    'agentBots.update.outgoing_url',
    'platformAgentBots.create.outgoing_url',
    'platformAgentBots.update.outgoing_url',
  ],
  source: 'subscribers/webhooks/sending.ts',
  async save(basin, urls) {
    const own = await asAdministrator(basin, 'POST', '/agent_bots', { name: 'Triage' });
    const theirs = await basin.app.ask('POST', '/agent_bots', { name: 'Triage' });
    return each(urls, async (outgoing_url) => [
      await asAdministrator(basin, 'POST', '/agent_bots', { name: 'Triage', outgoing_url }),
      await asAdministrator(basin, 'PATCH', `/agent_bots/${own.body.id}`, { outgoing_url }),
      await basin.app.ask('POST', '/agent_bots', { name: 'Triage', outgoing_url }),
      await basin.app.ask('PATCH', `/agent_bots/${theirs.body.id}`, { outgoing_url }),
    ]);
  },
  async use({ stand, shop }, urls) {
    const { account } = shop;
    for (const outgoing_url of urls) {
      const inbox = await makeInbox(account);
      const { id } = await makeBot(stand.desk, account, { inbox });
      await account.queries.update(agentBots).set({ outgoing_url }).where(eq(agentBots.id, id));
      await makeMessage(account, await makeConversation(account, inbox));
    }
    await stand.settle();
  },
};

const contactPicture: Sink = {
  fields: [
    'contacts.create.avatar_url',
    'contacts.update.avatar_url',
    'publicContacts.create.avatar_url',
    'publicContacts.update.avatar_url',
    // These lead to the same verb.
    'widgetContacts.update.avatar_url',
    'widgetContacts.setUser.avatar_url',
  ],
  source: 'features/accounts/avatar-download.ts',
  async use({ stand: { desk }, shop }, urls) {
    const { id } = await makeContact(shop.account);
    const source_id = await enter(desk, shop.inbox);
    const job = fetchAvatarJob(desk.services);
    const askOwn = askPublicly(desk, shop.inbox);
    await throughEach(urls, () => runJobs(desk, job), [
      (avatar_url) => shop.ask(shop.agent, 'POST', '/contacts', { name: 'Rui', avatar_url }),
      (avatar_url) => shop.ask(shop.agent, 'PATCH', `/contacts/${id}`, { avatar_url }),
      (avatar_url) => enter(desk, shop.inbox, { name: 'Ana', avatar_url }),
      (avatar_url) => askOwn('PATCH', `/contacts/${source_id}`, { body: { avatar_url } }),
    ]);
  },
};

const botPicture: Sink = {
  fields: [
    'agentBots.create.avatar_url',
    'agentBots.update.avatar_url',
    'platformAgentBots.create.avatar_url',
    'platformAgentBots.update.avatar_url',
  ],
  source: 'features/accounts/avatar-download.ts',
  async use(basin, urls) {
    const { desk } = basin.stand;
    const own = await asAdministrator(basin, 'POST', '/agent_bots', { name: 'Triage' });
    const theirs = await basin.app.ask('POST', '/agent_bots', { name: 'Triage' });
    const job = fetchBotAvatarJob(desk.services);
    await throughEach(urls, () => runJobs(desk, job), [
      (avatar_url) => asAdministrator(basin, 'POST', '/agent_bots', { name: 'Triage', avatar_url }),
      (avatar_url) => asAdministrator(basin, 'PATCH', `/agent_bots/${own.body.id}`, { avatar_url }),
      (avatar_url) => basin.app.ask('POST', '/agent_bots', { name: 'Triage', avatar_url }),
      (avatar_url) => basin.app.ask('PATCH', `/agent_bots/${theirs.body.id}`, { avatar_url }),
    ]);
  },
};

const upload: Sink = {
  fields: ['uploads.create.external_url'],
  source: 'features/uploads/upload.ts',
  // It is fetched before the answer, so that saving is using.
  save: ({ shop }, urls) =>
    each(urls, async (external_url) => [await shop.ask(shop.agent, 'POST', '/upload', { external_url })]),
  async use(basin, urls) {
    for (const external_url of urls) await asAdministrator(basin, 'POST', '/upload', { external_url });
  },
};

export const sinks: Readonly<Record<string, Sink>> = {
  'a webhook': webhook,
  'the address of an API inbox': apiInbox,
  'the address of a bot': bot,
  'the picture of a contact': contactPicture,
  'the picture of a bot': botPicture,
  'a file to upload': upload,
};

/** Fields that look like addresses and are never gone to. */
export const KEPT_ONLY: readonly string[] = [
  'accounts.update.domain',
  'platformAccounts.create.domain',
  'platformAccounts.update.domain',
  'widgetConversations.create.message.referer_url',
  'widgetMessages.create.referer_url',
  'inboxes.create.channel.allowed_domains',
  'inboxes.update.channel.allowed_domains',
  'inboxes.create.channel.website_url',
  'inboxes.update.channel.website_url',
];
