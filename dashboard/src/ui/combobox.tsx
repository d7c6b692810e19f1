import { ChevronsUpDown } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { t } from '../words/words.ts';
import { CONTROL, type ControlProps } from './form-field.tsx';
import { Loading } from './placeholders.tsx';
import { Popover } from './popover.tsx';
import type { Option } from './select.tsx';

const ComboboxList = lazy(async () => ({ default: (await import('./combobox-list.tsx')).ComboboxList }));

interface ComboboxProps extends Partial<ControlProps> {
  /** Its name: what is chosen here. */
  label: string;
  options: readonly Option[];
  /** The values chosen. */
  value: readonly string[];
  /** Several may be chosen. */
  isMany?: boolean;
  /** What is chosen stands beside it already. */
  isListed?: boolean;
  onChange(value: string[]): void;
  placeholder?: string;
}

/** The choice from a list that is long enough to be searched. */
export function Combobox({
  label,
  options,
  value,
  isMany = false,
  isListed = false,
  onChange,
  placeholder,
  ...control
}: ComboboxProps) {
  const [isOpen, setOpen] = useState(false);
  const chosen = options.filter((option) => value.includes(option.value)).map((option) => option.label);
  const choose = (picked: string) => {
    if (!isMany) setOpen(false);
    onChange(nextValue(value, picked, isMany));
  };
  return (
    <Popover
      label={label}
      open={isOpen}
      onOpenChange={setOpen}
      className="w-(--radix-popover-trigger-width) min-w-56"
      trigger={
        <button
          type="button"
          role="combobox"
          aria-expanded={isOpen}
          aria-haspopup="listbox"
          aria-label={label}
          {...control}
          className={`${CONTROL} flex min-h-9 items-center justify-between gap-2 text-start`}
        >
          {chosen.length > 0 && !isListed ? (
            <span dir="auto" className="truncate">
              {chosen.join(', ')}
            </span>
          ) : (
            <span className="truncate text-ink-soft">{placeholder ?? t('ui.choose')}</span>
          )}
          <ChevronsUpDown size={16} aria-hidden="true" className="shrink-0 text-ink-soft" />
        </button>
      }
    >
      <Suspense fallback={<Loading />}>
        <ComboboxList label={label} options={options} value={value} onPick={choose} />
      </Suspense>
    </Popover>
  );
}

function nextValue(value: readonly string[], picked: string, isMany: boolean): string[] {
  if (!isMany) return [picked];
  return value.includes(picked) ? value.filter((each) => each !== picked) : [...value, picked];
}
