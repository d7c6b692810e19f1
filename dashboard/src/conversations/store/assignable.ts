import { useQuery } from '@tanstack/react-query';
import { ask } from '../../app/ask.ts';
import { useLive } from '../../app/live/use-live.ts';

const NOBODY_YET: never[] = [];

/** The agents who may answer in all of these inboxes. */
export function useAssignable(inbox_ids: readonly number[]) {
  const { account_id } = useLive();
  const wanted = [...new Set(inbox_ids)].sort((one, other) => one - other);
  const { data } = useQuery({
    queryKey: ['account', account_id, 'agents', 'assignable', ...wanted],
    queryFn: async ({ signal }) =>
      (await ask((desk) => desk.assignableAgents.list({ account_id, inbox_ids: wanted }, { signal })))
        .payload,
  });
  return data ?? NOBODY_YET;
}
