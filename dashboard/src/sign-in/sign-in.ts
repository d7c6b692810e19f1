import type { Client } from '@porchlight/client/sdk';
import { sentenceOf } from '../app/ask.ts';
import { keepSession, openDesk, sessionOfHeaders } from '../app/session.ts';
import { t } from '../words/words.ts';

export type Proof = Parameters<Client['auth']['signIn']>[0];

/** How signing in went; once `in`, the session is kept. */
export type Outcome =
  | { is: 'in' }
  | { is: 'code_needed'; mfa_token: string }
  | { is: 'refused'; sentence: string; error: unknown };

type Answer = Awaited<ReturnType<Client['auth']['signIn']>>;
type Call = (
  desk: Client,
  options: { onHeaders(headers: Headers): void },
) => Promise<Answer | { data: object }>;

/** Signs in with a password, a link, or a token and a code of the second factor. */
export const signIn = (proof: Proof): Promise<Outcome> =>
  enter((desk, options) => desk.auth.signIn(proof, options));

/** Takes the session that an answer brings, as after signing in, confirming an address or setting a password. */
export async function enter(call: Call): Promise<Outcome> {
  let headers = new Headers();
  const onHeaders = (given: Headers) => {
    headers = given;
  };
  try {
    const answer = await call(openDesk(), { onHeaders });
    if ('mfa_token' in answer) return { is: 'code_needed', mfa_token: answer.mfa_token };
  } catch (error) {
    return { is: 'refused', sentence: sentenceOf(error), error };
  }
  const session = sessionOfHeaders(headers);
  if (!session) return { is: 'refused', sentence: t('signIn.incomplete'), error: undefined };
  keepSession(session);
  return { is: 'in' };
}

const APP_CODE = /^\d{6}$/;

/** A code as somebody typed it: six digits are of the app, anything else is a backup code. */
export function codeOf(typed: string): Pick<Proof, 'otp_code' | 'backup_code'> {
  const code = typed.replaceAll(/[\s-]/g, '');
  return APP_CODE.test(code) ? { otp_code: code } : { backup_code: code };
}
