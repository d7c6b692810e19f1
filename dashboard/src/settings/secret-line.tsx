import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { t } from '../words/words.ts';

interface ValueLineProps {
  label: string;
  value: string;
  /** Under it, such as what it is for. */
  hint?: string;
}

const DOTS = '•'.repeat(12);
const CODE = 'min-w-0 rounded-base bg-sunken px-2 py-1 font-mono text-small wrap-anywhere';

/** Something that programs need, ready to copy. */
export function ValueLine({ label, value, hint }: ValueLineProps) {
  return (
    <div className="grid gap-1.5">
      <p className="font-medium">{label}</p>
      {hint !== undefined && <p className="text-small text-ink-soft">{hint}</p>}
      <div className="flex flex-wrap items-center gap-2">
        <code dir="ltr" className={CODE}>
          {value}
        </code>
        <CopyButton text={value} what={label} />
      </div>
    </div>
  );
}

/** A secret, hidden until asked for; copying does not show it. */
export function SecretLine({ label, value, hint }: ValueLineProps) {
  const [isShown, setShown] = useState(false);
  return (
    <div className="grid gap-1.5">
      <p className="font-medium">{label}</p>
      {hint !== undefined && <p className="text-small text-ink-soft">{hint}</p>}
      <div className="flex flex-wrap items-center gap-2">
        <code dir="ltr" className={CODE}>
          {isShown ? value : <span aria-hidden="true">{DOTS}</span>}
          {!isShown && <span className="unseen">{t('settings.hidden')}</span>}
        </code>
        <Button
          size="small"
          aria-label={t(isShown ? 'settings.hideOf' : 'settings.showOf', { what: label })}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? t('ui.hide') : t('ui.show')}
        </Button>
        <CopyButton text={value} what={label} />
      </div>
    </div>
  );
}
