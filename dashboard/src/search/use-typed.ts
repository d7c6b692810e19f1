import { useEffect, useRef, useState } from 'react';
import { cleanQuery } from './place.ts';

const PAUSE_MS = 250;

/**
 * What is being typed, which becomes what is searched once the typing pauses. Where the address says something else by
 * itself, as when going back, that is what stands in the field.
 */
export function useTyped(q: string, search: (q: string) => void) {
  const [text, setText] = useState(q);
  const asked = useRef(q);
  const run = useRef(search);
  useEffect(() => {
    run.current = search;
  });
  useEffect(() => {
    // The answer to what was asked comes while somebody types on.
    if (q === asked.current) return;
    asked.current = q;
    setText(q);
  }, [q]);
  const settle = (wanted: string) => {
    if (wanted === asked.current) return;
    asked.current = wanted;
    run.current(wanted);
  };
  const settled = useRef(settle);
  useEffect(() => {
    const timer = setTimeout(() => settled.current(cleanQuery(text)), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return {
    text,
    type: setText,
    /** Searches now for what was typed. */
    finish: () => settle(cleanQuery(text)),
    clear: () => {
      setText('');
      settle('');
    },
  };
}
