import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  makeContact,
  makeConversation,
  makeMessage,
  makeShop,
  readConversation,
  readMessages,
  type Shop,
  setColumns,
} from '../../../test/factories.ts';
import { makeInbox, openTestDesk, type TestDesk } from '../../../test/harness.ts';

let desk: TestDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
  shop = await makeShop(desk);
});
afterAll(() => desk.close());

const DAY_MS = 24 * 3_600_000;

/** Moves the clock to the next such time in UTC; 0 is Sunday. */
function travelTo(weekday: number, time: string) {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const now = desk.clock.now();
  const midnight = Math.ceil(now.getTime() / DAY_MS) * DAY_MS;
  const days = (weekday - new Date(midnight).getUTCDay() + 7) % 7;
  const target = midnight + days * DAY_MS + hour * 3_600_000 + minute * 60_000;
  desk.clock.advance(target - now.getTime());
}

type Fields = Parameters<typeof makeInbox>[1];

async function start(fields: Fields) {
  const inbox = await makeInbox(shop.account, { members: [shop.agent], ...fields });
  return makeConversation(shop.account, inbox);
}
const write = (row: Parameters<typeof makeMessage>[1], fields: object = {}) =>
  makeMessage(shop.agent.ctx, row, { content: 'Hello?', message_type: 'incoming', ...fields });

/** What the inbox said by itself. */
const said = async (row: { id: number }) =>
  (await readMessages(shop.account, row))
    .filter(({ message_type }) => message_type === 3)
    .map(({ content }) => content);

describe('a greeting', () => {
  const GREETING = { greeting_enabled: true, greeting_message: 'Welcome!' };

  it('answers the first message of the customer', async () => {
    const row = await start(GREETING);
    await write(row);
    expect(await said(row)).toEqual(['Welcome!']);
  });

  it('has no sender and does not end the waiting', async () => {
    const row = await start(GREETING);
    await write(row);
    const greeting = (await readMessages(shop.account, row)).at(-1);
    expect([greeting?.sender_type, (await readConversation(shop.account, row)).waiting_since]).toEqual([
      null,
      row.waiting_since,
    ]);
  });

  it('comes once', async () => {
    const row = await start(GREETING);
    await write(row);
    await write(row);
    expect(await said(row)).toEqual(['Welcome!']);
  });

  it('comes once when the customer writes several times at once', async () => {
    const row = await start(GREETING);
    await Promise.all([write(row), write(row), write(row)]);
    expect(await said(row)).toEqual(['Welcome!']);
  });

  it('does not come when somebody of ours wrote first', async () => {
    const row = await start(GREETING);
    await makeMessage(shop.agent.ctx, row);
    await write(row);
    expect(await said(row)).toEqual([]);
  });

  it('does not come before the customer writes', async () => {
    const row = await start(GREETING);
    await makeMessage(shop.agent.ctx, row, { private: true });
    expect(await said(row)).toEqual([]);
  });

  it('does not come when it is switched off', async () => {
    const row = await start({ ...GREETING, greeting_enabled: false });
    await write(row);
    expect(await said(row)).toEqual([]);
  });

  it.each([null, ''])('does not come with the text %j', async (greeting_message) => {
    const row = await start({ ...GREETING, greeting_message });
    await write(row);
    expect(await said(row)).toEqual([]);
  });

  it('does not come in a conversation of a campaign', async () => {
    const row = await start(GREETING);
    await setColumns(shop.account, row, { campaign_id: 5 });
    await write(row);
    expect(await said(row)).toEqual([]);
  });

  it('names the customer, and nobody as the agent', async () => {
    const inbox = await makeInbox(shop.account, {
      greeting_enabled: true,
      greeting_message: 'Hi {{contact.first_name}}[{{agent.name}}], this is {{inbox.name}}',
    });
    const contact = await makeContact(shop.account, { name: 'Rui Costa' });
    const row = await makeConversation(shop.account, inbox, { contact_id: contact.id });
    await write(row);
    expect(await said(row)).toEqual(['Hi Rui[], this is Shop']);
  });

  it('is told of after the message that it answers', async () => {
    const row = await start(GREETING);
    await write(row);
    const kinds = (await readMessages(shop.account, row)).map(({ message_type }) => message_type);
    expect(kinds).toEqual([0, 3]);
  });
});

describe('out of office', () => {
  const CLOSED = { working_hours_enabled: true, out_of_office_message: 'We are closed' };

  beforeEach(() => travelTo(3, '20:00'));

  it('is said outside of the working hours', async () => {
    const row = await start(CLOSED);
    await write(row);
    expect(await said(row)).toEqual(['We are closed']);
  });

  it('is not said within them', async () => {
    travelTo(3, '12:00');
    const row = await start(CLOSED);
    await write(row);
    expect(await said(row)).toEqual([]);
  });

  it.each([
    ['08:59', 1],
    ['09:00', 0],
    ['16:59', 0],
    ['17:00', 1],
  ])('at %s on a Wednesday is said %i times', async (time, times) => {
    travelTo(3, time);
    const row = await start(CLOSED);
    await write(row);
    expect(await said(row)).toHaveLength(times);
  });

  it('is said on a Sunday at noon', async () => {
    travelTo(0, '12:00');
    const row = await start(CLOSED);
    await write(row);
    expect(await said(row)).toHaveLength(1);
  });

  it('goes by the clock of the inbox', async () => {
    // 20:00 in Greenwich is 15:00 or 16:00 in New York.
    const row = await start({ ...CLOSED, timezone: 'America/New_York' });
    await write(row);
    expect(await said(row)).toEqual([]);
  });

  it('is not said without working hours or without a text', async () => {
    for (const fields of [{ working_hours_enabled: false }, { out_of_office_message: '' }]) {
      const row = await start({ ...CLOSED, ...fields });
      await write(row);
      expect(await said(row)).toEqual([]);
    }
  });

  it('is said once a day', async () => {
    const row = await start(CLOSED);
    await write(row);
    desk.clock.advance(3_600_000);
    await write(row);
    expect(await said(row)).toHaveLength(1);
    desk.clock.advance(4 * 3_600_000);
    await write(row);
    expect(await said(row)).toHaveLength(2);
  });

  it('is not said within five minutes after an answer', async () => {
    const row = await start(CLOSED);
    await makeMessage(shop.agent.ctx, row);
    desk.clock.advance(4 * 60_000);
    await write(row);
    expect(await said(row)).toEqual([]);
  });

  it('is said more than five minutes after an answer', async () => {
    const row = await start(CLOSED);
    await makeMessage(shop.agent.ctx, row);
    desk.clock.advance(6 * 60_000);
    await write(row);
    expect(await said(row)).toHaveLength(1);
  });

  it('is said though a private note was just written', async () => {
    const row = await start(CLOSED);
    await makeMessage(shop.agent.ctx, row, { private: true });
    await write(row);
    expect(await said(row)).toHaveLength(1);
  });

  it('stands in for the greeting', async () => {
    const row = await start({ ...CLOSED, greeting_enabled: true, greeting_message: 'Welcome!' });
    await write(row);
    expect(await said(row)).toEqual(['We are closed']);
  });
});
