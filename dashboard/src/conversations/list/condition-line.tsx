import { ConditionFields } from '../../filters/condition-fields.tsx';
import { ConditionValue } from './condition-value.tsx';
import { attributes, type Draft, newDraft } from './conditions.ts';

interface ConditionLineProps {
  draft: Draft;
  isFirst: boolean;
  onChange(draft: Draft): void;
  onRemove?: (() => void) | undefined;
}

/** One condition on conversations. */
export function ConditionLine({ draft, onChange, ...rest }: ConditionLineProps) {
  return (
    <ConditionFields {...rest} draft={draft} attributes={attributes} newDraft={newDraft} onChange={onChange}>
      <ConditionValue draft={draft} onChange={(values) => onChange({ ...draft, values })} />
    </ConditionFields>
  );
}
