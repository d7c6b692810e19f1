import { createRoute, redirect } from '@tanstack/react-router';
import { Settings } from 'lucide-react';
import { profileQuery } from '../app/queries.ts';
import { queryClient } from '../app/query-client.ts';
import { accountSettingsRoute } from './account/route.ts';
import { botsRoute } from './agent-bots/route.ts';
import { agentsRoute } from './agents/route.ts';
import { settingsFrameRoute } from './frame-route.ts';
import { inboxesRoute, inboxRoute, newInboxRoute } from './inboxes/route.ts';
import { labelsRoute } from './labels/route.ts';
import { satisfactionRoute } from './satisfaction/route.ts';
import { teamsRoute } from './teams/route.ts';
import { webhookRoute, webhooksRoute } from './webhooks/route.ts';

/** `/settings` alone: the inboxes, or one's own profile for those who may not set up the desk. */
const settingsStartRoute = createRoute({
  getParentRoute: () => settingsFrameRoute,
  path: '/',
  beforeLoad: async ({ params }) => {
    const { accounts } = await queryClient.ensureQueryData(profileQuery);
    const isAdministrator = accounts.some(
      ({ id, role }) => id === params.account_id && role === 'administrator',
    );
    throw redirect({
      to: isAdministrator
        ? '/accounts/$account_id/settings/inboxes'
        : '/accounts/$account_id/profile/settings',
      params,
      replace: true,
    });
  },
  // The frame has the same address, under which the list of places finds this route.
  staticData: {
    nav: {
      order: 80,
      label: 'shell.navSettings',
      icon: Settings,
      action: { id: 'go.settings', label: 'actions.goSettings', keys: ['Alt+s', 'g s'] },
    },
  },
});

/** The pages of the settings: a line for each. */
export const settingsRoute = settingsFrameRoute.addChildren([
  settingsStartRoute,
  accountSettingsRoute,
  inboxesRoute,
  newInboxRoute,
  inboxRoute,
  agentsRoute,
  teamsRoute,
  labelsRoute,
  webhooksRoute,
  webhookRoute,
  botsRoute,
  satisfactionRoute,
]);
