import type { FastifyRequest } from 'fastify';
import { isThisMachine } from '../../platform/http/rate-limits.ts';
import type { Survey } from './survey-access.ts';

const ANSWERS_PER_HOUR = 30;

/** Counts answers to a survey: each one is told to colleagues and webhooks. */
export async function limitAnswers({ ctx, conversation }: Survey, request: FastifyRequest) {
  if (isThisMachine(request)) return;
  const key = `answers to survey ${conversation.account_id} ${conversation.id}`;
  await ctx.services.limits.take(key, ANSWERS_PER_HOUR, 3600);
}
