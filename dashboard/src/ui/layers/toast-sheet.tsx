import { X } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { t } from '../../words/words.ts';
import { Button } from '../button.tsx';
import { classNames } from '../class-names.ts';
import type { Toast } from './props.ts';

const TONES = { plain: 'border-line', good: 'border-good', bad: 'border-bad' } as const;
const STEP_MS = 250;

interface ToastSheetProps {
  shown: readonly Toast[];
  remove(toast: Toast): void;
}

/**
 * Where toasts appear. F6 leads to them, and they wait while the pointer or the focus is there. They are no layer in
 * front of the page: Escape is for the menu or the window that is open, unless the focus is here.
 */
export function ToastSheet({ shown, remove }: ToastSheetProps) {
  const region = useRef<HTMLElement>(null);
  const [isHeld, setIsHeld] = useState(false);
  const before = useHotkey(region);
  const take = (toast: Toast) => {
    if (region.current?.contains(document.activeElement)) before.current?.focus();
    remove(toast);
  };
  const label = `${t('ui.notifications')} (F6)`;
  return (
    <section
      ref={region}
      tabIndex={-1}
      aria-label={label}
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={({ currentTarget, relatedTarget }) => setIsHeld(currentTarget.contains(relatedTarget))}
      // Where no page has its main button: over the list, or on phones below the header.
      className="fixed start-18 bottom-4 z-50 w-80 max-w-[calc(100vw-2rem)] outline-none max-sm:start-4 max-sm:top-15 max-sm:bottom-auto"
    >
      <ol aria-live="polite" aria-relevant="additions" className="grid gap-2">
        {shown.map((each) => (
          <ToastItem key={each.id} toast={each} isHeld={isHeld} remove={() => take(each)} />
        ))}
      </ol>
    </section>
  );
}

/** Leads to the newest toast; answers where the focus was. */
function useHotkey(region: RefObject<HTMLElement | null>): RefObject<HTMLElement | null> {
  const before = useRef<HTMLElement>(null);
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      const button = region.current?.querySelector<HTMLElement>('li:last-child button');
      if (event.key !== 'F6' || !button) return;
      event.preventDefault();
      if (document.activeElement instanceof HTMLElement && !region.current?.contains(document.activeElement))
        before.current = document.activeElement;
      button.focus();
    };
    addEventListener('keydown', key);
    return () => removeEventListener('keydown', key);
  }, [region]);
  return before;
}

interface ToastItemProps {
  toast: Toast;
  isHeld: boolean;
  remove(): void;
}

function ToastItem({ toast: { text, tone, action, shown_ms }, isHeld, remove }: ToastItemProps) {
  const isAnnounced = useIsLater();
  const gone = useRef(remove);
  gone.current = remove;
  const left_ms = useRef(shown_ms);
  useEffect(() => {
    if (isHeld) return undefined;
    const timer = setInterval(() => {
      left_ms.current -= STEP_MS;
      if (left_ms.current <= 0) gone.current();
    }, STEP_MS);
    return () => clearInterval(timer);
  }, [isHeld]);
  return (
    <li
      onKeyDown={({ key }) => key === 'Escape' && remove()}
      className={classNames(
        'flex min-h-11 items-center gap-3 rounded-large border bg-raised py-1.5 ps-3 pe-1.5 shadow-large animate-appear',
        TONES[tone],
      )}
    >
      <span className="grow wrap-anywhere" role={tone === 'bad' ? 'alert' : undefined}>
        <span dir="auto">{isAnnounced ? text : ''}</span>
      </span>
      {action && (
        <Button
          size="small"
          onClick={() => {
            action.run();
            remove();
          }}
        >
          {action.label}
        </Button>
      )}
      <button
        type="button"
        aria-label={t('ui.dismiss')}
        onClick={remove}
        className="inline-flex size-7 items-center justify-center rounded-base text-ink-soft hover:bg-hover"
      >
        <X size={16} aria-hidden="true" />
      </button>
    </li>
  );
}

/** Screen readers tell of what appears in a place that was there before. */
function useIsLater(): boolean {
  const [isLater, setIsLater] = useState(false);
  useEffect(() => {
    const frame = requestAnimationFrame(() => setIsLater(true));
    return () => cancelAnimationFrame(frame);
  }, []);
  return isLater;
}
