import type { Client } from '@porchlight/client/sdk';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { ask } from './ask.ts';
import type { ChangedList } from './live/changed-lists.ts';
import type { User } from './people.ts';
import { queryClient } from './query-client.ts';

type Answer<
  Resource extends keyof Client,
  Name extends keyof Client[Resource],
> = Client[Resource][Name] extends (...args: never[]) => Promise<infer Result> ? Result : never;

export type Label = Answer<'labels', 'list'>['payload'][number];
export type Inbox = Answer<'inboxes', 'list'>['payload'][number];
export type Team = Answer<'teams', 'list'>[number];
export type Agent = Answer<'agents', 'list'>[number];

/** Every question of an account begins with this, so that all of them can be forgotten together. */
const keyOf = (account_id: number, list: ChangedList | 'agents' | 'account') => ['account', account_id, list];

/** Who is signed in. */
export const profileQuery = queryOptions({
  queryKey: ['profile'],
  queryFn: ({ signal }): Promise<User> => ask((desk) => desk.profile.show({}, { signal })),
  meta: { kept: true },
});

export const labelsQuery = (account_id: number) =>
  queryOptions({
    queryKey: keyOf(account_id, 'labels'),
    queryFn: async ({ signal }): Promise<Label[]> =>
      (await ask((desk) => desk.labels.list({ account_id }, { signal }))).payload,
    meta: { kept: true },
  });

export const inboxesQuery = (account_id: number) =>
  queryOptions({
    queryKey: keyOf(account_id, 'inboxes'),
    queryFn: async ({ signal }): Promise<Inbox[]> =>
      (await ask((desk) => desk.inboxes.list({ account_id }, { signal }))).payload,
    meta: { kept: true },
  });

export const teamsQuery = (account_id: number) =>
  queryOptions({
    queryKey: keyOf(account_id, 'teams'),
    queryFn: ({ signal }): Promise<Team[]> => ask((desk) => desk.teams.list({ account_id }, { signal })),
    meta: { kept: true },
  });

export const agentsQuery = (account_id: number) =>
  queryOptions({
    queryKey: keyOf(account_id, 'agents'),
    queryFn: ({ signal }): Promise<Agent[]> => ask((desk) => desk.agents.list({ account_id }, { signal })),
    meta: { kept: true },
  });

/** The account with its settings and features. */
export const accountQuery = (account_id: number) =>
  queryOptions({
    queryKey: keyOf(account_id, 'account'),
    queryFn: ({ signal }) => ask((desk) => desk.accounts.show({ account_id }, { signal })),
    meta: { kept: true },
  });

const NOTHING: never[] = [];

/** The labels of an account; none until they are here. */
export const useLabels = (account_id: number): readonly Label[] =>
  useQuery(labelsQuery(account_id)).data ?? NOTHING;

/** The inboxes of an account that the reader sees; none until they are here. */
export const useInboxes = (account_id: number): readonly Inbox[] =>
  useQuery(inboxesQuery(account_id)).data ?? NOTHING;

/** The teams of an account; none until they are here. */
export const useTeams = (account_id: number): readonly Team[] =>
  useQuery(teamsQuery(account_id)).data ?? NOTHING;

/** The agents of an account; none until they are here. */
export const useAgents = (account_id: number): readonly Agent[] =>
  useQuery(agentsQuery(account_id)).data ?? NOTHING;

/** The desk told that these lists changed: they are read again where they are shown. */
export function forgetLists(account_id: number, lists: readonly (ChangedList | 'agents')[]) {
  for (const list of lists) void queryClient.invalidateQueries({ queryKey: keyOf(account_id, list) });
}

/** Puts an answer that shows the user in the place of what was known. */
export const takeUser = (user: User) => queryClient.setQueryData(profileQuery.queryKey, user);
