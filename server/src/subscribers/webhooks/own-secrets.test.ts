import { createHmac } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeConversation, makeMessage, type Shop } from '../../../test/factories.ts';
import { makeInbox } from '../../../test/harness.ts';
import { openSecrets, sealSecrets } from '../../features/inboxes/inbox.ts';
import { type InboxRow, inboxes } from '../../features/inboxes/table.ts';
import type { Receiver } from './fixtures/receiver.ts';
import { openStand, type Stand } from './fixtures/stand.ts';
import { isTaken } from './fixtures/verify.ts';

const DAY = 24 * 3_600_000;

let stand: Stand;
let shop: Shop;
let receiver: Receiver;

beforeAll(async () => {
  stand = await openStand();
});
beforeEach(async () => {
  shop = await stand.shop();
  receiver = await stand.receiver();
});
afterAll(() => stand?.close());

const as = (method: 'GET' | 'POST', path: string, body?: object) =>
  shop.ask(shop.administrator, method, path, body);

/** An API inbox that is told at the receiver. */
async function makeApiInbox() {
  const inbox = await makeInbox(shop.account, { channel: { type: 'api', webhook_url: receiver.url } });
  return { inbox, path: `/inboxes/${inbox.id}` };
}

/** A bot that is told at the receiver. */
async function makeBot() {
  const made = await as('POST', '/agent_bots', { name: 'Triage', outgoing_url: receiver.url });
  const inbox = await makeInbox(shop.account);
  await as('POST', `/inboxes/${inbox.id}/set_agent_bot`, { agent_bot: made.body.id });
  return { inbox, path: `/agent_bots/${made.body.id}` };
}

/** What the receiver gets of a message. */
async function tell(inbox: InboxRow) {
  await makeMessage(shop.account, await makeConversation(shop.account, inbox), { message_type: 'incoming' });
  await stand.settle();
  return receiver.received.at(-1);
}

const secretOf = async (path: string): Promise<string> => (await as('GET', path)).body.secret;

describe.each([
  ['an API inbox', makeApiInbox],
  ['a bot', makeBot],
])('the secret of %s', (_, make) => {
  it('signs, in both ways', async () => {
    const { inbox, path } = await make();
    const secret = await secretOf(path);
    const { text = '', headers = {} } = (await tell(inbox)) ?? {};
    expect(isTaken(secret, receiver.received.at(-1))).toBe(true);
    const signed = createHmac('sha256', secret).update(`${headers['webhook-timestamp']}.${text}`);
    expect(headers['x-chatwoot-signature']).toBe(`sha256=${signed.digest('hex')}`);
  });

  it('signs beside the next one for a day, then no more', async () => {
    const { inbox, path } = await make();
    const before = await secretOf(path);
    const { status, body } = await as('POST', `${path}/reset_secret`);
    expect([status, body.secret]).toEqual([200, await secretOf(path)]);
    expect(body.secret).not.toBe(before);
    const { text = '', headers = {} } = (await tell(inbox)) ?? {};
    const takes = (secret: string) => isTaken(secret, receiver.received.at(-1));
    expect([takes(before), takes(body.secret)]).toEqual([true, true]);
    const signed = createHmac('sha256', body.secret).update(`${headers['webhook-timestamp']}.${text}`);
    expect(headers['x-chatwoot-signature']).toBe(`sha256=${signed.digest('hex')}`);
    stand.desk.clock.advance(DAY + 1000);
    await tell(inbox);
    expect([takes(before), takes(body.secret)]).toEqual([false, true]);
  });

  it('is for administrators', async () => {
    const { path } = await make();
    const { body } = await shop.ask(shop.agent, 'GET', path);
    expect(body).not.toHaveProperty('secret');
    expect((await shop.ask(shop.agent, 'POST', `${path}/reset_secret`)).status).toBe(401);
  });
});

describe('the secret of an API inbox', () => {
  it('is not the key for verifying contacts', async () => {
    const { inbox, path } = await makeApiInbox();
    const { hmac_token, secret } = (await as('GET', path)).body;
    await tell(inbox);
    expect([secret === hmac_token, isTaken(hmac_token, receiver.received.at(-1))]).toEqual([false, false]);
  });

  it('is that key in an inbox of before there were secrets, until it is given one', async () => {
    const { inbox, path } = await makeApiInbox();
    const { secret: _, ...others } = openSecrets(shop.account, inbox);
    await shop.account.transaction((tx) => sealSecrets(tx, inbox, others));
    expect(await secretOf(path)).toBe(others.hmac_token);
    await tell(inbox);
    expect(isTaken(String(others.hmac_token), receiver.received.at(-1))).toBe(true);
    const { secret } = (await as('POST', `${path}/reset_secret`)).body;
    await tell(inbox);
    expect(isTaken(secret, receiver.received.at(-1))).toBe(true);
    expect((await as('GET', path)).body.hmac_token).toBe(others.hmac_token);
  });

  it('is sealed at rest', async () => {
    const { inbox, path } = await makeApiInbox();
    const { secret } = (await as('POST', `${path}/reset_secret`)).body;
    const [row] = await shop.account.queries
      .select()
      .from(inboxes)
      .where(and(eq(inboxes.account_id, inbox.account_id), eq(inboxes.id, inbox.id)));
    expect(JSON.stringify(row)).not.toContain(secret);
    expect(String(row?.sealed_secrets)).not.toContain(secret);
  });
});
