import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askPublicly, enter, prove } from '../../../test/customers.ts';
import {
  makeConversation,
  makeMessage,
  makeShop,
  readConversation,
  readMessages,
  type Shop,
  setColumns,
} from '../../../test/factories.ts';
import { makeAccount, makeInbox, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { findContacts } from '../contacts/access.ts';
import { findLinkInInbox } from '../contacts/contact-inbox.ts';
import type { InboxRow } from '../inboxes/table.ts';
import { accessConversation } from './access.ts';
import { replaceLabels } from './labels.ts';

let desk: TestDesk;
let shop: Shop;
let source_id: string;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
});
afterAll(() => desk?.close());
beforeEach(async () => {
  source_id = await enter(desk, shop.inbox, { name: 'Rui Costa' });
});

type Question = Parameters<ReturnType<typeof askPublicly>>[2];

const at = (inbox: InboxRow, method: 'GET' | 'POST', path: string, question?: Question) =>
  askPublicly(desk, inbox)(method, path, question);
const own = (method: 'GET' | 'POST', path = '', question?: Question) =>
  at(shop.inbox, method, `/contacts/${source_id}/conversations${path}`, question);

/** Starts a conversation as the contact; answers it as the desk knows it. */
async function start() {
  const { body } = await own('POST');
  return accessConversation(shop.account, body.id);
}

async function readOwner(address = source_id, inbox = shop.inbox) {
  const link = await findLinkInInbox(shop.account, inbox.id, address);
  const contact = (await findContacts(shop.account, [link?.contact_id ?? 0])).get(link?.contact_id ?? 0);
  if (!link || !contact) throw new Error('There is no such contact');
  return { link, contact };
}

const idsOf = ({ body }: { body: { id: number }[] }) => body.map(({ id }) => id);
const NOT_FOUND = { status: 404, body: { error: 'Resource could not be found' } };

