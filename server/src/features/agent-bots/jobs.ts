import type { Services } from '../../context.ts';
import type { Job } from '../../platform/jobs/jobs.ts';
import { type BotAvatarRequest, FETCH_BOT_AVATAR } from './avatar.ts';
import { fetchBotAvatar } from './avatar-fetch.ts';

/** The job that an `avatar_url` of a bot starts. */
export function fetchBotAvatarJob(services: Services): Job<BotAvatarRequest> {
  return { name: FETCH_BOT_AVATAR, run: (request) => fetchBotAvatar(services, request) };
}
