import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../ui/icon-button.tsx';
import { Select } from '../ui/select.tsx';
import { t } from '../words/words.ts';
import {
  type ConditionDraft,
  comparedBy,
  type FilterAttribute,
  needsValue,
  OPERATOR_LABELS,
} from './drafts.ts';
import { TieSelect } from './tie-select.tsx';

interface ConditionFieldsProps<Kind extends string> {
  draft: ConditionDraft<Kind>;
  /** What can be looked at. */
  attributes: readonly FilterAttribute<Kind>[];
  /** A condition to begin with on the attribute of that key. */
  newDraft(line: number, key: string): ConditionDraft<Kind>;
  isFirst: boolean;
  /** Gets the focus when it appears. */
  isBegun?: boolean;
  /** Where the value is given; shown for comparisons with something. */
  children: ReactNode;
  onChange(draft: ConditionDraft<Kind>): void;
  onRemove?: (() => void) | undefined;
}

/** One condition: what is looked at, how it is compared, and with what. */
export function ConditionFields<Kind extends string>({
  draft,
  attributes,
  newDraft,
  isFirst,
  isBegun = false,
  children,
  onChange,
  onRemove,
}: ConditionFieldsProps<Kind>) {
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
        {needsValue(operator) ? children : <span />}
        {onRemove && <IconButton icon={X} label={t('conversations.removeCondition')} onClick={onRemove} />}
      </div>
    </fieldset>
  );
}
