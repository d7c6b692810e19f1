import { Copy } from 'lucide-react';
import { copyText } from '../../ui/clipboard.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { toast } from '../../ui/toast.tsx';
import { t } from '../../words/words.ts';

/** Copies a text, and says so. */
export function CopyIcon({ text, what }: { text: string; what: string }) {
  const copy = async () => {
    const isCopied = await copyText(text);
    toast(isCopied ? t('ui.copied') : t('ui.copyFailed'), { tone: isCopied ? 'plain' : 'bad' });
  };
  return <IconButton icon={Copy} size="small" label={t('ui.copyOf', { what })} onClick={() => void copy()} />;
}
