import { Badge } from '../../ui/badge.tsx';
import { t } from '../../words/words.ts';
import type { DeliveryState } from './states.ts';

const TONES = { waiting: 'info', delivered: 'good', failed: 'bad', dropped: 'plain' } as const;

/** How far a delivery has come, in its colour. */
export function DeliveryStateBadge({ state }: { state: DeliveryState }) {
  return <Badge tone={TONES[state]}>{t(`programs.${state}`)}</Badge>;
}
