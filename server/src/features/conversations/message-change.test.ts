import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  eventsDuring,
  makeConversation,
  makeMessage,
  makeShop,
  readMessages,
  type Shop,
} from '../../../test/factories.ts';
import { makeInbox, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { attachments, messages } from './table.ts';

let desk: TestDesk;
let shop: Shop;
let conversation: Awaited<ReturnType<typeof makeConversation>>;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  shop = await makeShop(desk);
  conversation = await makeConversation(shop.account, shop.inbox);
});
afterAll(() => desk?.close());

const change = (
  method: 'PATCH' | 'PUT' | 'DELETE' | 'POST',
  end: string | number,
  body?: object,
  of = conversation,
) => shop.ask(shop.agent, method, `/conversations/${of.display_id}/messages/${end}`, body);

async function setMessage(id: number, columns: Partial<typeof messages.$inferInsert>) {
  const { account_id } = conversation;
  await shop.account.queries
    .update(messages)
    .set(columns)
    .where(and(eq(messages.account_id, account_id), eq(messages.id, id)));
}

describe('taking back', () => {
  it('leaves a message that says so, and nothing of what it said', async () => {
    const { id } = await makeMessage(shop.agent.ctx, conversation, {
      content: 'The password is 1234',
      content_type: 'input_select',
      content_attributes: { items: [{ title: 'Yes', value: 'yes' }] },
    });
    const { status, body } = await change('DELETE', id);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id,
      conversation_id: conversation.display_id,
      content: 'This message was taken back.',
      content_type: 'text',
      content_attributes: { deleted: true },
      sender: { id: shop.agent.id },
    });
    expect(JSON.stringify(await readMessages(shop.account, conversation))).not.toContain('1234');
  });

  it('takes the attachments off, and of this message only', async () => {
    const { account_id } = conversation;
    const message = await makeMessage(shop.agent.ctx, conversation);
    const kept = await makeMessage(shop.agent.ctx, conversation);
    for (const { id: message_id, conversation_id } of [message, kept]) {
      const now = desk.clock.now();
      await shop.account.queries.insert(attachments).values({
        account_id,
        message_id,
        conversation_id,
        file_type: 'fallback',
        external_url: 'https://example.com/page',
        created_at: now,
        updated_at: now,
      });
    }
    expect((await change('DELETE', message.id)).body.attachments).toBeUndefined();
    const left = await shop.account.queries
      .select({ message_id: attachments.message_id })
      .from(attachments)
      .where(eq(attachments.account_id, account_id));
    expect(left).toEqual([{ message_id: kept.id }]);
  });

  it('tells of itself without repeating what was said, and once only', async () => {
    const { id } = await makeMessage(shop.agent.ctx, conversation, { content: 'The password is 1234' });
    const emitted = await eventsDuring(shop.account, () => change('DELETE', id));
    expect(emitted.map(({ name }) => name)).toEqual(['message.updated']);
    expect(emitted[0]?.data).toMatchObject({
      message_id: id,
      conversation_id: conversation.id,
      changes: { content_attributes: [null, { deleted: true }] },
    });
    expect(JSON.stringify(emitted)).not.toContain('1234');
    expect(await eventsDuring(shop.account, () => change('DELETE', id))).toEqual([]);
  });
});

describe('trying again', () => {
  it('sends a failed message out again without its error, and tells of it', async () => {
    const { id } = await makeMessage(shop.agent.ctx, conversation);
    await setMessage(id, { status: 'failed', content_attributes: { external_error: 'No such number' } });
    let body: unknown;
    const emitted = await eventsDuring(shop.account, async () => {
      body = (await change('POST', `${id}/retry`)).body;
    });
    expect(body).toMatchObject({ id, status: 'sent', content_attributes: {} });
    expect(emitted.map(({ name, data }) => [name, data.changes])).toEqual([
      [
        'message.updated',
        { status: ['failed', 'sent'], content_attributes: [{ external_error: 'No such number' }, {}] },
      ],
    ]);
  });

  it('leaves a message that did not fail as it is, so that nobody gets it twice', async () => {
    const { id } = await makeMessage(shop.agent.ctx, conversation, { content_attributes: { kept: 1 } });
    let answer = { status: 0, body: {} };
    const emitted = await eventsDuring(shop.account, async () => {
      answer = await change('POST', `${id}/retry`);
    });
    expect([answer.status, emitted]).toEqual([200, []]);
    expect(answer.body).toMatchObject({ id, status: 'sent', content_attributes: { kept: 1 } });
  });
});

