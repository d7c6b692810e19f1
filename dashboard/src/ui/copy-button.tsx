import { useEffect, useState } from 'react';
import { t } from '../words/words.ts';
import { Button } from './button.tsx';
import { copyText } from './clipboard.ts';

interface CopyButtonProps {
  text: string;
  /** What is copied, in words: buttons that all say "Copy" are told apart by it. */
  what: string;
}

const SHOWN_MS = 2500;

/** Copies the text and says so for a moment. */
export function CopyButton({ text, what }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'none' | 'copied' | 'refused'>('none');
  useEffect(() => {
    if (outcome !== 'copied') return;
    const timer = setTimeout(() => setOutcome('none'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => setOutcome((await copyText(text)) ? 'copied' : 'refused');

  return (
    <>
      <Button
        size="small"
        className="copy"
        aria-label={outcome === 'copied' ? undefined : t('ui.copyOf', { what })}
        onClick={() => void copy()}
      >
        {outcome === 'copied' ? t('ui.copied') : t('ui.copy')}
      </Button>
      <span role="status" className={outcome === 'refused' ? 'field-error' : 'unseen'}>
        {outcome === 'copied' && t('ui.copied')}
        {outcome === 'refused' && t('ui.copyFailed')}
      </span>
    </>
  );
}
