import type { Client } from '@porchlight/client/sdk';
import { useEffect, useId, useRef, useState } from 'react';
import { ask, sentenceOf } from '../app/ask.ts';
import type { User } from '../app/people.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { t } from '../words/words.ts';

interface NewTokenProps {
  desk: Client;
  onMade(user: User): void;
  onCancel(): void;
}

/** Asks once more before the old token stops; Escape is Cancel. */
export function NewToken({ desk, onMade, onCancel }: NewTokenProps) {
  const id = useId();
  const question = useRef<HTMLHeadingElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  useEffect(() => question.current?.focus(), []);

  const make = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      onMade(await ask(desk, ({ profile }) => profile.resetAccessToken({})));
    } catch (error) {
      setFailure(sentenceOf(error));
      setBusy(false);
    }
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, and this asks for none.
    <div
      role="group"
      className="question"
      aria-labelledby={id}
      aria-describedby={`${id}-text`}
      onKeyDown={(event) => event.key === 'Escape' && !isBusy && onCancel()}
    >
      <h3 id={id} ref={question} tabIndex={-1}>
        {t('profile.confirmHeading')}
      </h3>
      <p id={`${id}-text`}>{t('profile.confirmText')}</p>
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      <div className="actions">
        <Button look="primary" size="small" busy={isBusy} onClick={() => void make()}>
          {isBusy ? t('profile.confirmBusy') : t('profile.confirm')}
        </Button>
        <Button size="small" busy={isBusy} onClick={onCancel}>
          {t('ui.cancel')}
        </Button>
      </div>
    </div>
  );
}
