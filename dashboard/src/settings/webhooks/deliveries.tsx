import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ask, sentenceOf } from '../../app/ask.ts';
import { Button } from '../../ui/button.tsx';
import { Section } from '../../ui/page.tsx';
import { SelectField } from '../../ui/select.tsx';
import { toast } from '../../ui/toast.tsx';
import { t } from '../../words/words.ts';
import { Answer } from '../answer.tsx';
import { Pager } from '../pager.tsx';
import { DeliveryDialog } from './delivery-dialog.tsx';
import { DeliveryTable } from './delivery-table.tsx';
import { ResendDialog } from './resend-dialog.tsx';
import { DELIVERY_STATES, type DeliveryState } from './states.ts';
import { deliveriesQuery, forgetWebhooks, PAGE_SIZE, type Webhook } from './webhook-queries.ts';

const route = getRouteApi('/accounts/$account_id/settings/webhooks/$webhook_id');

interface DeliveriesProps {
  account_id: number;
  webhook: Webhook;
}

/** What a webhook was sent and what became of it. */
export function Deliveries({ account_id, webhook: { id: webhook_id } }: DeliveriesProps) {
  const [open, setOpen] = useState<'resend' | number>();
  const close = () => setOpen(undefined);
  const test = async () => {
    try {
      await ask((desk) => desk.webhooks.sendTest({ account_id, id: webhook_id }));
      await forgetWebhooks(account_id);
      toast(t('programs.testSent'));
    } catch (error) {
      toast(sentenceOf(error), { tone: 'bad' });
    }
  };
  return (
    <Section
      title={t('programs.deliveries')}
      hint={t('programs.deliveriesHint')}
      actions={
        <>
          <Button size="small" onClick={() => void test()}>
            {t('programs.sendTest')}
          </Button>
          <Button size="small" onClick={() => setOpen('resend')}>
            {t('programs.resendSpan')}
          </Button>
        </>
      }
    >
      <DeliveryList account_id={account_id} webhook_id={webhook_id} onOpen={setOpen} />
      {open === 'resend' && <ResendDialog account_id={account_id} webhook_id={webhook_id} onClose={close} />}
      {typeof open === 'number' && (
        <DeliveryDialog account_id={account_id} webhook_id={webhook_id} id={open} onClose={close} />
      )}
    </Section>
  );
}

interface DeliveryListProps {
  account_id: number;
  webhook_id: number;
  onOpen(id: number): void;
}

function DeliveryList({ account_id, webhook_id, onOpen }: DeliveryListProps) {
  const { page = 1, state } = route.useSearch();
  const navigate = useNavigate({ from: '/accounts/$account_id/settings/webhooks/$webhook_id' });
  const query = useQuery(deliveriesQuery({ account_id, webhook_id, page, state }));
  return (
    <>
      <StateChoice state={state} onChange={(chosen) => void navigate({ search: chosen })} />
      <Answer query={query}>
        {(deliveries) =>
          deliveries.length === 0 && page === 1 ? (
            <p className="text-ink-soft">{t('programs.noDeliveries')}</p>
          ) : (
            <>
              <DeliveryTable deliveries={deliveries} onOpen={onOpen} />
              <Pager
                page={page}
                hasMore={deliveries.length === PAGE_SIZE}
                onGo={(next) => void navigate({ search: (before) => ({ ...before, page: next }) })}
              />
            </>
          )
        }
      </Answer>
    </>
  );
}

interface StateChoiceProps {
  state: DeliveryState | undefined;
  onChange(search: { state?: DeliveryState }): void;
}

function StateChoice({ state, onChange }: StateChoiceProps) {
  return (
    <div className="max-w-56">
      <SelectField
        label={t('programs.state')}
        value={state ?? ''}
        options={[
          { value: '', label: t('programs.everyState') },
          ...DELIVERY_STATES.map((each) => ({ value: each, label: t(`programs.${each}`) })),
        ]}
        onChange={(value) => onChange(searchOf(value))}
      />
    </div>
  );
}

function searchOf(value: string): { state?: DeliveryState } {
  const state = DELIVERY_STATES.find((each) => each === value);
  return state ? { state } : {};
}
