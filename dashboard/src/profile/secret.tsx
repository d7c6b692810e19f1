import { t } from '../words/words.ts';

const DOTS = '•'.repeat(24);

/** A secret, or dots that say nothing of its length. */
export function Secret({ text, isShown }: { text: string; isShown: boolean }) {
  if (isShown) return text;
  return (
    <>
      <span aria-hidden="true" className="tracking-wider">
        {DOTS}
      </span>
      <span className="unseen">{t('profile.tokenHidden')}</span>
    </>
  );
}
