import { participants } from '@porchlight/contract/participants';
import { type Route, route } from '../../context.ts';
import { presentAgent } from '../accounts/present.ts';
import { accessConversation } from './access.ts';
import {
  addParticipants,
  listParticipants,
  removeParticipants,
  replaceParticipants,
} from './participants.ts';

/** Who watches a conversation. */
export const participantRoutes: readonly Route[] = [
  route(participants.list, async (ctx, { conversation_id }) => {
    const people = await listParticipants(ctx, await accessConversation(ctx, conversation_id));
    return people.map((person) => presentAgent(ctx, person));
  }),

  route(participants.add, async (ctx, { conversation_id, user_ids }) => {
    const conversation = await accessConversation(ctx, conversation_id);
    const people = await addParticipants(ctx, conversation, user_ids ?? []);
    return people.map((person) => presentAgent(ctx, person));
  }),

  route(participants.replace, async (ctx, { conversation_id, user_ids }) => {
    const conversation = await accessConversation(ctx, conversation_id);
    const people = await replaceParticipants(ctx, conversation, user_ids ?? []);
    return people.map((person) => presentAgent(ctx, person));
  }),

  route(participants.remove, async (ctx, { conversation_id, user_ids }) => {
    await removeParticipants(ctx, await accessConversation(ctx, conversation_id), user_ids ?? []);
    return undefined;
  }),
];
