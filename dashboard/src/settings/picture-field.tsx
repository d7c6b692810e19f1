import { useRef, useState } from 'react';
import { sentenceOf } from '../app/ask.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { t } from '../words/words.ts';

interface PictureFieldProps {
  /** Whose picture it is. */
  name: string;
  picture: string;
  onPick(file: File): Promise<unknown>;
  onRemove(): Promise<unknown>;
}

/** A picture that is changed or taken away at once. */
export function PictureField({ name, picture, onPick, onRemove }: PictureFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const attempt = async (change: () => Promise<unknown>) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await change();
    } catch (error) {
      setFailure(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <Avatar name={name} picture={picture} size="large" />
        <input
          ref={input}
          type="file"
          accept="image/png,image/jpeg,image/gif"
          aria-label={t('settings.pictureFile')}
          hidden
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            event.target.value = '';
            if (file) void attempt(() => onPick(file));
          }}
        />
        <Button size="small" busy={isBusy} onClick={() => input.current?.click()}>
          {t('settings.pictureChoose')}
        </Button>
        {picture !== '' && (
          <Button size="small" busy={isBusy} onClick={() => void attempt(onRemove)}>
            {t('settings.pictureRemove')}
          </Button>
        )}
      </div>
      <p className="text-small text-ink-soft">{t('settings.pictureHint')}</p>
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
    </div>
  );
}
