import { useState } from 'react';
import { ask, sentenceOf } from '../app/ask.ts';
import { takeUser } from '../app/queries.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Section } from '../ui/page.tsx';
import { t } from '../words/words.ts';
import { Secret } from './secret.tsx';
import type { Visibility } from './use-visibility.ts';

interface TokenSectionProps {
  token: string;
  visibility: Visibility;
}

/** The access token, hidden until asked for, and the way to a new one. */
export function TokenSection({ token, visibility }: TokenSectionProps) {
  const [isAsking, setAsking] = useState(false);
  const [isMade, setMade] = useState(false);
  const make = async () => {
    takeUser(await ask(({ profile }) => profile.resetAccessToken({})));
    setMade(true);
  };
  return (
    <Section title={t('profile.token')} hint={t('profile.tokenHint')}>
      <div className="flex flex-wrap items-center gap-3">
        <code dir="ltr" className="rounded-base bg-sunken px-2 py-1 font-mono text-small wrap-anywhere">
          <Secret text={token} isShown={visibility.isShown} />
        </code>
        <div className="flex flex-wrap gap-2">
          <ShowButton {...visibility} />
          <CopyButton text={token} what={t('profile.tokenWhat')} />
        </div>
      </div>
      {isMade && <Notice tone="good">{t('profile.tokenMade')}</Notice>}
      <div>
        <Button size="small" onClick={() => setAsking(true)}>
          {t('profile.newToken')}
        </Button>
      </div>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={t('profile.confirmHeading')}
        text={t('profile.confirmText')}
        confirm={t('profile.confirm')}
        onConfirm={make}
        sentenceOf={sentenceOf}
      />
    </Section>
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
