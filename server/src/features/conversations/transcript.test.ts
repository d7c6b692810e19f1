import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeConversation, makeMessage, makeShop, type Shop } from '../../../test/factories.ts';
import { followLink, PNG, sendForm } from '../../../test/forms.ts';
import { ask, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { readMails, WITH_MAIL } from '../../../test/mails.ts';
import { renderMail } from '../../platform/mail/render.ts';

let desk: TestDesk;
let shop: Shop;
let conversation: Awaited<ReturnType<typeof makeConversation>>;
let path: string;

beforeAll(async () => {
  desk = await openTestDesk(WITH_MAIL);
  shop = await makeShop(desk);
});
beforeEach(async () => {
  conversation = await makeConversation(shop.account, shop.inbox);
  path = `/conversations/${conversation.display_id}`;
});
afterAll(() => desk.close());

let count = 0;
const send = async (who = shop.agent) => {
  count += 1;
  const email = `rui.${count}@example.com`;
  const { status, text } = await shop.ask(who, 'POST', `${path}/transcript`, { email });
  return { status, text, mails: await readMails(desk, email) };
};

describe('the transcript of a conversation', () => {
  it('is mailed with what customer and agents said, in order, and nothing else', async () => {
    await makeMessage(shop.account, conversation, { content: 'Where is it?', message_type: 'incoming' });
    await makeMessage(shop.agent.ctx, conversation, { content: 'He is <angry> & loud', private: true });
    await shop.ask(shop.agent, 'PATCH', path, { priority: 'high' });
    await makeMessage(shop.agent.ctx, conversation, { content: 'On its <b>way</b>\nto you' });
    const { status, text, mails } = await send();
    expect([status, text]).toEqual([200, '']);
    expect(mails).toMatchObject([
      {
        subject: `[#${conversation.display_id}] Conversation Transcript`,
        entries: [
          { by: 'Rui Costa', text: 'Where is it?' },
          { by: 'Ben Brown', text: 'On its <b>way</b>\nto you' },
        ],
      },
    ]);
    const mail = renderMail(mails[0] as NonNullable<(typeof mails)[0]>);
    expect(mail.text).toMatch(/Ben Brown, \d{4}-\d\d-\d\d \d\d:\d\d UTC\nOn its <b>way<\/b>\nto you\n/);
    expect(mail.html).toContain('On its &lt;b&gt;way&lt;/b&gt;<br>\nto you');
  });

  it('has files as links', async () => {
    await sendForm(desk, 'POST', `/api/v1/accounts/${shop.account.account.id}${path}/messages`, {
      token: shop.agent.token,
      fields: { 'attachments[]': PNG },
    });
    const { mails } = await send();
    const [entry] = mails[0]?.entries ?? [];
    expect(entry).toMatchObject({ text: '', links: [{ label: 'cat.png' }] });
    expect((await followLink(desk, entry?.links[0]?.url ?? '')).rawPayload.equals(PNG)).toBe(true);
  });

  it('leaves out what was said first when it is too long for a mail', async () => {
    for (let place = 0; place < 7; place += 1)
      await makeMessage(shop.agent.ctx, conversation, { content: String(place).repeat(150_000) });
    const [mail] = (await send()).mails;
    expect(mail?.entries?.map(({ text }) => text[0])).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(mail?.paragraphs.at(-1)).toContain('left out');
  });

  it('needs an address that is one', async () => {
    const without = await shop.ask(shop.agent, 'POST', `${path}/transcript`, {});
    expect([without.status, without.body]).toEqual([422, { error: 'email param missing' }]);
    for (const email of ['rui', 'rui@example.com, eve@example.com', 'a@b\r\nBcc: c@d']) {
      const { status, body } = await shop.ask(shop.agent, 'POST', `${path}/transcript`, { email });
      expect([status, body.message]).toEqual([422, 'Email is not an e-mail address']);
    }
  });

  it('is not sent by those who may not see the conversation', async () => {
    const { status, mails } = await send(shop.outsider);
    expect([status, mails]).toEqual([401, []]);
  });

  it('is refused by a desk that sends no mail', async () => {
    const silent = await openTestDesk();
    const quiet = await makeShop(silent);
    const { display_id } = await makeConversation(quiet.account, quiet.inbox);
    const { status, body } = await quiet.ask(quiet.agent, 'POST', `/conversations/${display_id}/transcript`, {
      email: 'rui@example.com',
    });
    expect([status, body.error]).toEqual([422, expect.stringContaining('SMTP_URL')]);
    await silent.close();
  });

  it('is one of 30 an hour in an account', async () => {
    const url = `/api/v1/accounts/${shop.account.account.id}${path}/transcript`;
    const once = () =>
      ask(desk, 'POST', url, {
        token: shop.agent.token,
        body: { email: 'a@example.com' },
        from: '203.0.113.9',
      });
    for (let sent = 0; sent < 30; sent += 1) expect((await once()).status).toBe(200);
    expect((await once()).status).toBe(429);
  });
});
