import { access } from './access.ts';
import { billing } from './billing.ts';
import { devices } from './devices.ts';
import { orders } from './orders.ts';
import { sales } from './sales.ts';
import type { Topic } from './topic.ts';

/** Everything that customers write about. */
export const topics: readonly Topic[] = [...orders, ...access, ...devices, ...billing, ...sales];
