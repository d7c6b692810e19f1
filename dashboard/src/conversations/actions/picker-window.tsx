import { priorities } from '@porchlight/contract/conversation-values';
import { useTeams } from '../../app/queries.ts';
import { t } from '../../words/words.ts';
import { MergeDialog } from '../side-panel/merge-dialog.tsx';
import { TranscriptDialog } from '../side-panel/transcript-dialog.tsx';
import { AgentPicker } from './agent-picker.tsx';
import { DeletePicker } from './delete-picker.tsx';
import { LabelPicker } from './label-picker.tsx';
import { setPriority, setTeam } from './perform.ts';
import { PickList } from './pick-list.tsx';
import type { PickerKind, PickerProps } from './pickers.ts';
import { SnoozePicker } from './snooze-picker.tsx';

/** The window of a command that has to know more. */
export function PickerWindow({ kind, ...rest }: PickerProps & { kind: PickerKind }) {
  switch (kind) {
    case 'agent':
      return <AgentPicker {...rest} />;
    case 'team':
      return <TeamPicker {...rest} />;
    case 'label':
      return <LabelPicker {...rest} />;
    case 'priority':
      return <PriorityPicker {...rest} />;
    case 'snooze':
      return <SnoozePicker {...rest} />;
    case 'merge':
      return <MergeWindow {...rest} />;
    case 'transcript':
      return <TranscriptWindow {...rest} />;
    default:
      return <DeletePicker {...rest} />;
  }
}

const NONE = 'none';

function TeamPicker({ target, onClose }: PickerProps) {
  const teams = useTeams(target.live.account_id);
  const [first] = target.conversations;
  const choices = teams.map(({ id, name }) => ({
    value: String(id),
    label: name,
    isChosen: first?.team?.id === id,
  }));
  const pick = (value: string) => {
    onClose();
    const team = teams.find(({ id }) => String(id) === value);
    setTeam(target, team ? { id: team.id, name: team.name } : null);
  };
  const none = { value: NONE, label: t('conversations.noTeam'), isChosen: first?.team === null };
  return (
    <PickList
      title={t('conversations.assignTeam')}
      choices={[none, ...choices]}
      onPick={pick}
      onClose={onClose}
    />
  );
}

function MergeWindow({ target, onClose }: PickerProps) {
  const contact = contactOf(target);
  return contact ? <MergeDialog contact={contact} onClose={onClose} /> : null;
}

function TranscriptWindow({ target, onClose }: PickerProps) {
  const [first] = target.conversations;
  if (!first) return null;
  const email = contactOf(target)?.email ?? '';
  return <TranscriptDialog conversation_id={first.id} email={email} onClose={onClose} />;
}

function contactOf({ live, conversations: [first] }: PickerProps['target']) {
  return first && live.store.get().contacts.get(first.contact_id);
}

function PriorityPicker({ target, onClose }: PickerProps) {
  const [first] = target.conversations;
  const choices = [...priorities.toReversed(), null].map((priority) => ({
    value: priority ?? NONE,
    label: t(`conversations.${priority ?? 'none'}`),
    isChosen: first?.priority === priority,
  }));
  const pick = (value: string) => {
    onClose();
    setPriority(target, priorities.find((each) => each === value) ?? null);
  };
  return (
    <PickList title={t('conversations.setPriority')} choices={choices} onPick={pick} onClose={onClose} />
  );
}
