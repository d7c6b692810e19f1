import * as z from 'zod';
import { optionalId } from './fields.ts';
import { userPush } from './people.ts';

/*
 * Who looks at which conversation: what agents' clients perform at `/cable`, and what they hear of each other. None of
 * it is in Chatwoot's contract.
 */

/**
 * What goes with the action `view_conversation`: the conversation that is open before the agent, by its number within
 * the account; null, or none, for nothing any more. It counts for `VIEWING_SECONDS`, so it is said again until then.
 */
export const viewConversation = z.object({ conversation_id: optionalId });

/** A conversation and the colleagues who look at it; whoever is told is never among them. */
const viewedConversation = z.object({
  /** The number within the account. */
  id: z.int(),
  viewers: z.array(userPush),
});
export type ViewedConversation = z.output<typeof viewedConversation>;

/** `conversation.viewers_changed`: who looks at one conversation from now on. */
export const viewersChange = z.object({ account_id: z.int(), ...viewedConversation.shape });
export type ViewersChange = z.output<typeof viewersChange>;

/** `viewers.update`: every conversation that somebody else looks at and that may be opened; nobody looks at others. */
export const viewersUpdate = z.object({ account_id: z.int(), conversations: z.array(viewedConversation) });
export type ViewersUpdate = z.output<typeof viewersUpdate>;

/** For how long somebody counts as looking at a conversation after saying so. */
export const VIEWING_SECONDS = 20;
