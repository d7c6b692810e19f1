import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readId } from '../../app/address-id.ts';
import { loadWords } from '../../words/words.ts';
import { settingsFrameRoute } from '../frame-route.ts';
import { DELIVERY_STATES, type DeliveryState } from './states.ts';

const loader = () => loadWords('programs');

export const webhooksRoute = createRoute({
  getParentRoute: () => settingsFrameRoute,
  path: '/webhooks',
  loader,
  component: lazyRouteComponent(() => import('./webhooks-page.tsx'), 'WebhooksPage'),
  staticData: { title: 'settings.navWebhooks' },
});

interface DeliverySearch {
  page?: number;
  state?: DeliveryState;
}

export const webhookRoute = createRoute({
  getParentRoute: () => settingsFrameRoute,
  path: '/webhooks/$webhook_id',
  params: {
    parse: ({ webhook_id }) => ({ webhook_id: readId(webhook_id) }),
    stringify: ({ webhook_id }) => ({ webhook_id: String(webhook_id) }),
  },
  validateSearch: ({ page, state }: Record<string, unknown>): DeliverySearch => {
    const known = DELIVERY_STATES.find((each) => each === state);
    return {
      ...(typeof page === 'number' && Number.isInteger(page) && page > 1 ? { page } : {}),
      ...(known ? { state: known } : {}),
    };
  },
  loader,
  component: lazyRouteComponent(() => import('./webhook-page.tsx'), 'WebhookPage'),
  staticData: { title: 'settings.navWebhooks' },
});
