import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askPublicly } from '../../../test/customers.ts';
import {
  eventsDuring,
  makeConversation,
  makeMessage,
  makeShop,
  type Shop,
  setColumns,
} from '../../../test/factories.ts';
import { ask, makeAccount, makeInbox, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { goLive, type LiveDesk } from '../../../test/live.ts';
import {
  asContact,
  makeTalk,
  makeWebsite,
  readSurveys,
  resolve,
  workOnSurveys,
  writeAsContact,
} from '../../../test/surveys.ts';
import { submitValues } from '../conversations/submitted-values.ts';
import type { ConversationRow } from '../conversations/table.ts';
import { findResponse } from './access.ts';
import { recordResponse } from './response.ts';
import { sendSurvey } from './survey.ts';

let desk: TestDesk;
let live: LiveDesk;
let shop: Shop;
let row: ConversationRow;

beforeAll(async () => {
  desk = await openTestDesk();
  live = await goLive(desk);
  shop = await makeShop(desk);
});
afterAll(async () => {
  await live?.stop();
  await desk?.close();
});
beforeEach(async () => {
  row = await surveyed();
});

/** A conversation whose contact was asked for a rating. */
async function surveyed() {
  const inbox = await makeWebsite(shop.account, {
    csat_survey_enabled: true,
    csat_config: { message: 'How was it?' },
  });
  const conversation = await makeTalk(shop.account, inbox);
  await setColumns(shop.account, conversation, { assignee_id: shop.agent.id });
  await resolve(shop.account, conversation);
  await sendSurvey(shop.account, conversation.id);
  return conversation;
}

type Question = Parameters<typeof ask>[3];

const address = (uuid: string) => `/public/api/v1/csat_survey/${uuid}`;
const show = (uuid = row.uuid) => ask(desk, 'GET', address(uuid));
const answer = (csat_survey_response: unknown, question: Question = {}) =>
  ask(desk, 'PUT', address(row.uuid), {
    body: { message: { submitted_values: { csat_survey_response } } },
    ...question,
  });
const responseOf = async (conversation: ConversationRow) => {
  const [survey] = await readSurveys(shop.account, conversation);
  return survey && findResponse(shop.account, survey);
};
const NOT_FOUND = { status: 404, body: { error: 'Resource could not be found' } };

describe('a survey', () => {
  it('is shown to whoever holds its link', async () => {
    const [survey] = await readSurveys(shop.account, row);
    expect(await show()).toMatchObject({
      status: 200,
      headers: { 'access-control-allow-origin': '*' },
      body: {
        id: survey?.id,
        csat_survey_response: null,
        display_type: 'emoji',
        content: 'How was it?',
        inbox_avatar_url: '',
        inbox_name: 'Shop',
        locale: 'en',
        conversation_id: row.id,
        created_at: survey?.created_at.toISOString(),
      },
    });
  });

  it('is not found by a number, by a made-up uuid, or by no uuid at all', async () => {
    const numbers = [row.id, row.display_id, row.id + 1, 0, -1].map(String);
    const others = [
      '00000000-0000-4000-8000-000000000000',
      `${row.uuid}0`,
      `{${row.uuid}}`,
      '%00',
      'x',
      '%27',
    ];
    for (const uuid of [...numbers, ...others, row.uuid.replaceAll('-', '')]) {
      expect(await show(uuid), uuid).toMatchObject(NOT_FOUND);
    }
  });

  it('is not found in a conversation that has none', async () => {
    const other = await makeTalk(shop.account, await makeWebsite(shop.account));
    expect(await show(other.uuid)).toMatchObject(NOT_FOUND);
  });

  it('is not found where colleagues keep one to themselves', async () => {
    const other = await makeConversation(shop.account, shop.inbox);
    await makeMessage(shop.agent.ctx, other, { content: 'Look', content_type: 'input_csat', private: true });
    expect(await show(other.uuid)).toMatchObject(NOT_FOUND);
  });

  it('of a suspended account is shown to nobody', async () => {
    const account = await makeAccount(desk, 'Gone');
    const gone = await makeTalk(account, await makeWebsite(account, { csat_survey_enabled: true }));
    await resolve(account, gone);
    await sendSurvey(account, gone.id);
    expect((await show(gone.uuid)).status).toBe(200);
    const { pool } = desk.services.database;
    await pool.query(`update accounts set status = 'suspended' where id = $1`, [account.account.id]);
    const suspended = { status: 401, body: { error: 'Account is suspended' } };
    expect(await show(gone.uuid)).toMatchObject(suspended);
    row = gone;
    expect(await answer({ rating: 5 })).toMatchObject(suspended);
  });
});

describe('an answer', () => {
  it('is written down with the agent who had the conversation', async () => {
    const [survey] = await readSurveys(shop.account, row);
    const { status, body } = await answer({ rating: 4, feedback_message: 'Quick & kind' });
    expect(status).toBe(200);
    const now = desk.clock.now().toISOString();
    expect(body.csat_survey_response).toEqual({
      id: expect.any(Number),
      account_id: shop.account.account.id,
      conversation_id: row.id,
      message_id: survey?.id,
      rating: 4,
      feedback_message: 'Quick & kind',
      contact_id: row.contact_id,
      assigned_agent_id: shop.agent.id,
      created_at: now,
      updated_at: now,
      csat_review_notes: null,
      review_notes_updated_at: null,
      review_notes_updated_by_id: null,
    });
    expect((await show()).body).toEqual(body);
  });

  it('is told of as a change of the message by the contact', async () => {
    const events = await eventsDuring(shop.account, () => answer({ rating: 5, feedback_message: null }));
    expect(events).toMatchObject([{ name: 'message.updated', by: { type: 'contact', id: row.contact_id } }]);
    const [survey] = await readSurveys(shop.account, row);
    expect(survey?.content_attributes).toEqual({
      display_type: 'emoji',
      submitted_values: { csat_survey_response: { rating: 5, feedback_message: null } },
    });
  });

  it('comes with PATCH, without the wrapping, and with digits as text too', async () => {
    const body = { submitted_values: { csat_survey_response: { rating: '2' } } };
    expect((await ask(desk, 'PATCH', address(row.uuid), { body })).body.csat_survey_response).toMatchObject({
      rating: 2,
      feedback_message: null,
    });
  });

  it('takes the place of an earlier one, and the agent of the first one stays', async () => {
    const first = (await answer({ rating: 1, feedback_message: 'Slow' })).body.csat_survey_response;
    await setColumns(shop.account, row, { assignee_id: shop.administrator.id });
    desk.clock.advance(60_000);
    const second = (await answer({ rating: 5 })).body.csat_survey_response;
    expect(second).toEqual({
      ...first,
      rating: 5,
      feedback_message: null,
      updated_at: desk.clock.now().toISOString(),
    });
  });

  it('that is sent again as it was changes nothing', async () => {
    await answer({ rating: 3 });
    const before = await responseOf(row);
    desk.clock.advance(60_000);
    expect(await eventsDuring(shop.account, () => answer({ rating: 3 }))).toEqual([]);
    expect(await responseOf(row)).toEqual(before);
  });

  it('says nothing but a rating and words to it', async () => {
    const extra = {
      rating: 5,
      csat_review_notes: 'mine',
      assigned_agent_id: 1,
      message_id: 1,
      created_at: 'x',
    };
    const { body } = await ask(desk, 'PUT', address(row.uuid), {
      body: {
        message: { submitted_values: { csat_survey_response: extra, other: 1 }, content: 'mine' },
        id: 1,
      },
    });
    expect(body).toMatchObject({ content: 'How was it?', csat_survey_response: { csat_review_notes: null } });
    const [survey] = await readSurveys(shop.account, row);
    expect(survey?.content_attributes.submitted_values).toEqual({ csat_survey_response: { rating: 5 } });
  });

  it.each([undefined, null, 0, 6, 2.5, '6', '', 'good', [5], {}, true, '5 '])(
    'cannot rate with %j',
    async (rating) => {
      const { status, body } = await answer({ rating });
      expect(status).toBe(422);
      expect(body.error).toContain('rating');
      expect(await responseOf(row)).toBeUndefined();
    },
  );

  it.each([undefined, null, 5, 'x', [], [{ rating: 5 }]])('cannot be %j', async (given) => {
    expect((await answer(given)).status).toBe(422);
    expect(await responseOf(row)).toBeUndefined();
  });

  it('may have 20 000 characters of words, and no more', async () => {
    expect((await answer({ rating: 5, feedback_message: 'x'.repeat(20_001) })).status).toBe(422);
    expect((await answer({ rating: 5, feedback_message: 'x'.repeat(20_000) })).status).toBe(200);
  });

  it('is taken until the fourteenth day after the survey, and not on the fifteenth', async () => {
    desk.clock.advance(14 * 24 * 3_600_000);
    expect((await answer({ rating: 4 })).status).toBe(200);
    desk.clock.advance(24 * 3_600_000);
    expect(await answer({ rating: 1 })).toMatchObject({
      status: 422,
      body: { error: 'You cannot update the CSAT survey after 14 days' },
    });
    expect((await show()).body.csat_survey_response.rating).toBe(4);
  });

  it('is sent 30 times an hour at most, and other surveys are not held up', async () => {
    const from = '198.51.100.7';
    for (let sent = 0; sent < 30; sent += 1) {
      expect((await answer({ rating: 1 + (sent % 5) }, { from })).status).toBe(200);
    }
    expect((await answer({ rating: 5 }, { from: '198.51.100.8' })).status).toBe(429);
    row = await surveyed();
    expect((await answer({ rating: 5 }, { from })).status).toBe(200);
  });

  it('many at once leave one response', async () => {
    await Promise.all([1, 2, 3, 4, 5, 1, 2, 3].map((rating) => answer({ rating })));
    const { rows } = await desk.services.database.pool.query(
      'select rating from csat_survey_responses where conversation_id = $1',
      [row.id],
    );
    expect(rows).toHaveLength(1);
    const [survey] = await readSurveys(shop.account, row);
    expect(survey?.content_attributes).toMatchObject({ submitted_values: { csat_survey_response: rows[0] } });
  });
});

describe('an answer that comes with the conversation', () => {
  const submit = async (values: Parameters<typeof submitValues>[3]) => {
    const [survey] = await readSurveys(shop.account, row);
    return submitValues(await asContact(shop.account, row), row, survey?.id ?? 0, values);
  };

  it('is written down a little later', async () => {
    await submit({ csat_survey_response: { rating: 4, feedback_message: 'Fine' } });
    expect(await responseOf(row)).toBeUndefined();
    await workOnSurveys(desk, live);
    expect(await responseOf(row)).toMatchObject({
      rating: 4,
      feedback_message: 'Fine',
      assigned_agent_id: shop.agent.id,
      conversation_id: row.id,
    });
  });

  it('may be one of a list', async () => {
    await submit([{ csat_survey_response: { rating: 2 } }]);
    await workOnSurveys(desk, live);
    expect(await responseOf(row)).toMatchObject({ rating: 2, feedback_message: null });
  });

  it('is written down as it is last, in whatever order it is done', async () => {
    await submit({ csat_survey_response: { rating: 1 } });
    await submit({ csat_survey_response: { rating: 5 } });
    const [survey] = await readSurveys(shop.account, row);
    const place = { conversation_id: row.id, message_id: survey?.id ?? 0 };
    for (let count = 0; count < 2; count += 1) await recordResponse(shop.account, place);
    expect(await responseOf(row)).toMatchObject({ rating: 5 });
  });

  it('without a rating is not written down', async () => {
    await workOnSurveys(desk, live);
    await submit([{ name: 'a', value: 'b' }]);
    await submit({ csat_survey_response: { feedback_message: 'No stars' } });
    expect(await workOnSurveys(desk, live)).toBe(0);
    expect(await responseOf(row)).toBeUndefined();
  });

  it('is none where the message is no survey', async () => {
    const message = await makeMessage(shop.agent.ctx, row, {
      content_type: 'input_select',
      content_attributes: { items: [{ title: 'A', value: 'a' }] },
    });
    const values = { csat_survey_response: { rating: 5 } };
    await submitValues(await asContact(shop.account, row), row, message.id, values);
    await workOnSurveys(desk, live);
    expect(await findResponse(shop.account, message)).toBeUndefined();
  });

  it('is none where it lies in another conversation', async () => {
    const [survey] = await readSurveys(shop.account, row);
    await submit({ csat_survey_response: { rating: 5 } });
    const other = await surveyed();
    await recordResponse(shop.account, { conversation_id: other.id, message_id: survey?.id ?? 0 });
    expect(await responseOf(row)).toBeUndefined();
    expect(await responseOf(other)).toBeUndefined();
  });

  it('comes from customers’ own programs too', async () => {
    const inbox = await makeInbox(shop.account, { csat_survey_enabled: true });
    const talk = askPublicly(desk, inbox);
    const { source_id } = (await talk('POST', '/contacts', { body: { name: 'Rui Costa' } })).body;
    const path = `/contacts/${source_id}/conversations`;
    const { id } = (await talk('POST', path)).body;
    await talk('POST', `${path}/${id}/messages`, { body: { content: 'Hello?' } });
    await talk('POST', `${path}/${id}/toggle_status`);
    await workOnSurveys(desk, live);
    const survey = (await talk('GET', `${path}/${id}/messages`)).body.at(-1);
    expect(survey.content_type).toBe('input_csat');
    const submitted_values = [{ csat_survey_response: { rating: 3, feedback_message: 'So-so' } }];
    const body = { submitted_values };
    expect((await talk('PATCH', `${path}/${id}/messages/${survey.id}`, { body })).status).toBe(200);
    await workOnSurveys(desk, live);
    const listed = await shop.ask(shop.administrator, 'GET', `/csat_survey_responses?inbox_id=${inbox.id}`);
    expect(listed.body).toMatchObject([{ rating: 3, feedback_message: 'So-so', message_id: survey.id }]);
  });

  it('goes with the conversation', async () => {
    await answer({ rating: 5 });
    await shop.ask(shop.administrator, 'DELETE', `/conversations/${row.display_id}`);
    expect((await show()).status).toBe(404);
    const { rows } = await desk.services.database.pool.query(
      'select 1 from csat_survey_responses where conversation_id = $1',
      [row.id],
    );
    expect(rows).toEqual([]);
  });
});

it('the newest survey is the one that counts', async () => {
  await answer({ rating: 1 });
  await writeAsContact(shop.account, row);
  const again = await makeMessage(shop.agent.ctx, row, { content: 'And now?', content_type: 'input_csat' });
  expect((await show()).body).toMatchObject({
    id: again.id,
    content: 'And now?',
    csat_survey_response: null,
  });
});
