import type { Client } from '@porchlight/client/sdk';
import { useRef, useState } from 'react';
import type { User } from '../app/people.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { t } from '../words/words.ts';
import { NewToken } from './new-token.tsx';
import { Secret } from './secret.tsx';
import type { Visibility } from './use-visibility.ts';

interface TokenCardProps {
  desk: Client;
  token: string;
  visibility: Visibility;
  onUser(user: User): void;
}

/** The access token, hidden until asked for, and the way to a new one. */
export function TokenCard({ desk, token, visibility, onUser }: TokenCardProps) {
  const [stage, setStage] = useState<'resting' | 'asking' | 'made'>('resting');
  const opener = useRef<HTMLButtonElement>(null);
  const leave = (next: 'resting' | 'made') => {
    setStage(next);
    requestAnimationFrame(() => opener.current?.focus());
  };
  const takeNew = (user: User) => {
    onUser(user);
    leave('made');
  };

  return (
    <Card title={t('profile.token')} hint={t('profile.tokenHint')}>
      <div className="secret-line">
        <code className="secret" dir="ltr">
          <Secret text={token} isShown={visibility.isShown} />
        </code>
        <div className="actions">
          <ShowButton {...visibility} />
          <CopyButton text={token} what={t('profile.tokenWhat')} />
        </div>
      </div>
      {stage === 'made' && <Notice tone="good">{t('profile.tokenMade')}</Notice>}
      {stage === 'asking' ? (
        <NewToken desk={desk} onMade={takeNew} onCancel={() => leave('resting')} />
      ) : (
        <div>
          <Button ref={opener} size="small" onClick={() => setStage('asking')}>
            {t('profile.newToken')}
          </Button>
        </div>
      )}
    </Card>
  );
}

function ShowButton({ isShown, show, hide }: Visibility) {
  return (
    <Button
      size="small"
      aria-label={isShown ? t('profile.hideToken') : t('profile.showToken')}
      onClick={isShown ? hide : show}
    >
      {isShown ? t('ui.hide') : t('ui.show')}
    </Button>
  );
}
