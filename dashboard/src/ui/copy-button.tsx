import { Check, Copy } from 'lucide-react';
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
  const isCopied = outcome === 'copied';
  const Icon = isCopied ? Check : Copy;

  return (
    <>
      <Button
        size="small"
        aria-label={isCopied ? undefined : t('ui.copyOf', { what })}
        onClick={() => void copy()}
      >
        <Icon size={14} aria-hidden="true" />
        {isCopied ? t('ui.copied') : t('ui.copy')}
      </Button>
      <span role="status" className={outcome === 'refused' ? 'text-small text-bad' : 'unseen'}>
        {isCopied && t('ui.copied')}
        {outcome === 'refused' && t('ui.copyFailed')}
      </span>
    </>
  );
}
