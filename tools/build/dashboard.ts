import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The pages of agents, into build/dashboard. */
export async function buildDashboard(root: string) {
  if (!existsSync(join(root, 'dashboard/vite.config.ts'))) return;
  const { build } = await import('vite');
  await build({ root: join(root, 'dashboard'), logLevel: 'warn' });
}
