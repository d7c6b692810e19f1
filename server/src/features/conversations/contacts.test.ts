import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  eventsDuring,
  makeContact,
  makeConversation,
  makeMessage,
  makeShop,
  makeTeam,
  readConversation,
  readMessages,
  type Shop,
  setColumns,
} from '../../../test/factories.ts';
import { makeInbox, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { claimFile, isClaimed } from '../../platform/files/claims.ts';
import { replaceLabels } from '../contacts/contact.ts';
import { writeNote } from '../contacts/note.ts';
import { contactInboxes, contactNotes, contacts } from '../contacts/table.ts';
import { attachments, conversations, messages } from './table.ts';

let desk: TestDesk;
let shop: Shop;
let contact: Awaited<ReturnType<typeof makeContact>>;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  shop = await makeShop(desk);
  contact = await makeContact(shop.account, { name: 'Rui Costa', email: 'rui@example.com' });
});
afterAll(() => desk?.close());

const incoming = { message_type: 'incoming', content: 'Where is my order?' };
const counted = async () => {
  const { id } = shop.account.account;
  const { queries } = shop.account;
  const [a, b, c, d, e] = await Promise.all([
    queries.$count(contacts, eq(contacts.account_id, id)),
    queries.$count(contactInboxes, eq(contactInboxes.account_id, id)),
    queries.$count(contactNotes, eq(contactNotes.account_id, id)),
    queries.$count(conversations, eq(conversations.account_id, id)),
    queries.$count(messages, eq(messages.account_id, id)),
  ]);
  return { contacts: a, links: b, notes: c, conversations: d, messages: e };
};

describe('the conversations of a contact', () => {
  const list = (who = shop.agent, id = contact.id) => shop.ask(who, 'GET', `/contacts/${id}/conversations`);
  const idsOf = (body: { payload: { id: number }[] }) => body.payload.map(({ id }) => id);

  it('are the latest 20, the last active first', async () => {
    for (let index = 0; index < 21; index += 1) {
      desk.clock.advance(1000);
      await makeConversation(shop.account, shop.inbox, { contact_id: contact.id });
    }
    await makeConversation(shop.account, shop.inbox);
    const ids = idsOf((await list()).body);
    expect(ids).toEqual(Array.from({ length: 20 }, (_, index) => 21 - index));
  });

  it('are of any status', async () => {
    const made = await makeConversation(shop.account, shop.inbox, { contact_id: contact.id });
    await setColumns(shop.account, made, { status: 'resolved' });
    expect(idsOf((await list()).body)).toEqual([made.display_id]);
  });

  it('are for an agent those of the own inboxes and teams', async () => {
    const hidden = await makeInbox(shop.account, { name: 'Hidden' });
    await makeConversation(shop.account, shop.inbox, { contact_id: contact.id });
    const other = await makeConversation(shop.account, hidden, { contact_id: contact.id });
    expect(idsOf((await list()).body)).toEqual([1]);
    expect(idsOf((await list(shop.outsider)).body)).toEqual([]);
    expect(idsOf((await list(shop.administrator)).body).sort()).toEqual([1, 2]);
    const team = await makeTeam(shop.account, 'Refunds', { members: [shop.outsider] });
    await setColumns(shop.account, other, { team_id: team.id });
    expect(idsOf((await list(shop.outsider)).body)).toEqual([other.display_id]);
  });

  it('of a contact of another account are not found', async () => {
    const theirs = await makeContact((await makeShop(desk)).account);
    expect((await list(shop.administrator, theirs.id)).status).toBe(404);
  });
});

