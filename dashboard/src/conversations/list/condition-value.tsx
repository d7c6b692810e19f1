import { useLive } from '../../app/live/use-live.ts';
import { useAgents, useInboxes, useLabels, useTeams } from '../../app/queries.ts';
import { Combobox } from '../../ui/combobox.tsx';
import { Input } from '../../ui/input.tsx';
import type { Option } from '../../ui/select.tsx';
import { t } from '../../words/words.ts';
import { type Draft, fixedValues, type ValueKind } from './conditions.ts';
import { STATUS_LABELS } from './list-menus.tsx';

interface ConditionValueProps {
  draft: Draft;
  onChange(values: readonly string[]): void;
}

/** What an attribute is compared with. */
export function ConditionValue({ draft: { attribute, operator, values }, onChange }: ConditionValueProps) {
  const options = useOptions(attribute.kind);
  const label = t('conversations.value');
  if (options) return <Combobox label={label} options={options} value={values} isMany onChange={onChange} />;
  const isDays = operator === 'days_before';
  return (
    <Input
      aria-label={isDays ? t('conversations.days') : label}
      type={inputType(attribute.kind, isDays)}
      min={isDays || attribute.kind === 'number' ? 1 : undefined}
      value={values[0] ?? ''}
      onChange={(event) => onChange([event.target.value])}
    />
  );
}

function inputType(kind: ValueKind, isDays: boolean): 'date' | 'number' | 'text' {
  if (kind === 'day') return isDays ? 'number' : 'date';
  return kind === 'number' ? 'number' : 'text';
}

/** The values there are to choose from; nothing where they are typed. */
function useOptions(kind: ValueKind): readonly Option[] | undefined {
  const { account_id } = useLive();
  const named = {
    agent: useAgents(account_id),
    inbox: useInboxes(account_id),
    team: useTeams(account_id),
  };
  const labels = useLabels(account_id);
  switch (kind) {
    case 'status':
      return fixedValues.status.map((value) => ({ value, label: t(STATUS_LABELS[value]) }));
    case 'priority':
      return fixedValues.priority.map((value) => ({ value, label: t(`conversations.${value}`) }));
    case 'label':
      return labels.map(({ title }) => ({ value: title, label: title }));
    case 'agent':
    case 'inbox':
    case 'team':
      return named[kind].map(({ id, name }) => ({ value: String(id), label: name }));
    default:
      return undefined;
  }
}
