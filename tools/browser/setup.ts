import { fileURLToPath } from 'node:url';
import { buildDashboard } from '../build/dashboard.ts';
import { buildWidget } from '../build/widget.ts';

/**
 * Builds the widget and the dashboard as they are now, once for a run; KEEP_WIDGET_BUILD and KEEP_DASHBOARD_BUILD take
 * what is built already.
 */
export async function setup() {
  const { KEEP_WIDGET_BUILD, KEEP_DASHBOARD_BUILD, NODE_ENV } = process.env;
  const root = fileURLToPath(new URL('../..', import.meta.url));
  // As they are delivered: in an environment of tests libraries are built with all that they check while developing.
  process.env.NODE_ENV = 'production';
  if (!KEEP_WIDGET_BUILD) await buildWidget(root);
  if (!KEEP_DASHBOARD_BUILD) await buildDashboard(root);
  process.env.NODE_ENV = NODE_ENV;
}
