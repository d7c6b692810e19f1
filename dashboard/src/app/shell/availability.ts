import type { Availability } from '../../ui/avatar.tsx';
import { toast } from '../../ui/toast.tsx';
import { ask, sentenceOf } from '../ask.ts';
import type { Membership } from '../people.ts';
import { profileQuery, takeUser } from '../queries.ts';
import { queryClient } from '../query-client.ts';

/** Says how available the user is in this account; shown at once, and taken back where the desk refuses. */
export async function setAvailability(account: Membership, availability: Availability) {
  await changeMembership(account, { availability, availability_status: availability }, () =>
    ask((desk) => desk.profile.setAvailability({ account_id: account.id, availability })),
  );
}

/** Says whether the user counts as offline once no page of the desk is open. */
export async function setAutoOffline(account: Membership, auto_offline: boolean) {
  await changeMembership(account, { auto_offline }, () =>
    ask((desk) => desk.profile.setAutoOffline({ account_id: account.id, auto_offline })),
  );
}

async function changeMembership(
  { id }: Membership,
  change: Partial<Membership>,
  tell: () => Promise<Parameters<typeof takeUser>[0]>,
) {
  const before = queryClient.getQueryData(profileQuery.queryKey);
  if (before) {
    const accounts = before.accounts.map((each) => (each.id === id ? { ...each, ...change } : each));
    takeUser({ ...before, accounts });
  }
  try {
    takeUser(await tell());
  } catch (error) {
    if (before) takeUser(before);
    toast(sentenceOf(error), { tone: 'bad' });
  }
}
