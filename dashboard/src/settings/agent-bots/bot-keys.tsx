import { useState } from 'react';
import { ask, sentenceOf } from '../../app/ask.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { t } from '../../words/words.ts';
import { SecretLine } from '../secret-line.tsx';
import { type Bot, takeBot } from './bot-queries.ts';

interface BotKeysProps {
  account_id: number;
  bot: Bot;
  onClose(): void;
}

/** What the program behind a bot needs: the token that it calls with, and the secret that it is called with. */
export function BotKeys({ account_id, bot: given, onClose }: BotKeysProps) {
  const [bot, setBot] = useState(given);
  const [asking, setAsking] = useState<'token' | 'secret'>();
  const args = { account_id, id: bot.id };
  const reset = async () => {
    const next = await ask((desk) =>
      asking === 'token' ? desk.agentBots.resetAccessToken(args) : desk.agentBots.resetSecret(args),
    );
    setBot(next);
    takeBot(account_id, next);
  };
  const title = asking === 'secret' ? t('programs.newSecret') : t('programs.newToken');
  return (
    <Dialog open onOpenChange={onClose} title={t('programs.keysOf', { name: bot.name })}>
      <div className="grid gap-5">
        <div className="grid gap-2">
          <SecretLine
            label={t('programs.botToken')}
            hint={t('programs.botTokenHint')}
            value={bot.access_token ?? ''}
          />
          <Button size="small" className="justify-self-start" onClick={() => setAsking('token')}>
            {t('programs.newToken')}
          </Button>
        </div>
        <div className="grid gap-2">
          <SecretLine label={t('programs.secret')} hint={t('programs.secretHint')} value={bot.secret ?? ''} />
          <Button size="small" className="justify-self-start" onClick={() => setAsking('secret')}>
            {t('programs.newSecret')}
          </Button>
        </div>
      </div>
      <ConfirmDialog
        open={asking !== undefined}
        onOpenChange={() => setAsking(undefined)}
        title={title}
        text={asking === 'token' ? t('programs.newTokenText') : t('settings.rotateText')}
        confirm={title}
        onConfirm={reset}
        sentenceOf={sentenceOf}
      />
    </Dialog>
  );
}
