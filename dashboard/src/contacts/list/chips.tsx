import { X } from 'lucide-react';
import { conditionsOf, draftsOf, isKept, needsValue, OPERATOR_LABELS } from '../../filters/drafts.ts';
import { keptSentence } from '../../filters/kept-line.tsx';
import { formatDay, formatList } from '../../words/format.ts';
import { t } from '../../words/words.ts';
import { type ContactsSearch, filteredBy, narrowedBy } from '../search.ts';
import { attributes, type Draft, type Line } from './conditions.ts';
import { useShow } from './use-show.ts';

interface Chip {
  key: string;
  text: string;
  /** What is listed without it. */
  rest: ContactsSearch;
}

/** What narrows the list, each with the way to take it away. */
export function Chips({ search }: { search: ContactsSearch }) {
  const show = useShow();
  const chips = [...chipOfLabel(search), ...chipsOfFilter(search)];
  if (chips.length === 0) return null;
  return (
    <ul aria-label={t('conversations.narrowed')} className="flex flex-wrap gap-1.5">
      {chips.map(({ key, text, rest }) => (
        <li key={key} className="min-w-0">
          <button
            type="button"
            aria-label={t('conversations.without', { what: text })}
            onClick={() => show(rest)}
            className="inline-flex min-h-7 max-w-full items-center gap-1.5 rounded-full border border-line bg-accent-ground px-2.5 text-small font-medium text-accent hover:bg-hover"
          >
            <bdi className="truncate">{text}</bdi>
            <X size={14} aria-hidden="true" className="shrink-0" />
          </button>
        </li>
      ))}
    </ul>
  );
}

function chipOfLabel(search: ContactsSearch): Chip[] {
  const { label, search: words } = search;
  if (label === undefined) return [];
  const text = t('contacts.condition', {
    what: t('conversations.labelIs'),
    how: t('conversations.isEqual'),
    value: label,
  });
  return [{ key: 'label', text, rest: narrowedBy(search, words === undefined ? {} : { search: words }) }];
}

function chipsOfFilter(search: ContactsSearch): Chip[] {
  const drafts = draftsOf(attributes, search.filter ?? []);
  return drafts.map((draft, index) => {
    const left = conditionsOf(drafts.filter((each) => each !== draft));
    const tied = t('contacts.tied', {
      tie: t(draft.tie === 'or' ? 'conversations.or' : 'conversations.and'),
      condition: sentenceOf(draft),
    });
    return {
      key: String(draft.line),
      text: index === 0 ? sentenceOf(draft) : tied,
      rest: filteredBy(search, left),
    };
  });
}

function sentenceOf(draft: Line): string {
  if (isKept(draft)) return keptSentence(draft.kept);
  const { attribute, operator } = draft;
  const what = t(attribute.label);
  const how = t(OPERATOR_LABELS[operator]);
  if (!needsValue(operator)) return t('contacts.conditionBare', { what, how });
  return t('contacts.condition', { what, how, value: valueIn(draft) });
}

function valueIn({ attribute, operator, values }: Draft): string {
  const [value = ''] = values;
  if (attribute.kind === 'yesno') return t(value === 'true' ? 'panel.yes' : 'panel.no');
  const day = Date.parse(`${value}T00:00`);
  if (attribute.kind === 'day' && operator !== 'days_before' && Number.isFinite(day))
    return formatDay(day / 1000);
  return formatList(values);
}
