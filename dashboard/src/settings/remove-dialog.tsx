import { useState } from 'react';
import { sentenceOf } from '../app/ask.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/input.tsx';
import { Notice } from '../ui/notice.tsx';
import { useConfirming } from '../ui/use-confirming.ts';
import { t } from '../words/words.ts';

interface RemoveDialogProps {
  open: boolean;
  onOpenChange(isOpen: boolean): void;
  title: string;
  /** What goes with it. */
  text: string;
  /** What has to be typed before it is done. */
  name: string;
  onConfirm(): Promise<unknown>;
}

/** Asks for the name before something large is deleted. */
export function RemoveDialog({ open, onOpenChange, title, text, name, onConfirm }: RemoveDialogProps) {
  const [typed, setTyped] = useState('');
  const {
    isBusy,
    failure,
    run: remove,
  } = useConfirming({ onConfirm, onDone: () => onOpenChange(false), sentenceOf });
  const isRight = typed.trim() === name.trim();
  const run = async () => {
    if (isRight && !isBusy) await remove();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => !isBusy && onOpenChange(isOpen)}
      title={title}
      hint={text}
      width="narrow"
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{t('ui.cancel')}</Button>
          <Button look="danger" busy={isBusy} disabled={!isRight} onClick={() => void run()}>
            {t('ui.delete')}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
        className="grid gap-3"
      >
        <TextField
          label={t('settings.typeName', { name })}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          autoComplete="off"
        />
        {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      </form>
    </Dialog>
  );
}
