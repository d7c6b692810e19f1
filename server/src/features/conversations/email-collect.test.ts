import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  eventsDuring,
  makeContact,
  makeConversation,
  makeMessage,
  makeShop,
  readMessages,
  type Shop,
  setColumns,
} from '../../../test/factories.ts';
import { makeInbox, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { asContact, makeWebsite, writeAsContact } from '../../../test/surveys.ts';
import { findContacts } from '../contacts/access.ts';
import { submitEmail } from './submitted-email.ts';
import type { ConversationRow } from './table.ts';

let desk: TestDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
});
afterAll(() => desk?.close());

type Fields = Parameters<typeof makeWebsite>[1];

async function start(fields: Fields = {}, contact: Parameters<typeof makeContact>[1] = {}) {
  const inbox = await makeWebsite(shop.account, { enable_email_collect: true, ...fields });
  const { id } = await makeContact(shop.account, { name: 'Quiet Heron', ...contact });
  return makeConversation(shop.account, inbox, { contact_id: id });
}

/** What the inbox said by itself. */
const said = async (row: ConversationRow) =>
  (await readMessages(shop.account, row)).filter(({ message_type }) => message_type === 3);
const contactOf = async ({ contact_id }: ConversationRow) =>
  (await findContacts(shop.account, [contact_id])).get(contact_id);

describe('a website asks for the e-mail address', () => {
  it('of a visitor who has none, and says why', async () => {
    const row = await start();
    await writeAsContact(shop.account, row);
    const [reason, asking, ...others] = await said(row);
    expect(reason).toMatchObject({
      content_type: 'text',
      content: expect.stringContaining('e-mail address'),
    });
    expect(asking).toMatchObject({
      content_type: 'input_email',
      content: 'Your e-mail address',
      content_attributes: {},
      private: false,
      sender_type: null,
    });
    expect(others).toEqual([]);
  });

  it('as two messages that are told of behind the one that they answer', async () => {
    const row = await start();
    const events = await eventsDuring(shop.account, () => writeAsContact(shop.account, row));
    const messages = events.filter(({ name }) => name === 'message.created');
    expect(messages.map(({ data }) => data.message_type)).toEqual([0, 3, 3]);
  });

  it('once in a conversation', async () => {
    const row = await start();
    for (let count = 0; count < 3; count += 1) await writeAsContact(shop.account, row);
    expect(await said(row)).toHaveLength(2);
  });

  it('behind the greeting', async () => {
    const row = await start({ greeting_enabled: true, greeting_message: 'Welcome!' });
    await writeAsContact(shop.account, row);
    expect((await said(row)).map(({ content_type, content }) => content_type === 'text' && content)).toEqual([
      'Welcome!',
      expect.any(String),
      false,
    ]);
  });

  it('in the language of the account', async () => {
    const row = await start();
    const ctx = await asContact({ ...shop.account, account: { ...shop.account.account, locale: 'fr' } }, row);
    await makeMessage(ctx, row, { message_type: 'incoming' });
    expect((await said(row)).at(-1)?.content).toBe('Votre adresse e-mail');
  });

  it('not of one who has one', async () => {
    const row = await start({}, { email: 'known@example.com' });
    await writeAsContact(shop.account, row);
    expect(await said(row)).toEqual([]);
  });

  it('not where the inbox does not ask', async () => {
    const row = await start({ enable_email_collect: false });
    await writeAsContact(shop.account, row);
    expect(await said(row)).toEqual([]);
  });

  it('not in the conversation of a campaign', async () => {
    const row = await start();
    await setColumns(shop.account, row, { campaign_id: 5 });
    await writeAsContact(shop.account, row);
    expect(await said(row)).toEqual([]);
  });

  it('not before the visitor has said something', async () => {
    const row = await start();
    await makeMessage(shop.agent.ctx, row);
    expect(await said(row)).toEqual([]);
  });

  it('and no other channel does', async () => {
    const inbox = await makeInbox(shop.account, { enable_email_collect: true });
    const row = await makeConversation(shop.account, inbox);
    await writeAsContact(shop.account, row);
    expect(await said(row)).toEqual([]);
  });
});

describe('the address that a visitor gives', () => {
  async function asked(fields: Fields = {}) {
    const row = await start(fields);
    await writeAsContact(shop.account, row);
    const asking = (await said(row)).find(({ content_type }) => content_type === 'input_email');
    return { row, id: asking?.id ?? 0, ctx: await asContact(shop.account, row) };
  }

  it('is kept with the message, and is the contact’s from then on', async () => {
    const { row, id, ctx } = await asked();
    const events = await eventsDuring(shop.account, async () => {
      const { message, contact } = await submitEmail(ctx, row, id, ' Heron@Example.com ');
      expect(message.content_attributes).toEqual({ submitted_email: 'heron@example.com' });
      expect(contact).toMatchObject({
        id: row.contact_id,
        name: 'Quiet Heron',
        email: 'heron@example.com',
        contact_type: 'lead',
      });
    });
    expect(events.map(({ name }) => name)).toEqual(['message.updated', 'contact.updated']);
    expect(await contactOf(row)).toMatchObject({ email: 'heron@example.com' });
  });

  it('that another contact has proves nothing: it is noted, and nobody is merged', async () => {
    const victim = await makeContact(shop.account, { name: 'Vera', email: 'vera@example.com' });
    const { row, id, ctx } = await asked();
    const { message } = await submitEmail(ctx, row, id, 'vera@example.com');
    expect(message.content_attributes).toEqual({ submitted_email: 'vera@example.com' });
    expect(await contactOf(row)).toMatchObject({
      id: row.contact_id,
      email: null,
      additional_attributes: { unverified_email: 'vera@example.com' },
    });
    expect((await findContacts(shop.account, [victim.id])).get(victim.id)).toEqual(victim);
  });

  it('may be corrected', async () => {
    const { row, id, ctx } = await asked();
    await submitEmail(ctx, row, id, 'hern@example.com');
    await submitEmail(ctx, row, id, 'hern2@example.com');
    expect(await contactOf(row)).toMatchObject({ email: 'hern2@example.com' });
  });

  it.each(['', ' ', 'heron', '@example.com', 'a b@example.com', 'a@b@c', '<a@example.com>'])(
    'cannot be %j',
    async (email) => {
      const { row, id, ctx } = await asked();
      await expect(submitEmail(ctx, row, id, email)).rejects.toMatchObject({ code: 'invalid' });
      expect(await contactOf(row)).toMatchObject({ email: null });
    },
  );

  it('is taken where it was asked for alone', async () => {
    const { row, ctx } = await asked();
    const other = await asked();
    const [greeting] = await said(row);
    const refusals = [
      [greeting?.id ?? 0, 'unprocessable'],
      [other.id, 'not_found'],
    ] as const;
    for (const [id, code] of refusals) {
      await expect(submitEmail(ctx, row, id, 'heron3@example.com')).rejects.toMatchObject({ code });
    }
    expect(await contactOf(row)).toMatchObject({ email: null });
    expect(await contactOf(other.row)).toMatchObject({ email: null });
  });

  it('given by two at once is one’s alone', async () => {
    const both = [await asked(), await asked()];
    await Promise.all(both.map(({ row, id, ctx }) => submitEmail(ctx, row, id, 'twins@example.com')));
    const contacts = await Promise.all(both.map(({ row }) => contactOf(row)));
    const emails = contacts.map((contact) => contact?.email);
    expect(emails).toHaveLength(2);
    expect(new Set(emails)).toEqual(new Set(['twins@example.com', null]));
  });
});
