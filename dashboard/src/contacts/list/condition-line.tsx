import { X } from 'lucide-react';
import { useLive } from '../../app/live/use-live.ts';
import { useLabels } from '../../app/queries.ts';
import { comparedBy, needsValue, OPERATOR_LABELS } from '../../filters/drafts.ts';
import { TieSelect } from '../../filters/tie-select.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
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

/** One condition: what is looked at, how it is compared, and with what. */
export function ConditionLine({ draft, isFirst, isBegun, onChange, onRemove }: ConditionLineProps) {
  const { attribute, operator, line, tie } = draft;
  const setOperator = (value: string) => {
    const chosen = attribute.operators.find((each) => each === value);
    if (chosen) onChange(comparedBy(draft, chosen));
  };
  return (
    <fieldset className="grid gap-2 rounded-base border border-line p-2 *:min-w-0 sm:grid-cols-[1fr_1fr_1.4fr_auto] sm:items-center">
      <legend className="unseen">{t('conversations.condition')}</legend>
      {!isFirst && <TieSelect draft={draft} onChange={onChange} />}
      <Select
        autoFocus={isBegun}
        aria-label={t('conversations.attribute')}
        value={attribute.key}
        options={attributes.map(({ key, label }) => ({ value: key, label: t(label) }))}
        onChange={(key) => onChange({ ...newDraft(line, key), tie })}
      />
      <Select
        aria-label={t('conversations.operator')}
        value={operator}
        options={attribute.operators.map((each) => ({ value: each, label: t(OPERATOR_LABELS[each]) }))}
        onChange={setOperator}
      />
      <div className="flex items-center gap-2 *:min-w-0 *:first:grow sm:contents">
        {needsValue(operator) ? (
          <ConditionValue draft={draft} onChange={(values) => onChange({ ...draft, values })} />
        ) : (
          <span />
        )}
        {onRemove && <IconButton icon={X} label={t('conversations.removeCondition')} onClick={onRemove} />}
      </div>
    </fieldset>
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