describe('the status', () => {
  it.each(['PATCH', 'PUT'] as const)('is set by %s, and told', async (method) => {
    const { id } = await makeMessage(shop.agent.ctx, conversation);
    let body: unknown;
    const emitted = await eventsDuring(shop.account, async () => {
      body = (await change(method, id, { status: 'delivered' })).body;
    });
    expect(body).toMatchObject({ id, status: 'delivered' });
    expect(emitted.map(({ name, data }) => [name, data.changes])).toEqual([
      ['message.updated', { status: ['sent', 'delivered'] }],
    ]);
  });

  it('does not go back from read to delivered, and still may fail', async () => {
    const { id } = await makeMessage(shop.agent.ctx, conversation);
    await change('PATCH', id, { status: 'read' });
    const { status, body } = await change('PATCH', id, { status: 'delivered' });
    expect([status, body.status]).toEqual([200, 'read']);
    expect((await change('PATCH', id, { status: 'failed' })).body.status).toBe('failed');
  });

  it('keeps an error with a failure only, and the other attributes always', async () => {
    const { id } = await makeMessage(shop.agent.ctx, conversation, { content_attributes: { kept: 1 } });
    const failed = await change('PATCH', id, { status: 'failed', external_error: 'No such number' });
    expect(failed.body.content_attributes).toEqual({ kept: 1, external_error: 'No such number' });
    const sent = await change('PATCH', id, { status: 'delivered', external_error: 'No such number' });
    expect(sent.body.content_attributes).toEqual({ kept: 1 });
  });

  it.each([[{}], [{ status: 'lost' }], [{ status: null }], [{ status: '', external_error: 'x' }]])(
    'stays as it is by %j',
    async (body) => {
      const { id } = await makeMessage(shop.agent.ctx, conversation);
      let answer = { status: 0, body: { status: '' } };
      const emitted = await eventsDuring(shop.account, async () => {
        answer = await change('PATCH', id, body);
      });
      expect([answer.status, answer.body.status, emitted]).toEqual([200, 'sent', []]);
    },
  );

  it('is refused in an inbox whose channel knows itself', async () => {
    const channel = { type: 'web_widget', website_url: 'https://example.com' };
    const site = await makeInbox(shop.account, { name: 'Site', channel, members: [shop.agent] });
    const other = await makeConversation(shop.account, site);
    const { id } = await makeMessage(shop.agent.ctx, other);
    const { status, body } = await change('PATCH', id, { status: 'read' }, other);
    expect([status, body]).toEqual([403, { error: 'Message status update is only allowed for API inboxes' }]);
    expect((await readMessages(shop.account, other)).map((row) => row.status)).toEqual(['sent']);
  });
});

describe.each([
  ['DELETE', ''],
  ['PATCH', ''],
  ['POST', '/retry'],
] as const)('%s %s', (method, end) => {
  it('finds no message of another conversation', async () => {
    const other = await makeConversation(shop.account, shop.inbox);
    const { id } = await makeMessage(shop.agent.ctx, other);
    await setMessage(id, { status: 'failed' });
    expect((await change(method, `${id}${end}`, { status: 'read' })).status).toBe(404);
    const [message] = await readMessages(shop.account, other);
    expect([message?.content, message?.status]).toEqual(['Hello', 'failed']);
  });
});
