import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeContact, makeShop, makeTeam, type Shop } from '../../../test/factories.ts';
import { ask, makeInbox, makeUser, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { makeRated, makeWebsite, type Rated } from '../../../test/surveys.ts';
import { accessContact } from '../contacts/access.ts';
import { mergeContacts } from '../conversations/contact-merge.ts';
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

const survey = ({ inbox = website, ...rated }: Rated & { inbox?: InboxRow } = {}) =>
  makeRated(desk, shop.account, inbox, rated);
const read = (path = '', who: { token: string } = shop.administrator) =>
  shop.ask(who, 'GET', `/csat_survey_responses${path}`);
const ratings = async (query: string) =>
  (await read(query)).body.map(({ rating }: { rating: number }) => rating);
const secondsNow = () => Math.floor(desk.clock.now().getTime() / 1000);

describe('the list of responses', () => {
  it('shows each with its contact and the agent who had the conversation', async () => {
    const contact = { name: 'Rui Costa', email: 'rui@example.com' };
    const columns = { assignee_id: shop.agent.id };
    const row = await survey({ rating: 5, feedback_message: 'Good', contact, columns });
    const { status, body } = await read();
    expect(status).toBe(200);
    expect(body).toEqual([
      {
        id: expect.any(Number),
        rating: 5,
        feedback_message: 'Good',
        csat_review_notes: null,
        review_notes_updated_at: null,
        account_id: shop.account.account.id,
        message_id: expect.any(Number),
        contact: expect.objectContaining({ id: row.contact_id, ...contact }),
        conversation_id: row.display_id,
        assigned_agent: expect.objectContaining({ id: shop.agent.id, name: 'Ben Brown', role: 'agent' }),
        created_at: secondsNow(),
      },
    ]);
    expect(body[0].contact).not.toHaveProperty('contact_inboxes');
  });

  it('leaves out what was not answered, and an agent where there was none', async () => {
    await survey();
    expect((await read()).body).toEqual([]);
    await survey({ rating: 1 });
    const { body } = await read();
    expect(body).toMatchObject([{ rating: 1, feedback_message: null }]);
    expect(body[0]).not.toHaveProperty('assigned_agent');
  });

  it('has 25 a page, the newest first, or the oldest first', async () => {
    for (let count = 0; count < 27; count += 1) {
      await survey({ rating: 1 + (count % 5), feedback_message: String(count) });
      desk.clock.advance(1000);
    }
    const said = async (query: string) =>
      (await read(query)).body.map((one: { feedback_message: string }) => Number(one.feedback_message));
    const oldestFirst = Array.from({ length: 27 }, (_, count) => count);
    const newestFirst = oldestFirst.toReversed();
    expect(await said('')).toEqual(newestFirst.slice(0, 25));
    expect(await said('?page=2')).toEqual(newestFirst.slice(25));
    expect(await said('?page=3')).toEqual([]);
    expect(await said('?page=x&sort=-created_at')).toEqual(newestFirst.slice(0, 25));
    expect(await said('?sort=created_at')).toEqual(oldestFirst.slice(0, 25));
    expect(await said('?sort=rating;drop')).toEqual(newestFirst.slice(0, 25));
  });

  it('follows a contact that was merged into another', async () => {
    const row = await survey({ rating: 5, contact: { name: 'Visitor' } });
    const base = await makeContact(shop.account, { name: 'Rui Costa', email: 'merged@example.com' });
    await mergeContacts(shop.account, base, await accessContact(shop.account, row.contact_id));
    expect((await read()).body).toMatchObject([{ contact: { id: base.id, name: 'Rui Costa' } }]);
  });

  it('keeps what agents got who have left', async () => {
    const leaver = await makeUser(desk, shop.account, 'agent', 'Lea Lang');
    await survey({ rating: 5, columns: { assignee_id: leaver.id } });
    await shop.ask(shop.administrator, 'DELETE', `/agents/${leaver.id}`);
    expect((await read(`?user_ids[]=${leaver.id}`)).body).toMatchObject([{ rating: 5 }]);
  });
});

describe('filters', () => {
  it('take the time from since on, and before until', async () => {
    const before = secondsNow();
    await survey({ rating: 1 });
    desk.clock.advance(3_600_000);
    const then = secondsNow();
    await survey({ rating: 2 });
    desk.clock.advance(3_600_000);
    await survey({ rating: 3 });
    expect(await ratings(`?since=${before}&until=${then}`)).toEqual([1]);
    expect(await ratings(`?since=${then}`)).toEqual([3, 2]);
    expect(await ratings(`?until=${then + 1}`)).toEqual([2, 1]);
    expect(await ratings(`?since=${then + 1}&until=${then + 2}`)).toEqual([]);
  });

  it('take agents, inbox, team and rating', async () => {
    const team = await makeTeam(shop.account, 'returns');
    const other = await makeInbox(shop.account, { csat_survey_enabled: true });
    await survey({ rating: 1, columns: { assignee_id: shop.agent.id } });
    await survey({ rating: 2, columns: { assignee_id: shop.outsider.id, team_id: team.id } });
    await survey({ rating: 3, inbox: other });
    const both = `user_ids[]=${shop.agent.id}&user_ids[]=${shop.outsider.id}`;
    expect(await ratings(`?user_ids[]=${shop.agent.id}`)).toEqual([1]);
    expect(await ratings(`?${both}`)).toEqual([2, 1]);
    expect(await ratings(`?inbox_id=${other.id}`)).toEqual([3]);
    expect(await ratings(`?team_id=${team.id}`)).toEqual([2]);
    expect(await ratings('?rating=3')).toEqual([3]);
    expect(await ratings(`?${both}&rating=3`)).toEqual([]);
    expect(await ratings(`?team_id=${team.id}&inbox_id=${other.id}`)).toEqual([]);
  });

  it.each([
    'rating=6',
    'rating=x',
    'since=yesterday',
    'until=-1',
    'user_ids[]=x',
    'inbox_id=x',
    'team_id[]=1',
  ])('cannot be %s', async (query) => {
    for (const path of ['', '/metrics', '/download']) {
      expect((await read(`${path}?${query}`)).status, path).toBe(422);
    }
  });
});

describe('the metrics', () => {
  it('count responses by rating, and surveys', async () => {
    await survey();
    for (const rating of [5, 5, 1]) await survey({ rating });
    expect((await read('/metrics')).body).toEqual({
      total_count: 3,
      ratings_count: { 1: 1, 5: 2 },
      total_sent_messages_count: 4,
    });
  });

  it('are empty where nobody was asked', async () => {
    const nothing = { total_count: 0, ratings_count: {}, total_sent_messages_count: 0 };
    expect((await read('/metrics')).body).toEqual(nothing);
  });

  it('go by the filters, and the rating says nothing of the surveys', async () => {
    const team = await makeTeam(shop.account, 'returns');
    const other = await makeInbox(shop.account, { csat_survey_enabled: true });
    await survey({ rating: 5, columns: { assignee_id: shop.agent.id } });
    await survey({ rating: 4, columns: { team_id: team.id } });
    await survey({ inbox: other });
    const counts = async (query: string) => {
      const { total_count, ratings_count, total_sent_messages_count } = (await read(`/metrics?${query}`))
        .body;
      return [total_count, ratings_count, total_sent_messages_count];
    };
    expect(await counts(`user_ids[]=${shop.agent.id}`)).toEqual([1, { 5: 1 }, 1]);
    expect(await counts(`team_id=${team.id}`)).toEqual([1, { 4: 1 }, 1]);
    expect(await counts(`inbox_id=${other.id}`)).toEqual([0, {}, 1]);
    expect(await counts('rating=4')).toEqual([1, { 4: 1 }, 3]);
    expect(await counts(`since=${secondsNow() + 1}`)).toEqual([0, {}, 0]);
  });
});

describe('review notes', () => {
  const write = (id: number, csat_review_notes: unknown, who: { token: string } = shop.administrator) =>
    shop.ask(who, 'PATCH', `/csat_survey_responses/${id}`, { csat_review_notes });

  it('are written down with whoever wrote them last, and when', async () => {
    const row = await survey({ rating: 1 });
    const [{ id, ...before }] = (await read()).body;
    desk.clock.advance(60_000);
    const { status, body } = await write(id, 'Called back');
    expect(status).toBe(200);
    expect(body).toEqual({
      ...before,
      id,
      csat_review_notes: 'Called back',
      review_notes_updated_at: secondsNow(),
      review_notes_updated_by: { id: shop.administrator.id, name: 'Ada Adams' },
    });
    expect((await read()).body).toEqual([body]);
    expect((await write(id, null)).body.csat_review_notes).toBeNull();
    const shown = await ask(desk, 'GET', `/public/api/v1/csat_survey/${row.uuid}`);
    expect(shown.body.csat_survey_response).toMatchObject({
      csat_review_notes: null,
      review_notes_updated_by_id: null,
    });
  });

  it('stay when the contact answers again, and are not the contact’s to write', async () => {
    const row = await survey({ rating: 1 });
    const [{ id }] = (await read()).body;
    await write(id, 'Called back');
    const body = { submitted_values: { csat_survey_response: { rating: 5, csat_review_notes: 'All fine' } } };
    await ask(desk, 'PUT', `/public/api/v1/csat_survey/${row.uuid}`, { body });
    expect((await read()).body).toMatchObject([{ rating: 5, csat_review_notes: 'Called back' }]);
  });

  it('change nothing else', async () => {
    await survey({ rating: 1 });
    const [{ id }] = (await read()).body;
    await shop.ask(shop.administrator, 'PATCH', `/csat_survey_responses/${id}`, {
      csat_review_notes: 'x',
      rating: 5,
      account_id: 1,
      assigned_agent_id: 1,
      feedback_message: 'Great',
    });
    expect((await read()).body).toMatchObject([{ rating: 1, feedback_message: null }]);
  });

  it('cannot be absent, an object, a list, or too long', async () => {
    await survey({ rating: 1 });
    const [{ id }] = (await read()).body;
    for (const notes of [undefined, {}, ['a'], true, 'x'.repeat(20_001)]) {
      expect((await write(id, notes)).status).toBe(422);
    }
    expect((await write(id, 'x'.repeat(20_000))).status).toBe(200);
  });

  it('need a response of the account', async () => {
    await survey({ rating: 1 });
    const [{ id }] = (await read()).body;
    const other = await makeShop(desk);
    const path = `/csat_survey_responses/${id}`;
    const body = { csat_review_notes: 'mine' };
    expect((await other.ask(other.administrator, 'PATCH', path, body)).status).toBe(404);
    expect((await write(id + 1, 'x')).status).toBe(404);
    expect((await read()).body).toMatchObject([{ csat_review_notes: null }]);
  });
});

describe('who may see them', () => {
  it('administrators alone', async () => {
    await survey({ rating: 1, columns: { assignee_id: shop.agent.id } });
    const [{ id }] = (await read()).body;
    for (const who of [shop.agent, shop.outsider]) {
      for (const path of ['', '/metrics', '/download?since=0&until=9999999999']) {
        expect((await read(path, who)).status).toBe(401);
      }
      const refused = await shop.ask(who, 'PATCH', `/csat_survey_responses/${id}`, {
        csat_review_notes: 'x',
      });
      expect(refused.status).toBe(401);
    }
  });

  it('those of their own account, whatever the filters name', async () => {
    await survey({ rating: 1, columns: { assignee_id: shop.agent.id } });
    const other = await makeShop(desk);
    const filters = ['', `?inbox_id=${website.id}`, `?user_ids[]=${shop.agent.id}`];
    for (const query of filters) {
      const path = `/csat_survey_responses${query}`;
      expect((await other.ask(other.administrator, 'GET', path)).body).toEqual([]);
      expect(
        (await other.ask(other.administrator, 'GET', path.replace('responses', 'responses/metrics'))).body,
      ).toEqual({
        total_count: 0,
        ratings_count: {},
        total_sent_messages_count: 0,
      });
    }
    const { text } = await other.ask(
      other.administrator,
      'GET',
      '/csat_survey_responses/download?since=0&until=9999999999',
    );
    expect(text.trimEnd().split('\r\n')).toHaveLength(2);
    expect((await other.ask(shop.administrator, 'GET', '/csat_survey_responses')).status).toBe(401);
  });
});
