import type { ConversationState } from '@porchlight/client/state/desk';
import { useAction } from '../../actions/use-actions.ts';
import { useLive } from '../../app/live/use-live.ts';
import { useLabels, useTeams } from '../../app/queries.ts';
import { useMe } from '../../app/use-me.ts';
import { Button } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { SelectField } from '../../ui/select.tsx';
import { commandTip } from '../../ui/tip.ts';
import { t } from '../../words/words.ts';
import { assignToMe } from '../actions/actions.ts';
import { label, setAssignee, setPriority, setTeam, unlabel } from '../actions/perform.ts';
import type { Target } from '../actions/scopes.ts';
import { useAssignable } from '../store/assignable.ts';

const NOBODY = '0';

interface PickerProps {
  conversation: ConversationState;
  /** The conversation as commands take it: what is chosen here shows at once and can be undone, as theirs is. */
  target: Target;
}

/** Who answers, how urgent it is, and what it is about. */
export function Pickers({ conversation }: { conversation: ConversationState }) {
  const target = { live: useLive(), conversations: [conversation], isSelection: false };
  const props = { conversation, target };
  return (
    <>
      <AssigneePicker {...props} />
      <TeamPicker {...props} />
      <PriorityPicker {...props} />
      <LabelsPicker {...props} />
    </>
  );
}

function AssigneePicker({ conversation: { assignee, inbox_id }, target }: PickerProps) {
  const { user } = useMe();
  const agents = useAssignable([inbox_id]);
  const { label: toMe, keys } = useAction(assignToMe);
  const isMine = assignee?.type === 'User' && assignee.id === user.id;
  const assign = (agent_id: number) => {
    const agent = agents.find(({ id }) => id === agent_id);
    setAssignee(target, agent ? { id: agent.id, name: agent.name, thumbnail: agent.thumbnail } : null);
  };
  return (
    <>
      <FormField label={t('panel.assignee')}>
        {(control) => (
          <Combobox
            {...control}
            label={t('panel.assignee')}
            options={[nobody(), ...agents.map(({ id, name }) => ({ value: String(id), label: name }))]}
            value={[assignee?.type === 'AgentBot' ? '' : String(assignee?.id ?? NOBODY)]}
            placeholder={assignee?.name ?? t('panel.none')}
            onChange={([value]) => assign(Number(value))}
          />
        )}
      </FormField>
      {!isMine && agents.some(({ id }) => id === user.id) && (
        <Button
          size="small"
          look="quiet"
          className="-ms-2 -mt-1 justify-self-start text-accent!"
          {...commandTip(toMe, keys)}
          onClick={() => assign(user.id)}
        >
          {toMe}
        </Button>
      )}
    </>
  );
}

function TeamPicker({ conversation: { team }, target }: PickerProps) {
  const teams = useTeams(target.live.account_id);
  const choose = (team_id: number) => {
    const chosen = teams.find(({ id }) => id === team_id);
    setTeam(target, chosen ? { id: chosen.id, name: chosen.name } : null);
  };
  return (
    <FormField label={t('panel.team')}>
      {(control) => (
        <Combobox
          {...control}
          label={t('panel.team')}
          options={[nobody(), ...teams.map(({ id, name }) => ({ value: String(id), label: name }))]}
          value={[String(team?.id ?? NOBODY)]}
          onChange={([value]) => choose(Number(value))}
        />
      )}
    </FormField>
  );
}

const PRIORITIES = ['urgent', 'high', 'medium', 'low'] as const;

function PriorityPicker({ conversation: { priority }, target }: PickerProps) {
  const options = PRIORITIES.map((value) => ({ value, label: t(`conversations.${value}`) }));
  return (
    <SelectField
      label={t('panel.priority')}
      options={[{ value: '', label: t('panel.none') }, ...options]}
      value={priority ?? ''}
      onChange={(value) => setPriority(target, PRIORITIES.find((each) => each === value) ?? null)}
    />
  );
}

function LabelsPicker({ conversation: { labels }, target }: PickerProps) {
  const all = useLabels(target.live.account_id);
  // One is put in or taken out at a time.
  const choose = (next: readonly string[]) => {
    const added = next.find((title) => !labels.includes(title));
    const taken = labels.find((title) => !next.includes(title));
    if (added !== undefined) label(target, added);
    else if (taken !== undefined) unlabel(target, taken);
  };
  return (
    <FormField label={t('panel.labels')}>
      {(control) => (
        <Combobox
          {...control}
          isMany
          label={t('panel.labels')}
          options={all.map(({ title }) => ({ value: title, label: title }))}
          value={labels}
          placeholder={t('panel.none')}
          onChange={choose}
        />
      )}
    </FormField>
  );
}

const nobody = () => ({ value: NOBODY, label: t('panel.none') });
