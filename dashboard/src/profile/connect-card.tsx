import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { t } from '../words/words.ts';
import { Secret } from './secret.tsx';

interface ConnectCardProps {
  accountId: number;
  token: string;
  isShown: boolean;
}

/** The three variables that programs for Chatwoot read, ready for a shell. */
export function ConnectCard({ accountId, token, isShown }: ConnectCardProps) {
  const start = `export CHATWOOT_BASE_URL=${location.origin}\nexport CHATWOOT_ACCOUNT_ID=${accountId}\nexport CHATWOOT_API_TOKEN=`;
  return (
    <Card title={t('profile.connect')} hint={t('profile.connectHint')}>
      <pre className="shell" dir="ltr">
        {start}
        <Secret text={token} isShown={isShown} />
      </pre>
      <div className="actions">
        <CopyButton text={`${start}${token}\n`} what={t('profile.connectWhat')} />
        {!isShown && <span className="hint">{t('profile.connectHidden')}</span>}
      </div>
    </Card>
  );
}
