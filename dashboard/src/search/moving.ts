import type { KeyboardEvent } from 'react';

const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => at - 1,
  Home: () => 0,
  End: (_at, last) => last,
};

/** Leads the focus by arrows from the field into the results, among them, and from the first one back to the field. */
export function moveAmongResults(event: KeyboardEvent<HTMLElement>) {
  const { currentTarget, target, key } = event;
  if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const field = currentTarget.querySelector<HTMLInputElement>('[data-search-field]');
  const results = [...currentTarget.querySelectorAll<HTMLElement>('[data-result]')];
  const at = target instanceof HTMLElement ? results.indexOf(target) : -1;
  const isFromField = target === field && key === 'ArrowDown';
  if (at < 0 && !isFromField) return;
  if (key === 'Escape') return focusOn(event, field);
  const place = STEPS[key]?.(at, results.length - 1);
  if (place !== undefined) focusOn(event, place < 0 ? field : results[place]);
}

function focusOn(event: KeyboardEvent, element: HTMLElement | null | undefined) {
  if (!element) return;
  event.preventDefault();
  element.focus();
  element.scrollIntoView({ block: 'nearest' });
  if (element instanceof HTMLInputElement) element.select();
}
