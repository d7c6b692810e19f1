import { Select } from '../ui/select.tsx';
import { t } from '../words/words.ts';

/** What is tied to the condition before it. */
export interface TiedLine {
  tie: 'and' | 'or';
}

interface TieSelectProps<Line extends TiedLine> {
  draft: Line;
  onChange(draft: Line): void;
}

/** Says how a condition is tied to the one before it. */
export function TieSelect<Line extends TiedLine>({ draft, onChange }: TieSelectProps<Line>) {
  return (
    <Select
      aria-label={t('conversations.tie')}
      className="w-24 sm:col-span-4"
      value={draft.tie}
      options={[
        { value: 'and', label: t('conversations.and') },
        { value: 'or', label: t('conversations.or') },
      ]}
      onChange={(value) => onChange({ ...draft, tie: value === 'or' ? 'or' : 'and' })}
    />
  );
}