describe('deleting a contact', () => {
  const remove = (who = shop.administrator, id = contact.id) => shop.ask(who, 'DELETE', `/contacts/${id}`);

  beforeEach(async () => {
    for (const { id } of [contact, await makeContact(shop.account, { name: 'Kept' })]) {
      const made = await makeConversation(shop.account, shop.inbox, { contact_id: id });
      await makeMessage(shop.account, made, incoming);
      await writeNote(shop.agent.ctx, { ...contact, id }, 'A note.');
    }
  });

  it('takes its links, notes, conversations and messages along, and nothing of others', async () => {
    const { status, text } = await remove();
    expect([status, text]).toEqual([200, '']);
    expect(await counted()).toEqual({ contacts: 1, links: 1, notes: 1, conversations: 1, messages: 1 });
    expect((await remove()).status).toBe(404);
  });

  it('is told with its conversations, and with the contact as it was', async () => {
    const events = await eventsDuring(shop.account, () => remove());
    expect(events).toMatchObject([
      { name: 'conversation.deleted', data: { inbox_id: shop.inbox.id } },
      {
        name: 'contact.deleted',
        data: {
          contact_id: contact.id,
          contact: { id: contact.id, name: 'Rui Costa', email: 'rui@example.com', type: 'contact' },
        },
      },
    ]);
  });

  it('is for administrators only', async () => {
    const before = await counted();
    expect((await remove(shop.agent)).status).toBe(401);
    expect(await counted()).toEqual(before);
  });

  it('does not reach into another account', async () => {
    const other = await makeShop(desk);
    expect((await other.ask(other.administrator, 'DELETE', `/contacts/${contact.id}`)).status).toBe(404);
    expect((await counted()).contacts).toBe(2);
  });

  it('ends the claims of its files', async () => {
    const { account_id } = contact;
    const [message] = await shop.account.queries
      .select()
      .from(messages)
      .where(eq(messages.account_id, account_id))
      .orderBy(messages.id)
      .limit(1);
    if (!message) throw new Error('There is no message');
    const file = { key: 'sent-file', file_name: 'a.png', content_type: 'image/png', byte_size: 1 };
    const stamps = { created_at: shop.account.now(), updated_at: shop.account.now() };
    await claimFile(shop.account.queries, { key: file.key, account_id }, stamps.created_at);
    const { id: message_id, conversation_id } = message;
    await shop.account.queries
      .insert(attachments)
      .values({ account_id, message_id, conversation_id, file_type: 'image', file, ...stamps });
    expect(await isClaimed(shop.account.queries, { key: file.key, account_id })).toBe(true);
    await remove();
    expect(await isClaimed(shop.account.queries, { key: file.key, account_id })).toBe(false);
  });

  it('frees its identities', async () => {
    await remove();
    const again = await shop.ask(shop.agent, 'POST', '/contacts', { email: 'rui@example.com' });
    expect(again.status).toBe(200);
  });
});

