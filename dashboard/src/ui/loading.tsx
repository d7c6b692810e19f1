import { t } from '../words/words.ts';

/** Stands where something is on its way. */
export function Loading() {
  return (
    <p className="loading" role="status">
      {t('ui.loading')}
    </p>
  );
}
