import { ApiError, type Client } from '@porchlight/client/sdk';
import { t } from '../words/words.ts';
import { currentDesk, currentStanding, dropSession, type Standing } from './session.ts';

/**
 * Asks the desk for something. A refusal for want of a session drops the session: the desk refuses with the same
 * status what somebody may not do, so the session is asked about before it is given up.
 */
export async function ask<Answer>(question: (desk: Client) => Promise<Answer>): Promise<Answer> {
  const desk = currentDesk();
  const standing = currentStanding();
  try {
    return await question(desk);
  } catch (error) {
    if (isRefusedSession(error) && (await hasEnded(desk))) endSession(standing);
    throw error;
  }
}

// Somebody may have signed in anew meanwhile.
function endSession(asked_by: Standing) {
  if (currentStanding() === asked_by && asked_by.is === 'signed_in') dropSession('ended');
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

/** Whether asking again may help: the desk was not reached, or it failed or was busy. */
export const isPassing = (error: unknown): boolean =>
  !(error instanceof ApiError) || error.status >= 500 || error.status === 429 || error.status === 408;

/** Whether somebody else was faster. */
export const isConflict = (error: unknown): boolean => error instanceof ApiError && error.status === 409;

/** Whether the desk says that there is no such thing for us. */
export const isMissing = (error: unknown): boolean =>
  error instanceof ApiError && (error.status === 404 || error.status === 401 || error.status === 403);
