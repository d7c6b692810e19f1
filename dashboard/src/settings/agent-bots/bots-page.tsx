import { useQuery } from '@tanstack/react-query';
import { Bot as BotIcon } from 'lucide-react';
import { useState } from 'react';
import { ask } from '../../app/ask.ts';
import { useLive } from '../../app/live/use-live.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { EmptyState } from '../../ui/placeholders.tsx';
import { t } from '../../words/words.ts';
import { Answer } from '../answer.tsx';
import { RemoveDialog } from '../remove-dialog.tsx';
import { EditAndDelete, ListRow, RowList } from '../row-list.tsx';
import { BotDialog } from './bot-dialog.tsx';
import { BotKeys } from './bot-keys.tsx';
import { type Bot, botsQuery, forgetBots } from './bot-queries.ts';

type Open = { is: 'new' } | { is: 'edit' | 'remove' | 'keys'; bot: Bot } | undefined;

/** The programs that answer customers. */
export function BotsPage() {
  const { account_id } = useLive();
  const query = useQuery(botsQuery(account_id));
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  return (
    <Page
      title={t('settings.navBots')}
      hint={t('programs.botsHint')}
      actions={
        <Button look="primary" onClick={() => setOpen({ is: 'new' })}>
          {t('programs.botAdd')}
        </Button>
      }
    >
      <Answer query={query}>
        {(bots) =>
          bots.length === 0 ? (
            <EmptyState icon={BotIcon} title={t('programs.botsEmpty')} text={t('programs.botsEmptyText')} />
          ) : (
            <RowList label={t('settings.navBots')}>
              {bots.map((bot) => (
                <BotRow key={bot.id} bot={bot} onOpen={(is) => setOpen({ is, bot })} />
              ))}
            </RowList>
          )
        }
      </Answer>
      {open?.is === 'new' && (
        <BotDialog account_id={account_id} onClose={close} onMade={(bot) => setOpen({ is: 'keys', bot })} />
      )}
      {open?.is === 'edit' && <BotDialog account_id={account_id} bot={open.bot} onClose={close} />}
      {open?.is === 'keys' && <BotKeys account_id={account_id} bot={open.bot} onClose={close} />}
      {open?.is === 'remove' && (
        <RemoveDialog
          open
          onOpenChange={close}
          title={t('settings.deleteHeading', { name: open.bot.name })}
          text={t('programs.botDeleteText')}
          name={open.bot.name}
          onConfirm={async () => {
            await ask((desk) => desk.agentBots.remove({ account_id, id: open.bot.id }));
            forgetBots(account_id);
          }}
        />
      )}
    </Page>
  );
}

function BotRow({ bot, onOpen }: { bot: Bot; onOpen(is: 'edit' | 'remove' | 'keys'): void }) {
  const { name, description, thumbnail, system_bot } = bot;
  return (
    <ListRow
      mark={<Avatar name={name} picture={thumbnail} />}
      name={
        <>
          <bdi>{name}</bdi>
          {system_bot && <Badge>{t('programs.botSystem')}</Badge>}
        </>
      }
      detail={description ? <bdi>{description}</bdi> : undefined}
      actions={
        !system_bot && (
          <>
            <Button size="small" aria-label={t('programs.keysOf', { name })} onClick={() => onOpen('keys')}>
              {t('programs.keys')}
            </Button>
            <EditAndDelete name={name} onEdit={() => onOpen('edit')} onDelete={() => onOpen('remove')} />
          </>
        )
      }
    />
  );
}
