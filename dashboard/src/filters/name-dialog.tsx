import { useId, useState } from 'react';
import { sentenceOf } from '../app/ask.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/input.tsx';
import { Notice } from '../ui/notice.tsx';
import { useForm } from '../ui/use-form.ts';
import { t } from '../words/words.ts';

const NAME_MAX = 255;

interface NameDialogProps {
  title: string;
  name: string;
  onClose(): void;
  /** The window closes once it is done, and says why when it was refused. */
  onSave(name: string): Promise<void>;
}

/** Asks what a saved filter is to be called. */
export function NameDialog({ title, name, onClose, onSave }: NameDialogProps) {
  const id = useId();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const save = async (given: string) => {
    setBusy(true);
    try {
      await onSave(given.trim());
      onClose();
    } catch (error) {
      setBusy(false);
      setFailure(sentenceOf(error));
    }
  };
  const { problems, submit } = useForm(
    ['name'],
    (values): { name?: string } => (values.name.trim() === '' ? { name: t('ui.required') } : {}),
    (values) => void save(values.name),
  );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      hint={t('saved.onlyYou')}
      width="narrow"
      footer={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button type="submit" form={id} look="primary" busy={isBusy}>
            {t('ui.save')}
          </Button>
        </>
      }
    >
      <form id={id} noValidate className="grid gap-3" onSubmit={submit}>
        <TextField
          label={t('saved.name')}
          name="name"
          required
          autoFocus
          autoComplete="off"
          maxLength={NAME_MAX}
          defaultValue={name}
          problem={problems.name}
        />
        {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      </form>
    </Dialog>
  );
}
