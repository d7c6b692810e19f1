import { X } from 'lucide-react';
import { comparedBy, needsValue, OPERATOR_LABELS } from '../../filters/drafts.ts';
import { TieSelect } from '../../filters/tie-select.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Select } from '../../ui/select.tsx';
import { t } from '../../words/words.ts';
import { ConditionValue } from './condition-value.tsx';
import { attributes, type Draft, newDraft } from './conditions.ts';

interface ConditionLineProps {
  draft: Draft;
  isFirst: boolean;
  onChange(draft: Draft): void;
  onRemove?: (() => void) | undefined;
}

/** One condition: what is looked at, how it is compared, and with what. */
export function ConditionLine({ draft, isFirst, onChange, onRemove }: ConditionLineProps) {
  const { attribute, operator, line, tie } = draft;
  const operators = attribute.operators.map((each) => ({ value: each, label: t(OPERATOR_LABELS[each]) }));
  const setOperator = (value: string) => {
    const chosen = attribute.operators.find((each) => each === value);
    if (chosen) onChange(comparedBy(draft, chosen));
  };
  return (
    <fieldset className="grid gap-2 rounded-base border border-line p-2 sm:grid-cols-[1fr_1fr_1.4fr_auto] sm:items-center">
      <legend className="unseen">{t('conversations.condition')}</legend>
      {!isFirst && <TieSelect draft={draft} onChange={onChange} />}
      <Select
        aria-label={t('conversations.attribute')}
        value={attribute.key}
        options={attributes.map(({ key, label }) => ({ value: key, label: t(label) }))}
        onChange={(key) => onChange({ ...newDraft(line, key), tie })}
      />
      <Select
        aria-label={t('conversations.operator')}
        value={operator}
        options={operators}
        onChange={setOperator}
      />
      {needsValue(operator) ? (
        <ConditionValue draft={draft} onChange={(values) => onChange({ ...draft, values })} />
      ) : (
        <span />
      )}
      {onRemove && <IconButton icon={X} label={t('conversations.removeCondition')} onClick={onRemove} />}
    </fieldset>
  );
}
