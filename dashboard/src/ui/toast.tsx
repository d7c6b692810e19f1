import { useEffect, useSyncExternalStore } from 'react';
import { Watched } from '../app/watched.ts';
import { t } from '../words/words.ts';
import { late, useLate } from './layers/late.ts';
import type { Toast } from './layers/props.ts';

type ToastOptions = Partial<Omit<Toast, 'id' | 'text'>>;

const SHOWN_MS = 5000;
const AT_ONCE = 4;

const sheet = late(() => import('./layers/toast-sheet.tsx'));
const toasts = new Watched<readonly Toast[]>([]);
let last_id = 0;

/** Says something in the corner of the page, for five seconds unless told otherwise. Answers what takes it away. */
export function toast(text: string, options: ToastOptions = {}): () => void {
  last_id += 1;
  const made: Toast = { tone: 'plain', shown_ms: SHOWN_MS, ...options, id: last_id, text };
  toasts.set([...toasts.get().slice(1 - AT_ONCE), made]);
  return () => remove(made);
}

/** Says what was done, with a way to take it back. */
export const toastWithUndo = (text: string, undo: () => void, options: ToastOptions = {}) =>
  toast(text, { action: { label: t('ui.undo'), run: undo }, ...options });

function remove(gone: Toast) {
  const rest = toasts.get().filter(({ id }) => id !== gone.id);
  if (rest.length === toasts.get().length) return;
  toasts.set(rest);
  gone.onGone?.();
}

/** Where toasts appear; once for the page. */
export function Toasts() {
  const shown = useSyncExternalStore(toasts.subscribe, toasts.get);
  const loaded = useLate(sheet);
  useEffect(() => {
    if (shown.length > 0) void sheet.load();
  }, [shown]);
  return loaded ? <loaded.ToastSheet shown={shown} remove={remove} /> : null;
}
