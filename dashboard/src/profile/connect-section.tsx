import { CopyButton } from '../ui/copy-button.tsx';
import { Section } from '../ui/page.tsx';
import { t } from '../words/words.ts';
import { Secret } from './secret.tsx';

interface ConnectSectionProps {
  accountId: number;
  token: string;
  isShown: boolean;
}

/** The three variables that programs for Chatwoot read, ready for a shell. */
export function ConnectSection({ accountId, token, isShown }: ConnectSectionProps) {
  const start = `export CHATWOOT_BASE_URL=${location.origin}\nexport CHATWOOT_ACCOUNT_ID=${accountId}\nexport CHATWOOT_API_TOKEN=`;
  return (
    <Section title={t('profile.connect')} hint={t('profile.connectHint')}>
      <pre
        dir="ltr"
        className="relative overflow-x-auto rounded-base border border-line bg-sunken p-3 font-mono text-small"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys.
        tabIndex={0}
      >
        {start}
        <Secret text={token} isShown={isShown} />
      </pre>
      <div className="flex flex-wrap items-center gap-3">
        <CopyButton text={`${start}${token}\n`} what={t('profile.connectWhat')} />
        {!isShown && <span className="text-small text-ink-soft">{t('profile.connectHidden')}</span>}
      </div>
    </Section>
  );
}
