import type { Client } from '@porchlight/client/sdk';
import { queryOptions } from '@tanstack/react-query';
import { ask } from '../../app/ask.ts';
import { inboxesQuery } from '../../app/queries.ts';
import { queryClient } from '../../app/query-client.ts';

/** The programs that answer customers. */
export const botsQuery = (account_id: number) =>
  queryOptions({
    queryKey: ['account', account_id, 'bots'],
    queryFn: ({ signal }) => ask((desk) => desk.agentBots.list({ account_id }, { signal })),
  });

export type Bot = Awaited<ReturnType<Client['agentBots']['list']>>[number];

/** Reads the bots anew, and with them which inbox has which. */
export function forgetBots(account_id: number) {
  void queryClient.invalidateQueries({ queryKey: botsQuery(account_id).queryKey });
  void queryClient.invalidateQueries({ queryKey: inboxesQuery(account_id).queryKey });
}

/** Puts in what the desk answered to a change. */
export const takeBot = (account_id: number, bot: Bot) =>
  queryClient.setQueryData(botsQuery(account_id).queryKey, (list) =>
    list?.map((each) => (each.id === bot.id ? bot : each)),
  );
