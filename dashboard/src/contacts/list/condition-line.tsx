import { useLive } from '../../app/live/use-live.ts';
import { useLabels } from '../../app/queries.ts';
import { ConditionFields } from '../../filters/condition-fields.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { t } from '../../words/words.ts';
import { attributes, type Draft, newDraft } from './conditions.ts';

interface ConditionLineProps {
  draft: Draft;
  isFirst: boolean;
  /** Gets the focus when it appears. */
  isBegun: boolean;
  onChange(draft: Draft): void;
  onRemove?: (() => void) | undefined;
}

/** One condition on contacts. */
export function ConditionLine({ draft, onChange, ...rest }: ConditionLineProps) {
  return (
    <ConditionFields {...rest} draft={draft} attributes={attributes} newDraft={newDraft} onChange={onChange}>
      <ConditionValue draft={draft} onChange={(values) => onChange({ ...draft, values })} />
    </ConditionFields>
  );
}

interface ConditionValueProps {
  draft: Draft;
  onChange(values: readonly string[]): void;
}

function ConditionValue({ draft: { attribute, operator, values }, onChange }: ConditionValueProps) {
  const labels = useLabels(useLive().account_id);
  const label = t('conversations.value');
  const [value = ''] = values;
  if (attribute.kind === 'label') {
    const options = labels.map(({ title }) => ({ value: title, label: title }));
    return <Combobox label={label} options={options} value={values} isMany onChange={onChange} />;
  }
  if (attribute.kind === 'yesno')
    return (
      <Select
        aria-label={label}
        value={value}
        options={[
          { value: 'true', label: t('panel.yes') },
          { value: 'false', label: t('panel.no') },
        ]}
        onChange={(chosen) => onChange([chosen])}
      />
    );
  const isDays = operator === 'days_before';
  const typeOfDay = isDays ? 'number' : 'date';
  return (
    <Input
      aria-label={isDays ? t('conversations.days') : label}
      type={attribute.kind === 'day' ? typeOfDay : 'text'}
      min={isDays ? 1 : undefined}
      value={value}
      onChange={(event) => onChange([event.target.value])}
    />
  );
}
