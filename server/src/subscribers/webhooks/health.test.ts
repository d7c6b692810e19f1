import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeConversation, makeMessage, type Shop } from '../../../test/factories.ts';
import { makeUser } from '../../../test/harness.ts';
import { readAllMails, WITH_MAIL } from '../../../test/mails.ts';
import { users } from '../../features/accounts/table.ts';
import { enableWebhook } from '../../features/webhooks/webhook.ts';
import { renderMail } from '../../platform/mail/render.ts';
import type { Receiver } from './fixtures/receiver.ts';
import { makeWebhook, openStand, type Stand } from './fixtures/stand.ts';

const DAY = 24 * 3_600_000;

let stand: Stand;
let shop: Shop;
let receiver: Receiver;

beforeAll(async () => {
  stand = await openStand({ OUTBOUND_ALLOW: '127.0.0.1', ...WITH_MAIL });
});
beforeEach(async () => {
  shop = await stand.shop();
  receiver = await stand.receiver();
});
afterAll(() => stand?.close());

async function say() {
  await makeMessage(shop.account, await makeConversation(shop.account, shop.inbox));
  await stand.settle();
}

/** Mails to the people of the shop. */
async function mails() {
  const own = [shop.administrator, shop.agent, shop.outsider].map(({ email }) => email);
  return (await readAllMails(stand.desk)).filter(({ to }) => own.includes(to));
}

const make = () =>
  makeWebhook(
    shop,
    { url: receiver.url.replace('http://', 'http://key:canary-password@').concat('?token=canary-token') },
    { name: 'Warehouse', subscriptions: ['message_created'] },
  );

it('a webhook that is switched off as it is gone is told of to administrators, once each', async () => {
  const { id } = await make();
  receiver.answer(410);
  await say();
  await say();
  const { host } = new URL(receiver.url);
  const [mail] = await mails();
  expect((await mails()).map(({ to }) => to)).toEqual([shop.administrator.email]);
  const { text } = renderMail(mail as NonNullable<typeof mail>);
  expect(text).toContain(`the webhook Warehouse at ${host} is told of nothing any more. It answered 410`);
  expect(text).toContain(`/app/accounts/${shop.account.account.id}/settings/integrations/webhook`);
  expect(text).not.toContain('canary');
  await enableWebhook(shop.account, id);
  await say();
  expect(await mails()).toHaveLength(2);
});

it('a webhook of which nothing worked for five days is told of when it is switched off, and not before', async () => {
  await make();
  receiver.answer(500);
  await say();
  await stand.settleAfter(4 * DAY);
  expect(await mails()).toEqual([]);
  await stand.settleAfter(DAY);
  expect((await mails()).map(({ paragraphs }) => paragraphs[0])).toEqual([
    expect.stringContaining('No attempt has worked for five days.'),
  ]);
});

it('an administrator who has not confirmed the address is written nothing', async () => {
  const other = await makeUser(stand.desk, shop.account, 'administrator', 'Eve Evans');
  await shop.account.queries.update(users).set({ confirmed_at: null }).where(eq(users.id, other.id));
  await make();
  receiver.answer(410);
  await say();
  expect((await readAllMails(stand.desk)).filter(({ to }) => to === other.email)).toEqual([]);
  expect(await mails()).toHaveLength(1);
});
