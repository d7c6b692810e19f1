import { csatSurveys } from '@porchlight/contract/csat';
import { type Route, route } from '../../context.ts';
import { limitAnswers } from './answer-limit.ts';
import { presentSurvey } from './present.ts';
import { answerSurvey } from './response.ts';
import { accessSurvey } from './survey-access.ts';

/** What whoever holds the link of a survey asks. */
export const csatSurveyRoutes: readonly Route[] = [
  route(csatSurveys.show, async (ctx, { conversation_uuid }) =>
    presentSurvey(await accessSurvey(ctx, conversation_uuid)),
  ),

  route(csatSurveys.answer, async (ctx, { conversation_uuid, submitted_values }, { request }) => {
    const survey = await accessSurvey(ctx, conversation_uuid);
    await limitAnswers(survey, request);
    return presentSurvey(await answerSurvey(survey, submitted_values.csat_survey_response));
  }),
];