describe('merging a contact into another', () => {
  let mergee: typeof contact;

  beforeEach(async () => {
    mergee = await makeContact(shop.account, {
      name: 'R. Costa',
      phone_number: '+351912000111',
      identifier: 'crm-9',
      additional_attributes: { city: 'Faro', social_profiles: { github: 'rui', twitter: 'rui' } },
      custom_attributes: { tier: 'gold', seats: 3 },
    });
  });

  const merge = (body: object = { base_contact_id: contact.id, mergee_contact_id: mergee.id }) =>
    shop.ask(shop.outsider, 'POST', '/actions/contact_merge', body);

  it('answers the base contact alone, its own values winning and its blanks filled', async () => {
    await shop.ask(shop.agent, 'PATCH', `/contacts/${contact.id}`, {
      additional_attributes: { social_profiles: { github: 'costa' } },
      custom_attributes: { tier: 'silver' },
    });
    const { status, body } = await merge();
    expect(status).toBe(200);
    expect(body).not.toHaveProperty('contact_inboxes');
    expect(body).toMatchObject({
      id: contact.id,
      name: 'Rui Costa',
      email: 'rui@example.com',
      phone_number: '+351912000111',
      identifier: 'crm-9',
      additional_attributes: { city: 'Faro', social_profiles: { github: 'costa', twitter: 'rui' } },
      custom_attributes: { tier: 'silver', seats: 3 },
    });
  });

  it('moves conversations, what was said in them, links and notes, and deletes the other', async () => {
    const made = await makeConversation(shop.account, shop.inbox, { contact_id: mergee.id });
    await makeMessage(shop.account, made, incoming);
    await makeMessage(shop.agent.ctx, made, { content: 'On its way.' });
    await writeNote(shop.agent.ctx, mergee, 'A note.');
    const before = await counted();
    await merge();
    expect(await counted()).toEqual({ ...before, contacts: before.contacts - 1 });
    expect((await readConversation(shop.account, made)).contact_id).toBe(contact.id);
    const senders = (await readMessages(shop.account, made)).map(({ sender_type, sender_id }) => [
      sender_type,
      sender_id,
    ]);
    expect(senders).toContainEqual(['Contact', contact.id]);
    expect(senders).toContainEqual(['User', shop.agent.id]);
    expect(senders).not.toContainEqual(['Contact', mergee.id]);
    const path = `/contacts/${contact.id}`;
    expect((await shop.ask(shop.agent, 'GET', `${path}/notes`)).body).toHaveLength(1);
    expect((await shop.ask(shop.agent, 'GET', path)).body.payload.contact_inboxes).toHaveLength(1);
    expect((await shop.ask(shop.agent, 'GET', `/contacts/${mergee.id}`)).status).toBe(404);
    const shown = await shop.ask(shop.agent, 'GET', `/conversations/${made.display_id}`);
    expect(shown.body.meta.sender.id).toBe(contact.id);
  });

  it('is told: the other deleted, the base merged and updated, each conversation changed hands', async () => {
    const made = await makeConversation(shop.account, shop.inbox, { contact_id: mergee.id });
    const events = await eventsDuring(shop.account, () => merge());
    expect(events.map(({ name }) => name)).toEqual([
      'contact.deleted',
      'contact.merged',
      'contact.updated',
      'conversation.contact_changed',
    ]);
    expect(events[0]?.data).toMatchObject({ contact: { id: mergee.id, identifier: 'crm-9' } });
    expect(events[1]?.data).toEqual({ contact_id: contact.id, mergee_contact_id: mergee.id });
    expect(events[2]?.data).toMatchObject({ changes: { identifier: [null, 'crm-9'] } });
    expect(events[3]?.data).toEqual({
      conversation_id: made.id,
      display_id: made.display_id,
      inbox_id: shop.inbox.id,
      changes: { contact_id: [mergee.id, contact.id] },
    });
  });

  it('keeps labels of both, and keeps a blocked contact blocked', async () => {
    await replaceLabels(shop.account, contact, ['vip']);
    await replaceLabels(shop.account, mergee, ['vip', 'new']);
    await shop.ask(shop.agent, 'PATCH', `/contacts/${mergee.id}`, { blocked: true });
    expect((await merge()).body.blocked).toBe(true);
    const { body } = await shop.ask(shop.agent, 'GET', `/contacts/${contact.id}/labels`);
    expect(body.payload).toEqual(['vip', 'new']);
  });

  it('with itself changes nothing', async () => {
    const events = await eventsDuring(shop.account, async () => {
      const { status, body } = await merge({ base_contact_id: contact.id, mergee_contact_id: contact.id });
      expect([status, body.id]).toEqual([200, contact.id]);
    });
    expect(events).toEqual([]);
  });

  it('of another account, on either side, is not found and moves nothing', async () => {
    const theirs = await makeContact((await makeShop(desk)).account);
    const before = await counted();
    expect((await merge({ base_contact_id: contact.id, mergee_contact_id: theirs.id })).status).toBe(404);
    expect((await merge({ base_contact_id: theirs.id, mergee_contact_id: mergee.id })).status).toBe(404);
    expect(await counted()).toEqual(before);
  });

  it('needs both contacts', async () => {
    const { status, body } = await merge({ base_contact_id: contact.id });
    expect([status, body.attributes]).toEqual([422, ['mergee_contact_id']]);
  });

  it('of the same two in both directions at once leaves exactly one', async () => {
    const before = await counted();
    const answers = await Promise.all([
      merge(),
      merge({ base_contact_id: mergee.id, mergee_contact_id: contact.id }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
    expect((await counted()).contacts).toBe(before.contacts - 1);
  });
});
