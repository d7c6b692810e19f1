import { surveyAnswer } from '@porchlight/contract/csat';
import { type ErrorCode, errors } from '@porchlight/contract/errors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context, Services } from '../../context.ts';
import { randomToken } from '../../platform/crypto/tokens.ts';
import { Refusal } from '../../platform/refusal.ts';
import { isSurveyOver } from '../conversations/submitted-values.ts';
import { limitAnswers } from './answer-limit.ts';
import { presentSurvey } from './present.ts';
import { answerSurvey } from './response.ts';
import { accessSurvey, type Survey } from './survey-access.ts';
import {
  type Fault,
  type Notice,
  type PageFrame,
  renderForm,
  renderNotice,
  renderThanks,
} from './survey-html.ts';

const PAGE = '/survey/responses/:conversation_uuid';

/** The page on which customers answer the survey of a conversation, for browsers with and without scripts. */
export function addSurveyPage(app: FastifyInstance, services: Services, admitWrite: () => Promise<void>) {
  const context: Context = { services, queries: services.database.queries, now: services.now };
  app.get(PAGE, (request, reply) =>
    show(services, request, reply, async () => {
      const survey = await accessSurvey(context, uuidOf(request));
      const { change } = request.query as { change?: unknown };
      return { survey, change: change !== undefined };
    }),
  );
  app.post(PAGE, (request, reply) =>
    show(services, request, reply, async () => {
      await admitWrite();
      const survey = await accessSurvey(context, uuidOf(request));
      if (isSurveyOver(context, survey.message)) return { survey, change: false, is_late: true };
      return takeAnswer(survey, request);
    }),
  );
}

const uuidOf = ({ params }: FastifyRequest) =>
  String((params as { conversation_uuid?: unknown }).conversation_uuid);

/** What is to be seen of a survey. */
interface View {
  survey: Survey;
  /** Somebody wants to answer, again where there is an answer. */
  change: boolean;
  /** What was sent and could not be taken. */
  refused?: Refused;
  is_answered?: true;
  /** It was answered after its end. */
  is_late?: true;
}

interface Refused {
  fault: Fault;
  rating: number | undefined;
  feedback_message: string;
}

async function takeAnswer(survey: Survey, request: FastifyRequest): Promise<View> {
  const { rating, feedback_message } = (request.body ?? {}) as Record<string, unknown>;
  const said = typeof feedback_message === 'string' ? clean(feedback_message) : '';
  const parsed = surveyAnswer.safeParse({ rating, feedback_message: said || null });
  if (!parsed.success) {
    const rated = surveyAnswer.shape.rating.safeParse(rating).data;
    const fault = rated === undefined ? 'unrated' : 'too_long';
    return { survey, change: true, refused: { fault, rating: rated, feedback_message: said } };
  }
  await limitAnswers(survey, request);
  return { survey: await answerSurvey(survey, parsed.data), change: false, is_answered: true };
}

// Forms write line ends in two characters, and the database takes no NUL and no half of a pair.
const clean = (text: string) => text.replaceAll('\r\n', '\n').replaceAll('\0', '').toWellFormed().trim();

const NOTICES: Partial<Record<ErrorCode, Notice>> = {
  not_found: 'missing',
  account_suspended: 'closed',
  unprocessable: 'over',
  too_many_requests: 'busy',
};

/** Answers with a page, also where the survey is refused. */
async function show(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  look: () => Promise<View>,
) {
  const nonce = randomToken();
  reply.headers({
    'content-security-policy': policyOf(services, nonce),
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
  });
  try {
    const view = await look();
    // So that loading the page anew does not send the answer again.
    if (view.is_answered) return reply.redirect(request.url.split('?', 1)[0] ?? '', 303);
    const { status, html } = render(view, nonce);
    return reply.code(status).type('text/html; charset=utf-8').send(html);
  } catch (error) {
    const notice = error instanceof Refusal ? NOTICES[error.code] : undefined;
    if (!(error instanceof Refusal) || !notice) throw error;
    if (error.retry_after !== undefined) reply.header('retry-after', String(error.retry_after));
    const frame = { locale: firstLanguage(request), nonce };
    const html = renderNotice(frame, notice);
    return reply.code(errors[error.code].status).type('text/html; charset=utf-8').send(html);
  }
}

/** The page's own style, pictures of this desk, and nothing else; no frame around it. */
const policyOf = ({ config }: Services, nonce: string) =>
  [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `img-src 'self' ${new URL(config.frontend_url).origin}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

// Without a survey there is no account whose language it could be.
const firstLanguage = ({ headers }: FastifyRequest) =>
  /^[\w-]{2,20}/.exec(headers['accept-language'] ?? '')?.[0] ?? 'en';

function render({ survey, change, refused, is_late }: View, nonce: string): { status: number; html: string } {
  const { ctx, message, inbox, response } = survey;
  const shown = presentSurvey(survey);
  const { widget_color } = inbox.settings;
  const color = typeof widget_color === 'string' ? widget_color : undefined;
  const frame: PageFrame = { locale: shown.locale, nonce, color };
  const is_open = !isSurveyOver(ctx, message);
  if (is_late) return { status: 422, html: renderNotice(frame, 'over', shown) };
  if (response && !(change && is_open)) {
    const { rating, feedback_message } = response;
    return { status: 200, html: renderThanks(frame, { ...shown, rating, feedback_message, is_open }) };
  }
  if (!is_open) return { status: 200, html: renderNotice(frame, 'over', shown) };
  const before = { rating: response?.rating, feedback_message: response?.feedback_message ?? '' };
  const html = renderForm(frame, { ...shown, question: shown.content, ...(refused ?? before) });
  return { status: refused ? 422 : 200, html };
}
