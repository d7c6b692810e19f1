import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask, sentenceOf } from '../../app/ask.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { toast } from '../../ui/toast.tsx';
import { formatMoment, formatNumber } from '../../words/format.ts';
import { t } from '../../words/words.ts';
import { Answer } from '../answer.tsx';
import { DeliveryStateBadge } from './delivery-state.tsx';
import { type Attempt, deliveryQuery, forgetWebhooks } from './webhook-queries.ts';

interface DeliveryDialogProps {
  account_id: number;
  webhook_id: number;
  id: number;
  onClose(): void;
}

/** One delivery: every attempt with its answer, and what was sent; it can be sent again. */
export function DeliveryDialog({ account_id, webhook_id, id, onClose }: DeliveryDialogProps) {
  const query = useQuery(deliveryQuery(account_id, webhook_id, id));
  const [failure, setFailure] = useState<string>();
  const resend = async () => {
    setFailure(undefined);
    try {
      await ask((desk) => desk.webhookDeliveries.resend({ account_id, webhook_id, id }));
      await forgetWebhooks(account_id);
      toast(t('programs.resent'));
      onClose();
    } catch (error) {
      setFailure(sentenceOf(error));
    }
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={query.data?.event ?? t('programs.deliveries')}
      width="wide"
      footer={
        <>
          <Button onClick={onClose}>{t('ui.close')}</Button>
          <Button look="primary" onClick={() => void resend()}>
            {t('programs.resend')}
          </Button>
        </>
      }
    >
      <Answer query={query}>
        {({ uuid, state, attempts, body }) => (
          <div className="grid gap-4 *:min-w-0">
            {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
            <p className="flex flex-wrap items-center gap-2">
              <DeliveryStateBadge state={state} />
              <code dir="ltr" className="text-small text-ink-soft">
                {uuid}
              </code>
            </p>
            {attempts.length === 0 && <p className="text-ink-soft">{t('programs.noAttempts')}</p>}
            <ol className="divide-y divide-line">
              {attempts.map((attempt) => (
                <AttemptLine key={attempt.id} attempt={attempt} />
              ))}
            </ol>
            {body !== null && <Body text={body} />}
          </div>
        )}
      </Answer>
    </Dialog>
  );
}

function AttemptLine({ attempt: { at, status, duration_ms, error } }: { attempt: Attempt }) {
  return (
    <li className="flex flex-wrap gap-x-3 py-2 text-small">
      <span>{formatMoment(Date.parse(at) / 1000)}</span>
      <span className="font-medium">
        {status === null ? t('programs.noAnswer') : t('programs.answered', { status: String(status) })}
      </span>
      <span className="text-ink-soft">{t('programs.took', { ms: formatNumber(duration_ms) })}</span>
      {error !== null && <bdi className="w-full text-bad wrap-anywhere">{error}</bdi>}
    </li>
  );
}

function Body({ text }: { text: string }) {
  return (
    <pre
      dir="ltr"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys.
      tabIndex={0}
      className="max-h-72 overflow-auto rounded-base border border-line bg-sunken p-3 font-mono text-small whitespace-pre-wrap wrap-anywhere"
    >
      {pretty(text)}
    </pre>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
