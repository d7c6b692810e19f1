import type { Client } from '@porchlight/client/sdk';
import { queryOptions } from '@tanstack/react-query';
import { ask } from '../../app/ask.ts';
import { forgetLists, type Inbox, inboxesQuery } from '../../app/queries.ts';
import { queryClient } from '../../app/query-client.ts';

// Below the key of the list, so that both are forgotten together.
const keyOf = (account_id: number, id: number, part: string) => [
  ...inboxesQuery(account_id).queryKey,
  id,
  part,
];

/** An inbox with its secrets. */
export const inboxQuery = (account_id: number, id: number) =>
  queryOptions({
    queryKey: keyOf(account_id, id, 'all'),
    queryFn: ({ signal }): Promise<Inbox> => ask((desk) => desk.inboxes.show({ account_id, id }, { signal })),
  });

/** The ids of the agents who see an inbox. */
export const membersQuery = (account_id: number, inbox_id: number) =>
  queryOptions({
    queryKey: keyOf(account_id, inbox_id, 'members'),
    queryFn: async ({ signal }): Promise<number[]> => {
      const { payload } = await ask((desk) => desk.inboxMembers.list({ account_id, inbox_id }, { signal }));
      return payload.map(({ id }) => id);
    },
  });

/** The id of the bot that answers first; 0 when there is none. */
export const inboxBotQuery = (account_id: number, id: number) =>
  queryOptions({
    queryKey: keyOf(account_id, id, 'bot'),
    queryFn: async ({ signal }): Promise<number> =>
      (await ask((desk) => desk.inboxes.agentBot({ account_id, id }, { signal }))).agent_bot?.id ?? 0,
  });

/** Puts what the desk answered to a change in the place of what was known. */
export function takeInbox(account_id: number, inbox: Inbox) {
  queryClient.setQueryData(inboxQuery(account_id, inbox.id).queryKey, inbox);
  queryClient.setQueryData(inboxesQuery(account_id).queryKey, (list) =>
    list?.map((each) => (each.id === inbox.id ? inbox : each)),
  );
}

/** Puts in what was saved, for answers that the desk does not give back. */
export const takeMembers = (account_id: number, id: number, members: number[]) =>
  queryClient.setQueryData(membersQuery(account_id, id).queryKey, members);

export const takeInboxBot = (account_id: number, id: number, bot: number) =>
  queryClient.setQueryData(inboxBotQuery(account_id, id).queryKey, bot);

type InboxChanges = Omit<Parameters<Client['inboxes']['update']>[0], 'account_id' | 'id'>;

/** Changes an inbox. */
export async function saveInbox(account_id: number, id: number, changes: InboxChanges) {
  takeInbox(account_id, await ask((desk) => desk.inboxes.update({ account_id, id, ...changes })));
}

/** Deletes an inbox with its conversations. */
export async function removeInbox(account_id: number, id: number) {
  await ask((desk) => desk.inboxes.remove({ account_id, id }));
  queryClient.setQueryData(inboxesQuery(account_id).queryKey, (list) =>
    list?.filter((each) => each.id !== id),
  );
  forgetLists(account_id, ['inboxes']);
}
