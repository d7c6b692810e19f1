import { useState } from 'react';
import { ask, sentenceOf } from '../../app/ask.ts';
import { useLive } from '../../app/live/use-live.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/input.tsx';
import { Notice } from '../../ui/notice.tsx';
import { toast } from '../../ui/toast.tsx';
import { useForm } from '../../ui/use-form.ts';
import { t } from '../../words/words.ts';

interface TranscriptDialogProps {
  conversation_id: number;
  email: string;
  onClose(): void;
}

const FORM = 'transcript-form';

/** Mails a copy of what was said, to the customer or to anybody else. */
export function TranscriptDialog({ conversation_id: id, email, onClose }: TranscriptDialogProps) {
  const { account_id } = useLive();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const send = async (to: string) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await ask((desk) => desk.transcripts.send({ account_id, id, email: to }));
      toast(t('panel.transcriptSent', { email: to }), { tone: 'good' });
      onClose();
    } catch (error) {
      setFailure(sentenceOf(error));
      setBusy(false);
    }
  };
  const { problems, submit } = useForm(
    ['email'],
    ({ email: to }) => (/^[^\s@]+@[^\s@]+$/.test(to.trim()) ? {} : { email: t('panel.badEmail') }),
    ({ email: to }) => void send(to.trim()),
  );
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('panel.transcript')}
      hint={t('panel.transcriptHint')}
      width="narrow"
      footer={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button type="submit" form={FORM} look="primary" busy={isBusy}>
            {t('panel.transcriptSend')}
          </Button>
        </>
      }
    >
      <form id={FORM} onSubmit={submit} noValidate className="grid gap-3">
        {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
        <TextField
          label={t('panel.email')}
          name="email"
          type="email"
          dir="ltr"
          defaultValue={email}
          problem={problems.email}
        />
      </form>
    </Dialog>
  );
}
