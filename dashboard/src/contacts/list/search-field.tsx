import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Input } from '../../ui/input.tsx';
import { t } from '../../words/words.ts';
import { type ContactsSearch, narrowedBy } from '../search.ts';
import { useShow } from './use-show.ts';

const WAIT_MS = 250;

interface SearchFieldProps {
  search: ContactsSearch;
  /** From the field down into the list. */
  onDown(): void;
}

/** Searches as somebody types: the way back leads to the list before the search, not through each letter of it. */
export function SearchField({ search, onDown }: SearchFieldProps) {
  const show = useShow();
  const shown = search.search ?? '';
  const [text, setText] = useState(shown);
  const asked = useRef(shown);
  useEffect(() => {
    // Somebody went back, or cleared the search from elsewhere.
    if (shown === asked.current) return;
    asked.current = shown;
    setText(shown);
  }, [shown]);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === asked.current.trim()) return;
    const timer = setTimeout(() => {
      const wasSearching = asked.current !== '';
      asked.current = wanted;
      const words = wanted === '' ? {} : { search: wanted };
      const label = search.label === undefined ? {} : { label: search.label };
      show(narrowedBy(search, { ...words, ...label }), { replace: wasSearching });
    }, WAIT_MS);
    return () => clearTimeout(timer);
  }, [text, search, show]);
  return (
    <search className="relative min-w-0 grow basis-56 sm:max-w-sm">
      <Search
        size={16}
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 start-2.5 my-auto text-ink-soft"
      />
      <Input
        type="search"
        aria-label={t('contacts.search')}
        placeholder={t('contacts.search')}
        autoComplete="off"
        // What is written has a direction of its own, and the sign stays where it is.
        className="ps-8 rtl:px-8"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          onDown();
        }}
      />
    </search>
  );
}
