/** So long somebody is believed to wait for a field. */
const WAITED_MS = 5000;

let leave: () => void = () => undefined;

/**
 * A field is on its way that will take the focus: what is typed until then is kept for it, and is neither a shortcut nor
 * part of another text. Escape, the pointer or a long wait end it.
 */
export function typeAhead() {
  leave();
  let typed = '';
  const leaving = new AbortController();
  const options = { signal: leaving.signal, capture: true };
  leave = () => leaving.abort();
  const timer = setTimeout(leave, WAITED_MS);
  leaving.signal.addEventListener('abort', () => clearTimeout(timer));

  const keep = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return leaving.abort();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.length === 1) typed += event.key;
    else if (event.key === 'Backspace') typed = typed.slice(0, -1);
    // Enter would press whatever has the focus now; others move the focus, as they always do.
    else if (event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
  };
  const arrive = ({ target }: FocusEvent) => {
    if (!isText(target)) return;
    leaving.abort();
    if (typed === '') return;
    target.setRangeText(typed, target.selectionStart ?? 0, target.selectionEnd ?? 0, 'end');
    target.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
  addEventListener('keydown', keep, options);
  addEventListener('focusin', arrive, options);
  addEventListener('pointerdown', leave, options);
}

/** Fields of other kinds, such as e-mail addresses, do not say where in them somebody writes. */
const isText = (target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement =>
  (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) &&
  target.selectionStart !== null;
