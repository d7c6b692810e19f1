import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { t } from '../../words/words.ts';
import { classNames } from '../class-names.ts';
import type { DialogProps } from './props.ts';

const WIDTHS = { narrow: 'max-w-md', usual: 'max-w-xl', wide: 'max-w-3xl' } as const;

/** A window in front of the page, which waits meanwhile. Escape closes it and gives the focus back. */
export function DialogSheet({
  open,
  onOpenChange,
  title,
  hint,
  isBare = false,
  width = 'usual',
  footer,
  children,
}: DialogProps) {
  const [opener] = useState(findOpener);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        {/* Not Radix's own veil: it locks the page by writing styles into it, which the policy refuses. */}
        <div className="fixed inset-0 z-40 bg-veil animate-appear" />
        <Radix.Content
          {...(hint === undefined ? { 'aria-describedby': undefined } : {})}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) focusFirst(event.currentTarget);
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // This comes a moment later: whoever was quick is in another place already.
            if (document.activeElement !== document.body) return;
            (opener?.isConnected ? opener : document.getElementById('content'))?.focus();
          }}
          className={classNames(
            'fixed inset-x-4 top-[12vh] z-50 mx-auto flex max-h-[80vh] flex-col overflow-hidden rounded-large border border-line bg-raised text-ink shadow-large animate-appear outline-none',
            WIDTHS[width],
          )}
        >
          {isBare ? (
            <Radix.Title className="unseen">{title}</Radix.Title>
          ) : (
            <DialogHead title={title} hint={hint} />
          )}
          <div data-part="body" className="min-h-0 overflow-y-auto">
            {isBare ? children : <div className="px-5 pt-1 pb-5 empty:pb-1">{children}</div>}
          </div>
          {footer !== undefined && (
            <div
              data-part="footer"
              className="flex flex-wrap justify-end gap-2 border-t border-line bg-surface px-5 py-3"
            >
              {footer}
            </div>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const CONTROLS = 'input, textarea, select, button, a[href], [tabindex="0"]';

/** What the window is for has the focus first: its first field, or what it does; never the button that closes it. */
function focusFirst(sheet: HTMLElement) {
  const within = (part: string) =>
    [...sheet.querySelectorAll<HTMLElement>(`[data-part=${part}] :is(${CONTROLS})`)].filter(
      (control) => !control.matches(':disabled') && control.offsetParent !== null,
    );
  (within('body')[0] ?? within('footer').at(-1) ?? sheet).focus();
}

/** What had the focus; of a command in a menu, which is gone by then, the button of the menu. */
function findOpener(): HTMLElement | null {
  const focused = document.activeElement;
  const button = focused?.closest('[role=menu]')?.getAttribute('aria-labelledby');
  if (button) return document.getElementById(button);
  return focused instanceof HTMLElement && focused !== document.body ? focused : null;
}

function DialogHead({ title, hint }: { title: string; hint: ReactNode }) {
  return (
    <div className="grid gap-1 px-5 pt-4 pb-2">
      <div className="flex items-start justify-between gap-4">
        <Radix.Title className="text-large font-semibold">{title}</Radix.Title>
        <Radix.Close
          aria-label={t('ui.close')}
          className="-my-1 -me-1.5 inline-flex size-8 shrink-0 items-center justify-center rounded-base text-ink-soft hover:bg-hover hover:text-ink"
        >
          <X size={18} aria-hidden="true" />
        </Radix.Close>
      </div>
      {hint !== undefined && (
        <Radix.Description className="text-small text-pretty text-ink-soft">{hint}</Radix.Description>
      )}
    </div>
  );
}
