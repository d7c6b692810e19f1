import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeBot, makeContact, makeConversation, makeMessage, type Shop } from '../../../test/factories.ts';
import { makeInbox } from '../../../test/harness.ts';
import { agentBots } from '../../features/accounts/table.ts';
import { inboxes } from '../../features/inboxes/table.ts';
import { webhooks } from '../../features/webhooks/table.ts';
import type { Receiver } from './fixtures/receiver.ts';
import { makeWebhook, openStand, type Stand } from './fixtures/stand.ts';

/** Ways of writing addresses of this machine, of private networks, and of what hands out credentials. */
const HOSTS = [
  '127.0.0.1',
  '127.0.0.1.',
  '127.1',
  '127.0.1',
  '127.255.255.254',
  '2130706433',
  '017700000001',
  '0x7f000001',
  '0177.0.0.1',
  '0x7f.0.0.1',
  '0x7f.1',
  '%31%32%37.0.0.1',
  '127%2e0%2e0%2e1',
  '127。0。0。1',
  '127．0．0．1',
  '①②⑦.⓪.⓪.①',
  '１２７.０.０.１',
  'public.example@127.0.0.1',
  'public.example:80@127.0.0.1',
  '0',
  '0.0.0.0',
  '0x0',
  'localhost',
  'LOCALHOST',
  'localhost.',
  'a.localhost',
  'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ',
  'loc%61lhost',
  'localhost.localdomain',
  'ip6-localhost',
  '10.0.0.1',
  '167772161',
  '012.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '192.168.1',
  '3232235521',
  '100.64.0.1',
  '169.254.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '169.254.169.254',
  '0xA9FEA9FE',
  '2852039166',
  '0251.0376.0251.0376',
  '169.254.170.2',
  '100.100.100.200',
  '168.63.129.16',
  '[fd00:ec2::254]',
  '[::ffff:169.254.169.254]',
  '[::1]',
  '[::]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
  '[fc00::1]',
  '[fe80::1]',
  '[ff02::1]',
  '127.0.0.1\\@public.example',
];

let stand: Stand;
let shop: Shop;
let canary: Receiver;
let urls: string[];

beforeAll(async () => {
  // Nothing on a private network is open here.
  stand = await openStand({});
  shop = await stand.shop();
  canary = await stand.receiver();
  const { port } = new URL(canary.url);
  urls = HOSTS.map((host) => `http://${host}:${port}/hook`);
});
afterAll(() => stand?.close());

async function outcomeOf(kind: string) {
  const rows = (await stand.deliveries(shop)).filter((row) => row.kind === kind);
  const errors = (await stand.attempts(shop)).filter(({ delivery_id }) =>
    rows.some(({ id }) => id === delivery_id),
  );
  return { rows, errors };
}

it('there are enough of them', () => {
  expect(new Set(HOSTS).size).toBeGreaterThanOrEqual(60);
});

it('none of them can be saved as the address of a webhook', async () => {
  for (const url of urls) {
    const { status } = await shop.ask(shop.administrator, 'POST', '/webhooks', { url });
    expect([url, status]).toEqual([url, 422]);
  }
});

it('none of them is connected to as a webhook, wherever it came from', async () => {
  const now = stand.desk.clock.now();
  const account_id = shop.account.account.id;
  const { secret_sealed, id } = await makeWebhook(shop, { url: 'https://shop.example.com/hook' });
  await shop.account.queries
    .delete(webhooks)
    .where(and(eq(webhooks.account_id, account_id), eq(webhooks.id, id)));
  await shop.account.queries.insert(webhooks).values(
    urls.map((url) => ({
      account_id,
      url,
      subscriptions: ['contact_created'],
      secret_sealed,
      created_at: now,
      updated_at: now,
    })),
  );
  await makeContact(shop.account);
  await stand.settle();
  const { rows, errors } = await outcomeOf('account');
  expect(rows.map(({ state }) => state)).toEqual(urls.map(() => 'failed'));
  expect(errors.map(({ status }) => status)).toEqual(urls.map(() => null));
  expect(canary.connections()).toBe(0);
});

it('none of them is connected to as the address of an API inbox', async () => {
  const inbox = await makeInbox(shop.account);
  const conversation = await makeConversation(shop.account, inbox);
  await stand.settle();
  for (const url of urls) {
    const settings = sql`${inboxes.settings} || ${JSON.stringify({ webhook_url: url })}::jsonb`;
    await shop.account.queries
      .update(inboxes)
      .set({ settings })
      .where(and(eq(inboxes.account_id, inbox.account_id), eq(inboxes.id, inbox.id)));
    await makeMessage(shop.account, conversation, { content: url, private: true });
    await stand.settle();
  }
  const { rows } = await outcomeOf('api_inbox');
  const ofMessages = rows.filter(({ event_name }) => event_name === 'message_created');
  expect(ofMessages.map(({ state }) => state)).toEqual(urls.map(() => 'failed'));
  expect(canary.connections()).toBe(0);
});

it('none of them is connected to as the address of a bot', async () => {
  const { id } = await makeBot(stand.desk, shop.account, { inbox: shop.inbox });
  const conversation = await makeConversation(shop.account, shop.inbox);
  await stand.settle();
  for (const url of urls) {
    await shop.account.queries.update(agentBots).set({ outgoing_url: url }).where(eq(agentBots.id, id));
    await makeMessage(shop.account, conversation, { content: url, private: true });
    await stand.settle();
  }
  const { rows } = await outcomeOf('agent_bot');
  const ofMessages = rows.filter(({ event_name }) => event_name === 'message_created');
  expect(ofMessages.map(({ state }) => state)).toEqual(urls.map(() => 'failed'));
  expect(canary.connections()).toBe(0);
});
