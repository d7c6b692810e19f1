import { Search, X } from 'lucide-react';
import type { Ref } from 'react';
import { IconButton } from '../ui/icon-button.tsx';
import { Input } from '../ui/input.tsx';
import { t } from '../words/words.ts';

interface SearchFieldProps {
  ref: Ref<HTMLInputElement>;
  text: string;
  onType(text: string): void;
  onClear(): void;
  /** Somebody is done with typing. */
  onFinish(): void;
}

/** Where it is typed what is searched for. */
export function SearchField({ ref, text, onType, onClear, onFinish }: SearchFieldProps) {
  return (
    <search className="sticky top-0 z-10 -mx-1 -my-2 bg-ground px-1 py-2">
      <form
        className="relative"
        onSubmit={(event) => {
          event.preventDefault();
          onFinish();
        }}
      >
        <Search
          size={18}
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 start-3 my-auto text-ink-soft"
        />
        <Input
          ref={ref}
          data-search-field=""
          name="q"
          value={text}
          onChange={(event) => onType(event.target.value)}
          aria-label={t('search.field')}
          placeholder={t('search.placeholder')}
          maxLength={255}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="search"
          className="min-h-11! text-ellipsis ps-10! pe-11!"
        />
        {text !== '' && (
          <IconButton
            icon={X}
            label={t('search.clear')}
            onClick={onClear}
            className="absolute inset-y-0 end-1.5 my-auto"
          />
        )}
      </form>
    </search>
  );
}