describe('what the contact sees', () => {
  it('is what was said to it and by it: no notes, no activities, nothing of the desk’s own', async () => {
    const conversation = await start();
    await makeMessage(shop.account, conversation, { content: 'in', message_type: 'incoming' });
    await makeMessage(shop.agent.ctx, conversation, {
      content: 'out',
      content_attributes: { automation_rule_id: 4, external_error: 'secret-error', custom: 'kept' },
    });
    await makeMessage(shop.agent.ctx, conversation, { content: 'secret-note', private: true });
    await replaceLabels(shop.agent.ctx, conversation, ['secret-label']);
    await setColumns(shop.account, conversation, {
      priority: 'urgent',
      custom_attributes: { a: 'secret-a' },
    });
    const answers = [
      await own('GET'),
      await own('GET', `/${conversation.display_id}`),
      await own('GET', `/${conversation.display_id}/messages`),
      await own('POST', `/${conversation.display_id}/toggle_status`),
    ];
    for (const { status, text } of answers) {
      expect(status).toBe(200);
      expect(text).not.toMatch(/secret-|urgent|automation_rule_id|"labels"|pubsub_token|assignee/);
      expect(text).not.toContain(shop.agent.email);
    }
    const [list, shown, messages] = answers;
    const said = messages?.body.map(({ content }: { content: string }) => content);
    expect(said).toEqual(['in', 'out']);
    expect(shown?.body.messages).toEqual(messages?.body);
    expect(list?.body[0].messages).toEqual(messages?.body);
    expect(messages?.body[1]).toEqual({
      id: expect.any(Number),
      content: 'out',
      message_type: 1,
      content_type: 'text',
      content_attributes: { custom: 'kept' },
      created_at: Math.floor(desk.clock.now().getTime() / 1000),
      conversation_id: conversation.display_id,
      sender: {
        id: shop.agent.id,
        name: 'Ben Brown',
        available_name: 'Ben Brown',
        avatar_url: '',
        type: 'user',
        availability_status: expect.any(String),
        thumbnail: '',
      },
    });
  });

  it('lists its conversations, oldest first, and no others', async () => {
    const first = await start();
    const second = await start();
    await makeConversation(shop.account, shop.inbox);
    expect(idsOf(await own('GET'))).toEqual([first.display_id, second.display_id]);
  });

  it('without proof ends with the link', async () => {
    const { contact } = await readOwner();
    const first = await start();
    await makeConversation(shop.account, shop.inbox, { contact_id: contact.id, source_id: `${source_id}-2` });
    expect(idsOf(await own('GET'))).toEqual([first.display_id]);
  });

  it('with proof is what was said through all proven links to the inbox', async () => {
    const claim = prove(shop.account, shop.inbox, 'user-of-two-phones');
    const phone = await enter(desk, shop.inbox, claim);
    const tablet = await enter(desk, shop.inbox, claim);
    const { contact } = await readOwner(phone);
    const elsewhere = await makeInbox(shop.account);
    await makeConversation(shop.account, elsewhere, { contact_id: contact.id, hmac_verified: true });
    const unproven = { contact_id: contact.id, source_id: `${phone}-unproven` };
    const hidden = await makeConversation(shop.account, shop.inbox, unproven);
    source_id = phone;
    const first = await start();
    source_id = tablet;
    expect(idsOf(await own('GET'))).toEqual([first.display_id]);
    expect((await own('GET', `/${first.display_id}`)).status).toBe(200);
    expect(await own('GET', `/${hidden.display_id}`)).toMatchObject(NOT_FOUND);
    source_id = `${phone}-unproven`;
    expect(idsOf(await own('GET'))).toEqual([hidden.display_id]);
    expect(await own('GET', `/${first.display_id}`)).toMatchObject(NOT_FOUND);
  });

  it('is nothing of other contacts, inboxes and accounts: they look like what is not there', async () => {
    const { contact } = await readOwner();
    const sameInbox = await makeConversation(shop.account, shop.inbox);
    const elsewhere = await makeInbox(shop.account);
    const sameContact = await makeConversation(shop.account, elsewhere, { contact_id: contact.id });
    const stranger = await makeAccount(desk);
    await makeConversation(stranger, await makeInbox(stranger));
    for (const number of [sameInbox.display_id, sameContact.display_id, 999_999, 'x', 0]) {
      const answers = [
        await own('GET', `/${number}`),
        await own('GET', `/${number}/messages`),
        await own('POST', `/${number}/messages`, { body: { content: 'hi' } }),
        await own('POST', `/${number}/toggle_status`),
        await own('POST', `/${number}/toggle_typing`, { body: { typing_status: 'on' } }),
        await own('POST', `/${number}/update_last_seen`),
      ];
      for (const answer of answers) expect(answer).toMatchObject(NOT_FOUND);
    }
    expect(await readMessages(shop.account, sameInbox)).toEqual([]);
    expect(await readConversation(shop.account, sameContact)).toEqual(sameContact);
  });

  it('is not what a user with the number of the contact would see', async () => {
    // The ids of users and contacts are of two kinds: the same number in both is nobody's doing.
    const { contact } = await readOwner();
    const { pool } = desk.services.database;
    await pool.query(
      'insert into users (id, name, email, pubsub_token, created_at, updated_at) overriding system value values ($1, $2, $3, $4, now(), now()) on conflict do nothing',
      [contact.id, 'Same Number', `same-${contact.id}@example.com`, `same-${contact.id}`],
    );
    await pool.query(
      "insert into account_users (account_id, user_id, role, created_at, updated_at) values ($1, $2, 'agent', now(), now()) on conflict do nothing",
      [shop.account.account.id, contact.id],
    );
    await pool.query(
      'insert into inbox_members (account_id, inbox_id, user_id, created_at, updated_at) values ($1, $2, $3, now(), now()) on conflict do nothing',
      [shop.account.account.id, shop.inbox.id, contact.id],
    );
    const other = await makeConversation(shop.account, shop.inbox);
    expect(await own('GET', `/${other.display_id}`)).toMatchObject(NOT_FOUND);
    expect((await own('GET')).body).toEqual([]);
  });
});
