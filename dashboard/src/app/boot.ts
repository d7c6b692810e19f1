import { catalogues } from 'virtual:words';
import type { AnyRoute } from '@tanstack/react-router';
import { startWords } from '../words/words.ts';
import { askAhead } from './ahead.ts';
import { keepAnswers, restoreAnswers } from './kept.ts';
import { router } from './router.ts';
import { currentStanding } from './session.ts';
import { startTheme } from './theme.ts';

/*
 * Runs before the code that draws: the browser fetches words, parts of the page, what it kept and what the desk knows
 * while the rest of the first file, which is long, still runs.
 */

startTheme();
keepAnswers();
void restoreAnswers();

/** Done when there are words for what every page says. */
export const words = startWords(catalogues);

const routes: Readonly<Record<string, AnyRoute>> = router.routesById;
const standing = currentStanding();
for (const { routeId, params, search } of router.matchRoutes(router.latestLocation)) {
  const route = routes[routeId];
  if (!route) continue;
  void router.loadRouteChunk(route)?.catch(() => undefined);
  const { askAhead: ask } = route.options.staticData ?? {};
  if (ask && standing.is === 'signed_in') askAhead(standing.session, (desk) => ask(desk, { params, search }));
}
void router.load();
