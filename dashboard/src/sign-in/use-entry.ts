import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { codeOf, type Outcome, signIn } from './sign-in.ts';

/** Where somebody stands who is coming in. */
export interface Entry {
  isBusy: boolean;
  failure: string | undefined;
  /** Of the second factor, when a code is asked for. */
  mfa_token: string | undefined;
  attempt(enter: () => Promise<Outcome>): Promise<Outcome>;
  giveCode(code: string): Promise<void>;
  startAgain(): void;
}

/** Leads somebody in: through the second factor where there is one, then on to `next` or to the desk. */
export function useEntry(next?: string): Entry {
  const router = useRouter();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [mfa_token, setMfaToken] = useState<string>();

  const attempt = async (enter: () => Promise<Outcome>) => {
    setBusy(true);
    setFailure(undefined);
    const outcome = await enter();
    setBusy(false);
    if (outcome.is === 'refused') setFailure(outcome.sentence);
    if (outcome.is === 'code_needed') setMfaToken(outcome.mfa_token);
    if (outcome.is === 'in') router.history.replace(`/app${next ?? '/'}`);
    return outcome;
  };
  const startAgain = () => {
    setFailure(undefined);
    setMfaToken(undefined);
  };
  const giveCode = async (code: string) => {
    await attempt(() => signIn({ mfa_token, ...codeOf(code) }));
  };
  return { isBusy, failure, mfa_token, attempt, giveCode, startAgain };
}
