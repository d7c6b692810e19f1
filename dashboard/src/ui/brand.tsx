import { t } from '../words/words.ts';

const icon = new URL('../app/icon.svg', import.meta.url).href;

/** The lamp, with the name where there is room. */
export function Brand({ isBare = false }: { isBare?: boolean }) {
  return (
    <span className="inline-flex items-center gap-2 text-large font-semibold">
      <img src={icon} alt={isBare ? t('ui.product') : ''} className="size-7" />
      {!isBare && t('ui.product')}
    </span>
  );
}
