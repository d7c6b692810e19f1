import type { FilterCondition } from '@porchlight/contract/filters';
import { X } from 'lucide-react';
import { IconButton } from '../ui/icon-button.tsx';
import { formatList } from '../words/format.ts';
import { t, type WordKey } from '../words/words.ts';
import { OPERATOR_LABELS } from './drafts.ts';
import { type TiedLine, TieSelect } from './tie-select.tsx';
import { valuesOf } from './values.ts';

interface KeptLineProps<Line extends TiedLine> {
  draft: Line & { kept: FilterCondition };
  isFirst: boolean;
  onChange(draft: Line): void;
  onRemove?: (() => void) | undefined;
}

/** A condition that cannot be written here: it is shown, stays as it is, and can be taken away. */
export function KeptLine<Line extends TiedLine>({ draft, isFirst, onChange, onRemove }: KeptLineProps<Line>) {
  return (
    <fieldset className="flex flex-wrap items-center gap-2 rounded-base border border-line p-2">
      <legend className="unseen">{t('conversations.condition')}</legend>
      {!isFirst && <TieSelect draft={draft} onChange={onChange} />}
      <p className="min-w-0 grow basis-40">
        <bdi className="break-words">{keptSentence(draft.kept)}</bdi>
        <span className="block text-small text-ink-soft">{t('saved.keptHint')}</span>
      </p>
      {onRemove && <IconButton icon={X} label={t('conversations.removeCondition')} onClick={onRemove} />}
    </fieldset>
  );
}

/** What a condition asks that is not known here. */
export function keptSentence(condition: FilterCondition): string {
  const { attribute_key, filter_operator } = condition;
  const label: WordKey | undefined = Object.entries(OPERATOR_LABELS).find(
    ([operator]) => operator === filter_operator,
  )?.[1];
  const how = label ? t(label) : filter_operator;
  return t('saved.kept', { what: attribute_key, how, value: formatList(valuesOf(condition).map(String)) });
}
