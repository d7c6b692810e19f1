import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  eventsDuring,
  makeConversation,
  makeShop,
  readActivities,
  readConversation,
  type Shop,
  setColumns,
} from '../../../test/factories.ts';
import { makeAccount, makeInbox, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { readJobs } from '../../../test/jobs.ts';
import { agentIdentifier, contactIdentifier } from '../../../test/listeners.ts';
import { goLive, type LiveDesk, RawClient } from '../../../test/live.ts';
import {
  makeTalk,
  makeWebsite,
  readSurveys,
  resolve,
  workOnSurveys,
  writeAsContact,
} from '../../../test/surveys.ts';
import { csatJob } from '../../subscribers/csat/csat.ts';
import { openConversation } from '../conversations/conversation.ts';
import { removeConversation } from '../conversations/removal.ts';
import { setStatusQuietly } from '../conversations/status.ts';
import type { ConversationRow } from '../conversations/table.ts';
import { sendSurvey } from './survey.ts';

let desk: TestDesk;
let live: LiveDesk;
let shop: Shop;

beforeAll(async () => {
  desk = await openTestDesk();
  live = await goLive(desk);
  shop = await makeShop(desk);
});
afterAll(async () => {
  await live?.stop();
  await desk?.close();
});

type Fields = Parameters<typeof makeWebsite>[1];

async function start(fields: Fields = {}) {
  const inbox = await makeWebsite(shop.account, {
    members: [shop.agent],
    csat_survey_enabled: true,
    ...fields,
  });
  return makeTalk(shop.account, inbox);
}

/** Resolves the conversation and answers the surveys that it has then. */
async function surveysAfter(row: ConversationRow) {
  await resolve(shop.account, row);
  await workOnSurveys(desk, live);
  return readSurveys(shop.account, row);
}

describe('a survey', () => {
  it('is sent when a conversation is resolved, by nobody in particular', async () => {
    const row = await start({ csat_config: { display_type: 'star', message: 'How was it?' } });
    desk.clock.advance(60_000);
    const surveys = await surveysAfter(row);
    expect(surveys).toMatchObject([
      {
        message_type: 3,
        content: 'How was it?',
        content_attributes: { display_type: 'star' },
        private: false,
        sender_type: null,
        sender_id: null,
      },
    ]);
    expect((await readConversation(shop.account, row)).last_activity_at).toEqual(surveys[0]?.created_at);
  });

  it('is told of as every message is', async () => {
    const row = await start();
    const events = await eventsDuring(shop.account, () => surveysAfter(row));
    const [survey] = await readSurveys(shop.account, row);
    const [resolved] = events.filter(({ name }) => name === 'conversation.resolved');
    expect(events.at(-1)).toMatchObject({
      name: 'message.created',
      by: { type: 'system' },
      cause_id: resolved?.id,
      depth: 1,
      data: { message_id: survey?.id, conversation_id: row.id, message_type: 3, private: false },
    });
  });

  it('reaches the sockets of agents and of the visitor', async () => {
    const row = await start();
    const clients = await Promise.all(
      [await agentIdentifier(shop.account, shop.agent), await contactIdentifier(shop.account, row)].map(
        async (identifier) => {
          const client = await new RawClient(live.url).opened();
          await client.subscribe(identifier);
          return client;
        },
      ),
    );
    const [survey] = await surveysAfter(row);
    await live.drain();
    for (const client of clients) {
      const { message } = await client.until(
        (frame) => frame.message?.event === 'message.created' && frame.message.data.id === survey?.id,
      );
      expect(message?.data).toMatchObject({ content_type: 'input_csat', message_type: 3 });
      client.close();
    }
  });

  it('asks in the language of the account where the inbox has no words of its own', async () => {
    const berlin = await makeAccount(desk, 'Berlin');
    const account = { ...berlin, account: { ...berlin.account, locale: 'de' } };
    await desk.services.database.pool.query(`update accounts set locale = 'de' where id = $1`, [
      berlin.account.id,
    ]);
    const row = await makeTalk(account, await makeWebsite(account, { csat_survey_enabled: true }));
    await resolve(account, row);
    await workOnSurveys(desk, live);
    expect(await readSurveys(account, row)).toMatchObject([
      {
        content: 'Wie zufrieden sind Sie mit diesem Gespräch?',
        content_attributes: { display_type: 'emoji' },
      },
    ]);
  });

  it('fills in the variables of its text', async () => {
    const row = await start({ csat_config: { message: 'How was it, {{contact.first_name}}?' } });
    expect(await surveysAfter(row)).toMatchObject([{ content: 'How was it, Rui?' }]);
  });

  it('is not sent where the inbox does not ask', async () => {
    expect(await surveysAfter(await start({ csat_survey_enabled: false }))).toEqual([]);
  });

  it('is not sent for another status', async () => {
    const row = await start();
    await shop.account.transaction((tx) => setStatusQuietly(tx, row, 'snoozed'));
    expect(await workOnSurveys(desk, live)).toBe(0);
    expect(await readSurveys(shop.account, row)).toEqual([]);
  });

  it('is not sent to a customer who said nothing', async () => {
    const inbox = await makeWebsite(shop.account, { csat_survey_enabled: true });
    expect(await surveysAfter(await makeConversation(shop.account, inbox))).toEqual([]);
  });

  it('is not sent in the conversation of a campaign', async () => {
    const row = await start();
    await setColumns(shop.account, row, { campaign_id: 5 });
    expect(await surveysAfter(row)).toEqual([]);
  });

  it('is not sent to a customer who was muted', async () => {
    const row = await start();
    await shop.ask(shop.agent, 'POST', `/conversations/${row.display_id}/mute`);
    await workOnSurveys(desk, live);
    expect((await readConversation(shop.account, row)).status).toBe('resolved');
    expect(await readSurveys(shop.account, row)).toEqual([]);
  });

  it('is not sent any more when the conversation goes on', async () => {
    const row = await start();
    await resolve(shop.account, row);
    await writeAsContact(shop.account, row, 'One more thing');
    await workOnSurveys(desk, live);
    expect(await readSurveys(shop.account, row)).toEqual([]);
  });

  it('is not missed when the conversation is gone', async () => {
    const row = await start();
    await resolve(shop.account, row);
    await removeConversation(shop.account, row);
    expect(await workOnSurveys(desk, live)).toBe(1);
  });
});

describe('a conversation is asked about once', () => {
  it('however often it is resolved', async () => {
    const row = await start();
    await surveysAfter(row);
    await writeAsContact(shop.account, row);
    expect(await surveysAfter(row)).toHaveLength(1);
  });

  it('however often the job is repeated', async () => {
    const row = await start();
    await resolve(shop.account, row);
    await live.drain();
    const [job] = await readJobs(desk, 'csat');
    for (let count = 0; count < 3; count += 1) await csatJob(desk.services).run(job?.payload);
    expect(await readSurveys(shop.account, row)).toHaveLength(1);
  });

  it('also by many at the same moment', async () => {
    const row = await start();
    await resolve(shop.account, row);
    await Promise.all(Array.from({ length: 6 }, () => sendSurvey(shop.account, row.id)));
    expect(await readSurveys(shop.account, row)).toHaveLength(1);
  });

  it('and the next conversation of the customer is asked about again', async () => {
    const row = await start();
    await surveysAfter(row);
    const { inbox_id, contact_id } = row;
    const again = await openConversation(shop.account, { inbox_id, contact_id });
    await writeAsContact(shop.account, again);
    expect(await surveysAfter(again)).toHaveLength(1);
  });
});

describe('the rules of a survey', () => {
  const cases: [operator: string, values: unknown, labels: string[], times: number][] = [
    ['contains', ['vip', 'refund'], ['refund', 'other'], 1],
    ['contains', ['vip', 'refund'], ['other'], 0],
    ['contains', ['vip'], [], 0],
    ['does_not_contain', ['vip', 'refund'], ['other'], 1],
    ['does_not_contain', ['vip', 'refund'], [], 1],
    ['does_not_contain', ['vip', 'refund'], ['refund'], 0],
    ['contains', [], [], 1],
    ['does_not_contain', [], ['vip'], 1],
    ['no such operator', ['vip'], ['vip'], 1],
    ['contains', 'no list', ['vip'], 1],
    ['contains', [7, {}], [], 1],
  ];
  it.each(cases)('%s %j, labelled %j: sent %i times', async (operator, values, labels, times) => {
    const row = await start({ csat_config: { survey_rules: { operator, values } } });
    await setColumns(shop.account, row, { labels });
    expect(await surveysAfter(row)).toHaveLength(times);
  });

  it.each([{}, { survey_rules: null }, { survey_rules: 'x' }, { message: 5, display_type: 'hearts' }])(
    'that make no sense are none: %j',
    async (csat_config) => {
      expect(await surveysAfter(await start({ csat_config }))).toMatchObject([
        { content_attributes: { display_type: 'emoji' } },
      ]);
    },
  );
});

describe('in an API inbox', () => {
  const start_api = async (additional_attributes: object = {}) => {
    const channel = { type: 'api', webhook_url: 'https://hook.example.com/in', additional_attributes };
    return makeTalk(shop.account, await makeInbox(shop.account, { csat_survey_enabled: true, channel }));
  };

  /** What webhooks and the feed say that a message says. */
  async function toldOf(id: number | undefined): Promise<string> {
    const path = '/events?types=message_created&limit=200';
    const { data } = (await shop.ask(shop.administrator, 'GET', path)).body;
    return data.find(({ payload }: { payload: { id: number } }) => payload.id === id).payload.content;
  }

  it('the outside is told of the question with the link to the survey', async () => {
    const row = await start_api();
    const [survey] = await surveysAfter(row);
    await live.drain();
    expect(await toldOf(survey?.id)).toBe(
      `${survey?.content} https://desk.example.com/survey/responses/${row.uuid}`,
    );
  });

  it('on a website there is no link: it shows the survey itself', async () => {
    const row = await start();
    const [survey] = await surveysAfter(row);
    await live.drain();
    expect(await toldOf(survey?.id)).toBe(survey?.content);
  });

  it('it is sent while the customer can be answered', async () => {
    const row = await start_api({ agent_reply_time_window: 24 });
    desk.clock.advance(23 * 3_600_000);
    expect(await surveysAfter(row)).toHaveLength(1);
    expect(await readActivities(shop.account, row)).toEqual([]);
  });

  it('afterwards a line says that it was not, once', async () => {
    const row = await start_api({ agent_reply_time_window: 24 });
    desk.clock.advance(25 * 3_600_000);
    expect(await surveysAfter(row)).toEqual([]);
    await sendSurvey(shop.account, row.id);
    expect(await readActivities(shop.account, row)).toEqual([expect.stringContaining('No survey was sent')]);
  });
});
