import type { PlatformContext, SystemActor } from '../../context.ts';

/** Who acts in an account when a platform app does: the desk, under the name of the app. */
export const actorOf = ({ actor }: PlatformContext): SystemActor => ({
  type: 'system',
  id: null,
  name: actor.name,
});
