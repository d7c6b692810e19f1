import { type ReactNode, useId } from 'react';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { t } from '../words/words.ts';
import type { Draft } from './use-draft.ts';

interface DraftDialogProps<Values> {
  draft: Draft<Values>;
  title: string;
  hint?: ReactNode;
  submit?: string;
  onClose(): void;
  children: ReactNode;
}

/** A form in a window of its own. */
export function DraftDialog<Values>({
  draft,
  title,
  hint,
  submit,
  onClose,
  children,
}: DraftDialogProps<Values>) {
  const id = useId();
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && !draft.isBusy && onClose()}
      title={title}
      hint={hint}
      footer={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button type="submit" form={id} look="primary" busy={draft.isBusy}>
            {draft.isBusy ? t('ui.saving') : (submit ?? t('ui.save'))}
          </Button>
        </>
      }
    >
      <form id={id} noValidate onSubmit={draft.submit} className="grid gap-4 pt-1 *:min-w-0">
        {draft.failure !== undefined && <Notice tone="bad">{draft.failure}</Notice>}
        {children}
      </form>
    </Dialog>
  );
}
