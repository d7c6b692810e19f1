import { useBlocker } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { t } from '../words/words.ts';
import type { Draft } from './use-draft.ts';

interface DraftFormProps<Values> {
  draft: Draft<Values>;
  children: ReactNode;
  /** What the button says; `Save` otherwise. */
  submit?: string;
}

/** Its buttons stand below the fields of a section, whether the bar is seen or not. */
const BAR = 'flex flex-wrap items-center justify-end gap-2 rounded-large border px-4 py-2 sm:px-5';
/** Stays in sight while the form is longer than the window. */
const BAR_OF_CHANGES = 'sticky bottom-4 z-10 border-line bg-raised shadow-large';

/** A form that is saved as a whole, and does not let what was changed be lost by leaving. */
export function DraftForm<Values>({ draft, children, submit }: DraftFormProps<Values>) {
  return (
    <form noValidate onSubmit={draft.submit} className="flex flex-col gap-5 *:min-w-0">
      {children}
      {draft.failure !== undefined && <Notice tone="bad">{draft.failure}</Notice>}
      <div className={draft.isDirty ? `${BAR} ${BAR_OF_CHANGES}` : `${BAR} border-transparent`}>
        {draft.isDirty && (
          <>
            <span className="grow text-small text-ink-soft max-sm:hidden">{t('settings.leaveText')}</span>
            <Button look="quiet" onClick={draft.reset}>
              {t('settings.discard')}
            </Button>
          </>
        )}
        <Button type="submit" look="primary" busy={draft.isBusy} disabled={!draft.isDirty}>
          {draft.isBusy ? t('ui.saving') : (submit ?? t('ui.save'))}
        </Button>
      </div>
      <LeaveGuard isDirty={draft.isDirty && !draft.isBusy} />
    </form>
  );
}

function LeaveGuard({ isDirty }: { isDirty: boolean }) {
  const leaving = useBlocker({
    shouldBlockFn: () => isDirty,
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  });
  if (leaving.status !== 'blocked') return null;
  return (
    <Dialog
      open
      onOpenChange={leaving.reset}
      title={t('settings.leaveHeading')}
      hint={t('settings.leaveText')}
      width="narrow"
      footer={
        <>
          <Button autoFocus onClick={leaving.reset}>
            {t('settings.stay')}
          </Button>
          <Button look="danger" onClick={leaving.proceed}>
            {t('settings.leave')}
          </Button>
        </>
      }
    />
  );
}
