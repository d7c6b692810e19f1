import { queryOptions, useQuery } from '@tanstack/react-query';
import { ask } from '../../app/ask.ts';
import { forgetLists, type Team, teamsQuery } from '../../app/queries.ts';
import { queryClient } from '../../app/query-client.ts';
import { Switch } from '../../ui/choices.tsx';
import { TextAreaField, TextField } from '../../ui/input.tsx';
import { t } from '../../words/words.ts';
import { DraftDialog } from '../draft-dialog.tsx';
import { PeopleChoice } from '../people-choice.tsx';
import { useDraft } from '../use-draft.ts';

interface TeamDialogProps {
  account_id: number;
  team?: Team;
  onClose(): void;
}

const membersQuery = (account_id: number, team_id: number) =>
  queryOptions({
    queryKey: [...teamsQuery(account_id).queryKey, team_id, 'members'],
    queryFn: async ({ signal }): Promise<number[]> =>
      (await ask((desk) => desk.teamMembers.list({ account_id, team_id }, { signal }))).map(({ id }) => id),
  });

/** A team with those who are in it; it opens once these are known. */
export function TeamDialog(props: TeamDialogProps) {
  if (!props.team) return <TeamForm {...props} members={[]} />;
  return <KnownTeam {...props} team={props.team} />;
}

function KnownTeam(props: TeamDialogProps & { team: Team }) {
  const { data } = useQuery(membersQuery(props.account_id, props.team.id));
  return data ? <TeamForm {...props} members={data} /> : null;
}

function TeamForm({ account_id, team, members, onClose }: TeamDialogProps & { members: number[] }) {
  const draft = useDraft(
    {
      name: team?.name ?? '',
      description: team?.description ?? '',
      allow_auto_assign: team?.allow_auto_assign ?? true,
      user_ids: members,
    },
    async ({ user_ids, ...fields }) => {
      const { id } = await (team
        ? ask((desk) => desk.teams.update({ account_id, id: team.id, ...fields }))
        : ask((desk) => desk.teams.create({ account_id, ...fields })));
      await ask((desk) => desk.teamMembers.replace({ account_id, team_id: id, user_ids }));
      queryClient.setQueryData(membersQuery(account_id, id).queryKey, user_ids);
      forgetLists(account_id, ['teams']);
      onClose();
    },
    { fields: ['name', 'description'] },
  );
  const { values, set, problem } = draft;
  return (
    <DraftDialog
      draft={draft}
      title={team ? t('settings.editOf', { name: team.name }) : t('settings.teamAdd')}
      onClose={onClose}
    >
      <TextField
        label={t('settings.name')}
        hint={t('settings.teamNameHint')}
        name="name"
        required
        problem={problem('name')}
        value={values.name}
        onChange={(event) => set('name', event.target.value)}
      />
      <TextAreaField
        label={t('settings.description')}
        optional
        rows={2}
        name="description"
        problem={problem('description')}
        value={values.description}
        onChange={(event) => set('description', event.target.value)}
      />
      <Switch
        label={t('settings.teamAssign')}
        hint={t('settings.teamAssignHint')}
        checked={values.allow_auto_assign}
        onChange={(isOn) => set('allow_auto_assign', isOn)}
      />
      <PeopleChoice
        account_id={account_id}
        label={t('settings.teamMembers')}
        value={values.user_ids}
        onChange={(ids) => set('user_ids', ids)}
      />
    </DraftDialog>
  );
}
