import { useQuery } from '@tanstack/react-query';
import { Users } from 'lucide-react';
import { useState } from 'react';
import { ask, sentenceOf } from '../../app/ask.ts';
import { useLive } from '../../app/live/use-live.ts';
import { forgetLists, type Team, teamsQuery } from '../../app/queries.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Page } from '../../ui/page.tsx';
import { EmptyState } from '../../ui/placeholders.tsx';
import { t } from '../../words/words.ts';
import { Answer } from '../answer.tsx';
import { EditAndDelete, ListRow, RowList } from '../row-list.tsx';
import { TeamDialog } from './team-dialog.tsx';

type Open = { is: 'new' } | { is: 'edit' | 'remove'; team: Team } | undefined;

/** Groups of agents. */
export function TeamsPage() {
  const { account_id } = useLive();
  const query = useQuery(teamsQuery(account_id));
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  return (
    <Page
      title={t('settings.navTeams')}
      hint={t('settings.teamsHint')}
      actions={
        <Button look="primary" onClick={() => setOpen({ is: 'new' })}>
          {t('settings.teamAdd')}
        </Button>
      }
    >
      <Answer query={query}>
        {(teams) =>
          teams.length === 0 ? (
            <EmptyState icon={Users} title={t('settings.teamsEmpty')} text={t('settings.teamsEmptyText')} />
          ) : (
            <RowList label={t('settings.navTeams')}>
              {teams.map((team) => (
                <ListRow
                  key={team.id}
                  name={<bdi>{team.name}</bdi>}
                  detail={team.description ? <bdi>{team.description}</bdi> : undefined}
                  actions={
                    <EditAndDelete
                      name={team.name}
                      onEdit={() => setOpen({ is: 'edit', team })}
                      onDelete={() => setOpen({ is: 'remove', team })}
                    />
                  }
                />
              ))}
            </RowList>
          )
        }
      </Answer>
      {open?.is === 'new' && <TeamDialog account_id={account_id} onClose={close} />}
      {open?.is === 'edit' && <TeamDialog account_id={account_id} team={open.team} onClose={close} />}
      {open?.is === 'remove' && <RemoveTeam account_id={account_id} team={open.team} onClose={close} />}
    </Page>
  );
}

interface RemoveTeamProps {
  account_id: number;
  team: Team;
  onClose(): void;
}

function RemoveTeam({ account_id, team: { id, name }, onClose }: RemoveTeamProps) {
  const remove = async () => {
    await ask((desk) => desk.teams.remove({ account_id, id }));
    forgetLists(account_id, ['teams']);
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t('settings.deleteHeading', { name })}
      text={t('settings.teamDeleteText')}
      confirm={t('ui.delete')}
      onConfirm={remove}
      sentenceOf={sentenceOf}
    />
  );
}
