import { t } from '../words/words.ts';

const icon = new URL('../app/icon.svg', import.meta.url).href;

/** The lamp and the name. */
export function Brand() {
  return (
    <span className="brand">
      <img src={icon} alt="" />
      {t('ui.product')}
    </span>
  );
}
