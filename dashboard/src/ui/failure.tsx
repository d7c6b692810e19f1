import { t } from '../words/words.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

interface FailureProps {
  sentence: string;
  onRetry(): void;
}

/** What could not be shown, why, and the way to try again. */
export function Failure({ sentence, onRetry }: FailureProps) {
  return (
    <div className="failure">
      <Notice tone="bad">{sentence}</Notice>
      <Button onClick={onRetry}>{t('ui.retry')}</Button>
    </div>
  );
}
