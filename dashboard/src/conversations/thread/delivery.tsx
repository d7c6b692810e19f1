import type { MessageState } from '@porchlight/client/state/desk';
import { Check, CheckCheck, CircleAlert } from 'lucide-react';
import { useState } from 'react';
import { ask, sentenceOf } from '../../app/ask.ts';
import { useLive } from '../../app/live/use-live.ts';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';
import { isolated } from '../../words/format.ts';
import { t } from '../../words/words.ts';

const MARKS = {
  sent: { icon: Check, label: 'thread.sent', className: '' },
  delivered: { icon: CheckCheck, label: 'thread.delivered', className: '' },
  read: { icon: CheckCheck, label: 'thread.read', className: 'text-info' },
  failed: { icon: CircleAlert, label: 'thread.failed', className: 'text-bad' },
} as const;

/** How far a message has come on its way to the customer. */
export function DeliveryMark({ status }: { status: MessageState['status'] }) {
  const { icon: Icon, label, className } = MARKS[status];
  return (
    <span className={className} title={t(label)}>
      <Icon size={14} role="img" aria-label={t(label)} />
    </span>
  );
}

/** Why a message did not reach the customer, and the way to send it once more. */
export function FailureLine({ message }: { message: MessageState }) {
  const { account_id } = useLive();
  const [isBusy, setBusy] = useState(false);
  const { external_error } = message.content_attributes;
  const { id, conversation_id } = message;
  const retry = async () => {
    setBusy(true);
    try {
      await ask((desk) => desk.messages.retry({ account_id, conversation_id, id }));
    } catch (error) {
      toast(sentenceOf(error), { tone: 'bad' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="flex flex-wrap items-center justify-end gap-2 text-small text-bad">
      <span className="wrap-anywhere">
        {typeof external_error === 'string'
          ? t('thread.notDelivered', { reason: isolated(external_error) })
          : t('thread.failed')}
      </span>
      <Button size="small" busy={isBusy} onClick={() => void retry()}>
        {t('ui.retry')}
      </Button>
    </div>
  );
}
