import { randomUUID } from 'node:crypto';
import { viewConversation } from '@porchlight/contract/viewing';
import { accountContext, type Services } from '../../context.ts';
import { findMember } from '../../features/accounts/people.ts';
import { accessConversation } from '../../features/conversations/access.ts';
import type { Bus } from '../../platform/bus.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Member, Room } from './room.ts';
import type { Rooms } from './rooms.ts';
import type { AgentViewer } from './viewer.ts';
import { type Looker, ViewersTeller } from './viewers-teller.ts';
import { type ViewersMove, type Viewing, Viewings } from './viewings.ts';

interface Needs {
  services: Services;
  rooms: Rooms;
  /** The other servers, where there are any. */
  bus: Bus | undefined;
}

const SWEEP_MS = 1000;
/** Whoever says again what they look at is told of everything again, but not each time. */
const ALL_AGAIN_MS = 12_000;

/**
 * Which conversations agents look at, told to their colleagues. Only those connections hear of it that say what they
 * look at themselves: others, such as Chatwoot's own clients, get no frames that they do not know.
 */
export class ViewingDesk {
  private readonly needs: Needs;
  private readonly viewings: Viewings;
  private readonly lookers = new Map<Member, Looker>();
  private readonly teller: ViewersTeller;
  private readonly sweep: NodeJS.Timeout;

  constructor(needs: Needs) {
    this.needs = needs;
    this.viewings = new Viewings(needs.services.now);
    this.teller = new ViewersTeller(this.viewings, this.lookers);
    this.sweep = setInterval(() => this.tell(this.viewings.expire()), SWEEP_MS);
    this.sweep.unref();
  }

  stop() {
    clearInterval(this.sweep);
  }

  /** Takes note of what a member looks at. Contacts look at nothing, and what makes no sense is passed over. */
  async look(room: Room, member: Member, data: unknown) {
    const { viewer } = member;
    const said = viewConversation.safeParse(data);
    if (viewer.kind !== 'user' || !said.success) return;
    const { conversation_id: number } = said.data;
    const conversation_id = number ? await findOpenable(viewer, number) : null;
    // It may have gone while the conversation was looked for.
    if (!room.members.has(member)) return;
    const looker = this.lookers.get(member) ?? lookerOf(room, member, viewer);
    this.lookers.set(member, looker);
    this.note(looker, conversation_id);
    const now = this.needs.services.now().getTime();
    if (now - looker.told_all_at < ALL_AGAIN_MS) return;
    looker.told_all_at = now;
    await this.teller.tellAll(looker);
  }

  /** A member has gone, and looks at nothing any more. */
  leave(member: Member) {
    const looker = this.lookers.get(member);
    if (!looker) return;
    this.lookers.delete(member);
    this.note(looker, null);
  }

  /** What a connection looks at, on this server or another. */
  hear(viewing: Viewing) {
    this.tell(this.viewings.note(viewing));
  }

  private note({ connection, viewer }: Looker, conversation_id: number | null) {
    const account_id = viewer.ctx.account.id;
    const viewing: Viewing = { account_id, connection, user_id: viewer.id, conversation_id };
    // Each time, for servers that have missed it or are new.
    this.needs.bus?.publish({ kind: 'viewing', ...viewing });
    this.hear(viewing);
  }

  private tell(moves: readonly ViewersMove[]) {
    for (const [account_id, those] of Map.groupBy(moves, (move) => move.account_id))
      void this.tellAccount(account_id, those).catch((error) =>
        this.needs.services.log.warn({ err: error }, 'agents could not be told who looks at what'),
      );
  }

  private async tellAccount(account_id: number, moves: readonly ViewersMove[]) {
    const room = await this.needs.rooms.find(account_id);
    if (room) await this.teller.tellMoves(room, moves);
  }
}

function lookerOf(room: Room, member: Member, viewer: AgentViewer): Looker {
  return { connection: randomUUID(), room, member, viewer, told_all_at: Number.NEGATIVE_INFINITY };
}

/** The conversation with this number, if the agent may open it now. */
async function findOpenable({ ctx, id }: AgentViewer, display_id: number): Promise<number | null> {
  const member = await findMember(ctx, id);
  if (!member?.membership) return null;
  const { user, membership } = member;
  const actor = { type: 'user', id, name: user.name, role: membership.role } as const;
  try {
    return (await accessConversation(accountContext(ctx.services, ctx.account, actor), display_id)).id;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
