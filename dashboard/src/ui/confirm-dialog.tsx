import { t } from '../words/words.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Notice } from './notice.tsx';
import { useConfirming } from './use-confirming.ts';

interface ConfirmDialogProps {
  open: boolean;
  onOpenChange(isOpen: boolean): void;
  title: string;
  /** What will be gone. */
  text: string;
  /** What is done, as the button says it. */
  confirm: string;
  /** Does it; the window closes once it is done, and says why when it was refused. */
  onConfirm(): Promise<void>;
  sentenceOf(error: unknown): string;
}

/** Asks before something that cannot be undone. What can be undone is done at once, with a toast to undo it. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  text,
  confirm,
  onConfirm,
  sentenceOf,
}: ConfirmDialogProps) {
  const { isBusy, failure, run } = useConfirming({
    onConfirm,
    onDone: () => onOpenChange(false),
    sentenceOf,
  });
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => !isBusy && onOpenChange(isOpen)}
      title={title}
      hint={text}
      width="narrow"
      footer={
        <>
          <Button autoFocus onClick={() => onOpenChange(false)}>
            {t('ui.cancel')}
          </Button>
          <Button look="danger" busy={isBusy} onClick={() => void run()}>
            {confirm}
          </Button>
        </>
      }
    >
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
    </Dialog>
  );
}
