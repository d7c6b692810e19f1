import type { Services } from '../../context.ts';
import type { Job } from '../../platform/jobs/jobs.ts';
import { type AccountErasure, ERASE_ACCOUNT } from './account.ts';
import { eraseAccount } from './account-erasure.ts';
import { ERASE_USER, type UserErasure } from './user.ts';
import { eraseUser } from './user-erasure.ts';

/** The job that deletes a user. */
export function eraseUserJob(services: Services): Job<UserErasure> {
  return { name: ERASE_USER, run: (request) => eraseUser(services, request) };
}

/** The job that deletes an account. */
export function eraseAccountJob(services: Services): Job<AccountErasure> {
  return { name: ERASE_ACCOUNT, run: (request) => eraseAccount(services, request) };
}
