import * as z from 'zod';
import { contact } from './contacts.ts';
import { id, ids, isoTime, optionalId, page, seconds, text, unixSeconds } from './fields.ts';
import { operation } from './operation.ts';
import { agent } from './people.ts';

/** How a survey looks: five faces or five stars; both stand for 1 to 5. */
export const surveyDisplays = ['emoji', 'star'] as const;
export type SurveyDisplay = (typeof surveyDisplays)[number];

/** What a contact answered to a survey. */
export const csatResponse = z.object({
  id: z.int(),
  /** 1, the worst, to 5, the best. */
  rating: z.int(),
  feedback_message: z.string().nullable(),
  csat_review_notes: z.string().nullable(),
  review_notes_updated_at: seconds.nullable(),
  review_notes_updated_by: z.object({ id: z.int(), name: z.string() }).optional(),
  account_id: z.int(),
  message_id: z.int(),
  contact: contact.optional(),
  conversation_id: z.int(),
  assigned_agent: agent.optional(),
  created_at: seconds,
});
export type CsatResponse = z.output<typeof csatResponse>;

/** The whole record of a response, as the page of the survey reads it. */
const csatRecord = z.object({
  id: z.int(),
  account_id: z.int(),
  conversation_id: z.int(),
  message_id: z.int(),
  rating: z.int(),
  feedback_message: z.string().nullable(),
  contact_id: z.int(),
  assigned_agent_id: z.int().nullable(),
  created_at: isoTime,
  updated_at: isoTime,
  csat_review_notes: z.null(),
  review_notes_updated_at: z.null(),
  review_notes_updated_by_id: z.null(),
});
export type CsatRecord = z.output<typeof csatRecord>;

/** A survey as it is shown to whoever holds its link. */
export const csatSurvey = z.object({
  /** Of the message that asks. */
  id: z.int(),
  csat_survey_response: csatRecord.nullable(),
  display_type: z.enum(surveyDisplays),
  content: z.string().nullable(),
  inbox_avatar_url: z.string(),
  inbox_name: z.string(),
  locale: z.string(),
  /** The id that is unique over all accounts, and not the number that agents see. */
  conversation_id: z.int(),
  created_at: isoTime,
});
export type CsatSurvey = z.output<typeof csatSurvey>;

const NOT_RATING = 'must be a whole number from 1 to 5';

const rating = z
  .union(
    [
      z.int().min(1).max(5),
      z
        .string()
        .regex(/^[1-5]$/)
        .transform(Number),
    ],
    NOT_RATING,
  )
  .meta({ documented: { type: 'integer', minimum: 1, maximum: 5 } });

/** What is answered to a survey: a rating, and words to it. */
export const surveyAnswer = z.object({ rating, feedback_message: text(20_000).nullable().optional() });
export type SurveyAnswer = z.output<typeof surveyAnswer>;

const filters = z.object({
  since: unixSeconds.optional(),
  until: unixSeconds.optional(),
  user_ids: ids.optional(),
  inbox_id: optionalId,
  team_id: optionalId,
  rating: rating.optional(),
});
export type CsatFilters = z.output<typeof filters>;

const SORTS = ['created_at', '-created_at'] as const;
const period = filters.required({ since: true, until: true });

const RESPONSES = '/api/v1/accounts/{account_id}/csat_survey_responses';
const params = z.object({ account_id: id });
const example = {
  since: 1767225600,
  until: 4102444800,
  user_ids: [1],
  inbox_id: 1,
  team_id: 1,
  rating: 5,
} as const;

const WHICH =
  'Times are seconds since 1970: from `since` on, and before `until`. `user_ids` are the agents who had the ' +
  'conversation when it was rated.';

/** How satisfied customers were. */
export const csatResponses = {
  list: operation({
    method: 'GET',
    path: RESPONSES,
    summary: 'List what customers answered to surveys',
    description: `25 a page, the newest first; \`sort=created_at\` turns that round. ${WHICH}`,
    permission: 'administrator',
    params,
    query: filters.extend({
      sort: z
        .enum(SORTS)
        .optional()
        .catch(undefined)
        .meta({ documented: { enum: SORTS } }),
      page,
    }),
    response: z.array(csatResponse),
    example: { ...example, sort: '-created_at', page: 1 },
  }),
  metrics: operation({
    method: 'GET',
    path: `${RESPONSES}/metrics`,
    summary: 'Count what customers answered to surveys, and the surveys',
    description:
      `${WHICH} \`ratings_count\` has a key for each rating that was given. \`total_sent_messages_count\` counts ` +
      'the surveys that were sent in that time, of the inbox, the team and the assignees; the rating says nothing of them.',
    permission: 'administrator',
    params,
    query: filters,
    response: z.object({
      total_count: z.int(),
      ratings_count: z.record(z.string(), z.int()),
      total_sent_messages_count: z.int(),
    }),
    example,
  }),
  download: operation({
    method: 'GET',
    path: `${RESPONSES}/download`,
    summary: 'Download what customers answered to surveys, as CSV',
    description: `UTF-8 with a line of headings, and the period in the last line. ${WHICH}`,
    permission: 'administrator',
    params,
    query: period,
    response: z.string(),
    response_type: 'text/csv',
    example,
  }),
  update: operation({
    method: 'PATCH',
    path: `${RESPONSES}/{id}`,
    summary: 'Write down what a review of the answer came to',
    permission: 'administrator',
    params: params.extend({ id }),
    body: z.object({ csat_review_notes: text(20_000).nullable() }),
    response: csatResponse,
    errors: ['not_found'],
    example: { csat_review_notes: 'Called back; the parcel had been at the neighbour’s.' },
  }),
};

const SURVEY = '/public/api/v1/csat_survey/{conversation_uuid}';
const ofSurvey = z.object({ conversation_uuid: z.uuid() });

/** The survey of a conversation, for whoever holds the conversation's uuid. */
export const csatSurveys = {
  show: operation({
    method: 'GET',
    path: SURVEY,
    summary: 'Show the survey of a conversation',
    description: 'The uuid stands in the link that is sent to the customer; nobody can guess it.',
    permission: 'anyone',
    params: ofSurvey,
    response: csatSurvey,
    errors: ['not_found', 'account_suspended'],
  }),
  answer: operation({
    method: 'PATCH',
    path: SURVEY,
    summary: 'Answer the survey of a conversation',
    description:
      'A later answer takes the place of an earlier one, until the survey is more than 14 days old. Other fields are ' +
      'not looked at.',
    permission: 'anyone',
    params: ofSurvey,
    root: 'message',
    body: z.object({
      submitted_values: z.object(
        {
          csat_survey_response: z.object(
            surveyAnswer.shape,
            'must be an object with rating and feedback_message',
          ),
        },
        'must be an object with csat_survey_response',
      ),
    }),
    refuse_body_as: 'unprocessable',
    response: csatSurvey,
    errors: ['not_found', 'account_suspended'],
    example: {
      submitted_values: { csat_survey_response: { rating: 5, feedback_message: 'Quick and kind.' } },
    },
  }),
};
