import { ApiError, type Client } from '@porchlight/client/sdk';
import { t } from '../words/words.ts';
import { dropSession } from './session.ts';

/**
 * Asks the desk for something. A refusal for want of a session drops the session: the desk refuses with the same
 * status what somebody may not do, so the session is asked about before it is given up.
 */
export async function ask<Answer>(
  desk: Client,
  question: (desk: Client) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await question(desk);
  } catch (error) {
    if (isRefusedSession(error) && (await hasEnded(desk))) dropSession('ended');
    throw error;
  }
}

const isRefusedSession = (error: unknown) => error instanceof ApiError && error.status === 401;

async function hasEnded(desk: Client): Promise<boolean> {
  try {
    await desk.auth.validateToken({});
    return false;
  } catch (error) {
    return isRefusedSession(error);
  }
}

/** What to tell the reader: the desk's own sentence, or that there was no answer. */
export const sentenceOf = (error: unknown): string =>
  error instanceof ApiError ? error.message : t('ui.unreachable');
