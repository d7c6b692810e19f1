import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { sentenceOf } from '../app/ask.ts';
import { Failure, Loading } from '../ui/placeholders.tsx';

interface AnswerProps<Data> {
  query: UseQueryResult<Data>;
  children(data: Data): ReactNode;
}

/** What the desk answered; until then that it is on its way, or why it did not come. */
export function Answer<Data>({ query, children }: AnswerProps<Data>) {
  const { data, error, refetch } = query;
  if (data !== undefined) return children(data);
  if (error) return <Failure sentence={sentenceOf(error)} onRetry={() => void refetch()} />;
  return <Loading />;
}
