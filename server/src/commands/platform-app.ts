import type { Services } from '../context.ts';
import { platformApps } from '../features/accounts/table.ts';
import { renewAccessToken } from '../features/accounts/tokens.ts';

/** Makes a platform app: a program that may make accounts and users. Its token is shown this once. */
export async function createPlatformApp(services: Services, name: string) {
  const now = services.now();
  return services.database.queries.transaction(async (queries) => {
    const [app] = await queries
      .insert(platformApps)
      .values({ name, created_at: now, updated_at: now })
      .returning();
    if (!app) throw new Error('The platform app was not stored');
    const context = { services, queries, now: services.now };
    return {
      id: app.id,
      name: app.name,
      access_token: await renewAccessToken(context, 'PlatformApp', app.id),
    };
  });
}
