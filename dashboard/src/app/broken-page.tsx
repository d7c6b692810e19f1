import { ApiError } from '@porchlight/client/sdk';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/placeholders.tsx';
import { t } from '../words/words.ts';
import { sentenceOf } from './ask.ts';

/** Stands in the place of a page that could not be loaded or that broke: a sentence and a way on, not a blank window. */
export function BrokenPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const isOfNetwork = error instanceof ApiError || error instanceof TypeError;
  const again = () => {
    reset();
    void router.invalidate();
  };
  return (
    <div className="mx-auto grid max-w-xl justify-items-start gap-3 p-6">
      {isOfNetwork ? (
        <Failure sentence={sentenceOf(error)} onRetry={again} />
      ) : (
        <>
          <Failure sentence={t('ui.defect')} />
          <Button onClick={() => location.reload()}>{t('ui.reload')}</Button>
        </>
      )}
    </div>
  );
}
