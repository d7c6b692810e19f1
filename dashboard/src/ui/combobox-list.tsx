import { Command } from 'cmdk';
import { Check } from 'lucide-react';
import { t } from '../words/words.ts';
import type { Option } from './select.tsx';

interface ComboboxListProps {
  label: string;
  options: readonly Option[];
  value: readonly string[];
  onPick(value: string): void;
}

/** The list of a combobox, narrowed by what is typed. */
export function ComboboxList({ label, options, value, onPick }: ComboboxListProps) {
  return (
    <Command label={label} loop>
      <Command.Input
        autoFocus
        placeholder={t('ui.filter')}
        className="w-full border-b border-line bg-transparent px-3 py-2 field-text outline-none"
      />
      <Command.List label={label} className="max-h-64 overflow-y-auto p-1">
        <Command.Empty className="px-3 py-4 text-center text-ink-soft">{t('ui.nothingFound')}</Command.Empty>
        {options.map((option) => (
          <Command.Item
            key={option.value}
            value={option.value}
            keywords={[option.label]}
            onSelect={() => onPick(option.value)}
            className="flex min-h-8 items-center gap-2 rounded-base px-2 data-[selected=true]:bg-hover"
          >
            <span className="flex size-4 shrink-0 items-center justify-center">
              {value.includes(option.value) && <Check size={16} aria-hidden="true" />}
            </span>
            <bdi className="truncate">{option.label}</bdi>
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  );
}
