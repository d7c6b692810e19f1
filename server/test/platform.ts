import { createPlatformApp } from '../src/commands/platform-app.ts';
import type { platformAppPermissibles } from '../src/features/accounts/table.ts';
import { ask, type TestDesk } from './harness.ts';

/** A platform app, and a way to ask as it. */
export interface TestApp {
  id: number;
  token: string;
  ask(method: Parameters<typeof ask>[1], path: string, body?: unknown): ReturnType<typeof ask>;
}

/** Makes a platform app. */
export async function makeApp(desk: TestDesk, name = 'Provisioner'): Promise<TestApp> {
  const { id, access_token: token } = await createPlatformApp(desk.services, name);
  return {
    id,
    token,
    ask: (method, path, body) => ask(desk, method, `/platform/api/v1${path}`, { token, body }),
  };
}

type PermissibleType = (typeof platformAppPermissibles.$inferSelect)['permissible_type'];

/** Lets the app reach something that it did not make. */
export async function permitTo(desk: TestDesk, app: { id: number }, type: PermissibleType, id: number) {
  await desk.services.database.pool.query(
    `insert into platform_app_permissibles (platform_app_id, permissible_type, permissible_id, created_at)
      values ($1, $2, $3, now()) on conflict do nothing`,
    [app.id, type, id],
  );
}
