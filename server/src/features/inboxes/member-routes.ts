import { assignableAgents, inboxMembers } from '@porchlight/contract/inbox-members';
import { type AccountContext, type Route, route } from '../../context.ts';
import { presentAgent } from '../accounts/present.ts';
import { accessInbox } from './access.ts';
import {
  addInboxMembers,
  listAssignable,
  listInboxMembers,
  removeInboxMembers,
  replaceInboxMembers,
} from './members.ts';

/** Who sees an inbox, and who may be made responsible in several. */
export const inboxMemberRoutes: readonly Route[] = [
  route(inboxMembers.list, async (ctx, { inbox_id }) => showMembers(ctx, await accessInbox(ctx, inbox_id))),

  route(inboxMembers.add, async (ctx, { inbox_id, user_ids }) => {
    const inbox = await accessInbox(ctx, inbox_id);
    await addInboxMembers(ctx, inbox, user_ids);
    return showMembers(ctx, inbox);
  }),

  route(inboxMembers.replace, async (ctx, { inbox_id, user_ids }) => {
    const inbox = await accessInbox(ctx, inbox_id);
    await replaceInboxMembers(ctx, inbox, user_ids);
    return showMembers(ctx, inbox);
  }),

  route(inboxMembers.remove, async (ctx, { inbox_id, user_ids }) => {
    await removeInboxMembers(ctx, await accessInbox(ctx, inbox_id), user_ids);
    return undefined;
  }),

  route(assignableAgents.list, async (ctx, { inbox_ids }) => {
    const inboxes: Inbox[] = [];
    for (const id of new Set(inbox_ids)) inboxes.push(await accessInbox(ctx, id));
    const people = await listAssignable(ctx, inboxes);
    return { payload: people.map((person) => presentAgent(ctx, person)) };
  }),
];

type Inbox = Awaited<ReturnType<typeof accessInbox>>;

async function showMembers(ctx: AccountContext, inbox: Inbox) {
  const members = await listInboxMembers(ctx, inbox);
  return { payload: members.map((person) => presentAgent(ctx, person)) };
}
