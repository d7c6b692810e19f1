import { Button } from '../../ui/button.tsx';
import { Cell, Table } from '../../ui/table.tsx';
import { formatMoment } from '../../words/format.ts';
import { t } from '../../words/words.ts';
import { DeliveryStateBadge } from './delivery-state.tsx';
import type { Delivery } from './webhook-queries.ts';

interface DeliveryTableProps {
  deliveries: readonly Delivery[];
  onOpen(id: number): void;
}

/** A line for each time that something was sent. */
export function DeliveryTable({ deliveries, onOpen }: DeliveryTableProps) {
  const head = [t('programs.event'), t('programs.state'), t('programs.attempts'), t('programs.time')];
  return (
    <Table
      label={t('programs.deliveries')}
      head={[
        ...head,
        <span key="open" className="unseen">
          {t('ui.show')}
        </span>,
      ]}
    >
      {deliveries.map(({ id, event, state, attempts_count, created_at }) => {
        const time = formatMoment(Date.parse(created_at) / 1000);
        return (
          <tr key={id}>
            <Cell>
              <code dir="ltr" className="text-small">
                {event}
              </code>
            </Cell>
            <Cell>
              <DeliveryStateBadge state={state} />
            </Cell>
            <Cell>{attempts_count}</Cell>
            <Cell className="whitespace-nowrap text-small">{time}</Cell>
            <Cell className="w-0 text-end">
              <Button
                size="small"
                aria-label={t('programs.showDelivery', { event, time })}
                onClick={() => onOpen(id)}
              >
                {t('ui.show')}
              </Button>
            </Cell>
          </tr>
        );
      })}
    </Table>
  );
}
