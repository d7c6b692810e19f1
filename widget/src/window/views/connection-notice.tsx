/** @jsxImportSource preact */
import { isLost } from '../state/live.ts';
import { t } from '../words.ts';

/** Always there, so that whoever hears the page is told when it begins to say something. */
export function ConnectionNotice() {
  return (
    <div class="notice" role="status">
      {isLost.value && <p>{t('offline')}</p>}
    </div>
  );
}
