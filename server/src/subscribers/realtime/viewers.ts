import type { UserPush } from '@porchlight/contract/people';
import type { ViewedConversation, ViewersChange, ViewersUpdate } from '@porchlight/contract/viewing';
import type { AccountContext } from '../../context.ts';
import { findPeople } from '../../features/accounts/people.ts';
import { presentUserPush } from '../../features/accounts/present.ts';
import { findConversations } from '../../features/conversations/access.ts';
import { findReaders } from '../../features/conversations/readers.ts';

/** By conversation: ids of the users who look at it. */
export type ViewersById = ReadonlyMap<number, ReadonlySet<number>>;

/** What telling of viewers needs: who they are, how the conversations are numbered, and who may open them. */
export interface ViewersMaterial {
  account_id: number;
  display_id(conversation_id: number): number | undefined;
  mayOpen(user_id: number, conversation_id: number): boolean;
  person(user_id: number): UserPush | undefined;
}

/** Loads what is needed to tell of some conversations who looks at them. */
export async function loadViewersMaterial(
  ctx: AccountContext,
  conversation_ids: readonly number[],
  viewers: ViewersById,
): Promise<ViewersMaterial> {
  const rows = await findConversations(ctx, conversation_ids);
  const readers = await findReaders(ctx, [...rows.keys()]);
  const people = await findPeople(
    ctx,
    conversation_ids.flatMap((id) => [...(viewers.get(id) ?? [])]),
  );
  return {
    account_id: ctx.account.id,
    display_id: (id) => rows.get(id)?.display_id,
    mayOpen: (user_id, id) => readers.get(id)?.has(user_id) ?? false,
    person(id) {
      const person = people.get(id);
      return person?.membership ? presentUserPush(ctx, person) : undefined;
    },
  };
}

/** Who looks at a conversation, for a reader who is not told of themself; nothing where it is gone. */
function presentViewed(
  material: ViewersMaterial,
  viewers: ViewersById,
  { conversation_id, reader_id }: { conversation_id: number; reader_id: number },
): ViewedConversation | undefined {
  const id = material.display_id(conversation_id);
  if (id === undefined || !material.mayOpen(reader_id, conversation_id)) return undefined;
  const others = [...(viewers.get(conversation_id) ?? [])].filter((user_id) => user_id !== reader_id);
  return { id, viewers: others.map(material.person).filter((person) => person !== undefined) };
}

/** What a reader is told when others look at a conversation; nothing where they may not open it. */
export function presentViewersChange(
  material: ViewersMaterial,
  viewers: ViewersById,
  of: { conversation_id: number; reader_id: number },
): ViewersChange | undefined {
  const viewed = presentViewed(material, viewers, of);
  return viewed && { account_id: material.account_id, id: viewed.id, viewers: viewed.viewers };
}

/** Everything that a reader may know of who looks at what. */
export function presentViewersUpdate(
  material: ViewersMaterial,
  viewers: ViewersById,
  reader_id: number,
): ViewersUpdate {
  const conversations = [...viewers.keys()].flatMap((conversation_id) => {
    const viewed = presentViewed(material, viewers, { conversation_id, reader_id });
    return viewed && viewed.viewers.length > 0 ? [viewed] : [];
  });
  return { account_id: material.account_id, conversations };
}
