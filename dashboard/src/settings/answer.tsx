import type { UseQueryResult } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { isMissing, sentenceOf } from '../app/ask.ts';
import { EmptyState, Failure, Loading } from '../ui/placeholders.tsx';
import { t } from '../words/words.ts';

interface AnswerProps<Data> {
  query: UseQueryResult<Data>;
  children(data: Data): ReactNode;
}

/** What the desk answered; until then that it is on its way, or why it did not come. */
export function Answer<Data>({ query, children }: AnswerProps<Data>) {
  const { data, error, refetch } = query;
  if (data !== undefined) return children(data);
  if (isMissing(error)) return <NotHere />;
  if (error) return <Failure sentence={sentenceOf(error)} onRetry={() => void refetch()} />;
  return <Loading />;
}

/** Stands where something was set up that is gone. */
export function NotHere() {
  return <EmptyState icon={SearchX} title={t('settings.missing')} text={t('settings.missingText')} />;
}
