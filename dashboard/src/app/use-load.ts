import type { Client } from '@porchlight/client/sdk';
import { useCallback, useEffect, useState } from 'react';
import { ask, sentenceOf } from './ask.ts';

/** An answer that is on its way, here, or refused. */
export type Loaded<Answer> =
  | { state: 'loading' }
  | { state: 'ready'; answer: Answer }
  | { state: 'failed'; sentence: string; retry(): void };

interface Load<Answer> {
  loaded: Loaded<Answer>;
  /** Puts a newer answer in the place of the one that was loaded. */
  replace(answer: Answer): void;
}

/** Asks the desk when the page appears, and again when `question` – a stable function – changes. */
export function useLoad<Answer>(
  desk: Client,
  question: (desk: Client, signal: AbortSignal) => Promise<Answer>,
): Load<Answer> {
  const [attempt, setAttempt] = useState(1);
  const [loaded, setLoaded] = useState<Loaded<Answer>>({ state: 'loading' });
  const replace = useCallback((answer: Answer) => setLoaded({ state: 'ready', answer }), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks the same again.
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    const settle = (next: Loaded<Answer>) => signal.aborted || setLoaded(next);
    const retry = () => setAttempt((before) => before + 1);
    setLoaded({ state: 'loading' });
    ask(desk, (asked) => question(asked, signal)).then(
      (answer) => settle({ state: 'ready', answer }),
      (error: unknown) => settle({ state: 'failed', sentence: sentenceOf(error), retry }),
    );
    return () => leaving.abort();
  }, [desk, question, attempt]);

  return { loaded, replace };
}
