import type { Services } from '../../context.ts';
import type { Job } from '../../platform/jobs/jobs.ts';
import { type AvatarRequest, FETCH_AVATAR } from './avatar.ts';
import { fetchAvatar } from './avatar-fetch.ts';

/** The job that an `avatar_url` starts. */
export function fetchAvatarJob(services: Services): Job<AvatarRequest> {
  return { name: FETCH_AVATAR, run: (request) => fetchAvatar(services, request) };
}
