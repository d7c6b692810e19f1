import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeShop, type Shop } from '../../../test/factories.ts';
import { openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { makeRated, makeWebsite, type Rated } from '../../../test/surveys.ts';
import type { InboxRow } from '../inboxes/table.ts';

let desk: TestDesk;
let shop: Shop;
let website: InboxRow;

beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk?.close());
beforeEach(async () => {
  shop = await makeShop(desk);
  website = await makeWebsite(shop.account, { csat_survey_enabled: true, members: [shop.agent] });
});

const survey = (rated: Rated = {}) => makeRated(desk, shop.account, website, rated);
const read = (path: string) => shop.ask(shop.administrator, 'GET', `/csat_survey_responses${path}`);
const secondsNow = () => Math.floor(desk.clock.now().getTime() / 1000);

describe('the download', () => {
  const period = () => `since=${secondsNow() - 3600}&until=${secondsNow() + 3600}`;

  it('is a CSV of all responses, with the period in the last line', async () => {
    const contact = { name: 'Rui "Ray" Costa', email: 'ray@example.com', phone_number: '+15550109999' };
    const columns = { assignee_id: shop.agent.id };
    const row = await survey({ rating: 5, feedback_message: 'Quick,\nand kind', contact, columns });
    const { status, text, headers } = await read(`/download?${period()}`);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="csat_report.csv"',
      'cache-control': 'no-store',
    });
    const link = `https://desk.example.com/app/accounts/${shop.account.account.id}/conversations/${row.display_id}`;
    const now = desk.clock.now();
    const hour = 3_600_000;
    const from = new Date(Math.floor(now.getTime() / 1000) * 1000 - hour).toISOString();
    const to = new Date(Math.floor(now.getTime() / 1000) * 1000 + hour).toISOString();
    expect(text).toBe(
      [
        'Agent,Rating,Feedback,Contact name,Contact e-mail,Contact phone number,Conversation,Recorded at,Review notes',
        `Ben Brown,5,"Quick,\nand kind","Rui ""Ray"" Costa",ray@example.com,"'+15550109999",${link},${now.toISOString()},`,
        `Period: ${from} to ${to}`,
        '',
      ].join('\r\n'),
    );
  });

  it.each([
    '=1+1',
    '+1',
    '-7&1',
    '@SUM(A1)',
    '\t=1',
    ' =1',
    '\u00a0=1',
    '\u200b=1',
    '＝1+1',
    '|calc',
    '\r=1',
    '%0A',
  ])('holds no formula: %j', async (hostile) => {
    await survey({ rating: 5, feedback_message: hostile, contact: { name: hostile } });
    const { text } = await read(`/download?${period()}`);
    expect(text).toContain(`"'${hostile}"`);
    expect(text.replaceAll(`"'${hostile}"`, '')).not.toContain(hostile);
  });

  it.each(['5 = 2 + 3', 'a-b', 'well @ all', '-'])(
    'leaves other texts as they are, but for a sign at the head: %j',
    async (said) => {
      await survey({ rating: 5, feedback_message: said });
      const { text } = await read(`/download?${period()}`);
      expect(text).toContain(said === '-' ? `,"'-",` : `,${said},`);
    },
  );

  it('has all of them, however many, and each once', async () => {
    await desk.services.database.pool.query(
      `with asked as (
        insert into messages (account_id, conversation_id, inbox_id, message_type, content_type, created_at, updated_at)
        select $1, $2, $3, 3, 'input_csat', now(), now() from generate_series(1, 1203) returning id, conversation_id
      )
      insert into csat_survey_responses (account_id, conversation_id, message_id, rating, feedback_message, created_at, updated_at)
      select $1, conversation_id, id, 3, 'number ' || id,
        to_timestamp(1700000000 + (id % 7)), to_timestamp(1700000000) from asked`,
      [shop.account.account.id, (await survey()).id, website.id],
    );
    const { text } = await read('/download?since=1700000000&until=1700000100');
    const numbers = text.match(/number \d+/g) ?? [];
    expect([numbers.length, new Set(numbers).size]).toEqual([1203, 1203]);
    expect(text.trimEnd().split('\r\n')).toHaveLength(1205);
  });

  it.each(['', `since=1`, `until=1`])('needs both ends of the period: %s', async (query) => {
    const { status, body } = await read(`/download?${query}`);
    expect(status).toBe(422);
    expect(body.message).toContain("can't be blank");
  });
});
