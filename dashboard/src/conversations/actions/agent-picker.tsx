import { useMe } from '../../app/use-me.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { t } from '../../words/words.ts';
import { useAssignable } from '../store/assignable.ts';
import { setAssignee } from './perform.ts';
import { PickList } from './pick-list.tsx';
import type { PickerProps } from './pickers.ts';

const NOBODY = 'nobody';

/** Whom to assign the conversations to; oneself stands first. */
export function AgentPicker({ target, onClose }: PickerProps) {
  const { user } = useMe();
  const agents = useAssignable(target.conversations.map(({ inbox_id }) => inbox_id));
  const [first] = target.conversations;
  const mine = agents.filter(({ id }) => id === user.id);
  const others = agents.filter(({ id }) => id !== user.id);
  const choices = [...mine, ...others].map((agent) => ({
    value: String(agent.id),
    label: agent.name,
    hint: agent.id === user.id ? t('conversations.you') : undefined,
    before: (
      <Avatar
        name={agent.name}
        picture={agent.thumbnail}
        presence={agent.availability_status ?? undefined}
        size="small"
      />
    ),
    isChosen: first?.assignee?.type === 'User' && first.assignee.id === agent.id,
  }));
  const nobody = {
    value: NOBODY,
    label: t('conversations.nobody'),
    isChosen: first?.assignee === null,
  };
  const pick = (value: string) => {
    onClose();
    const agent = agents.find(({ id }) => String(id) === value);
    setAssignee(target, agent ? { id: agent.id, name: agent.name, thumbnail: agent.thumbnail } : null);
  };
  return (
    <PickList
      title={t('conversations.assignAgent')}
      choices={[...choices, nobody]}
      onPick={pick}
      onClose={onClose}
    />
  );
}
