import type { agentBotFields } from '@porchlight/contract/agent-bots';
import { eq } from 'drizzle-orm';
import type * as z from 'zod';
import { atomically, type Context } from '../../context.ts';
import { releaseFile } from '../../platform/files/claims.ts';
import { enqueue } from '../../platform/jobs/jobs.ts';
import { OF_NO_ACCOUNT, replaceAvatar } from '../accounts/avatar.ts';
import { type AgentBotRow, agentBots } from '../accounts/table.ts';
import { holdBot } from './access.ts';

/** What is given for the picture: a file, or an address to fetch it from; the file goes before. */
type Given = Pick<z.output<typeof agentBotFields>, 'avatar' | 'avatar_url'>;

type Columns = Partial<Pick<AgentBotRow, 'avatar' | 'awaited_avatar_url'>>;

/** A picture to be fetched; it counts as long as the bot waits for one from there. */
export interface BotAvatarRequest {
  bot_id: number;
  url: string;
}

export const FETCH_BOT_AVATAR = 'fetch_bot_avatar';
const ATTEMPTS_MAX = 8;

/** The account under which the files of a bot are claimed. */
export const ownerOf = ({ account_id }: Pick<AgentBotRow, 'account_id'>) => account_id ?? OF_NO_ACCOUNT;

/** Takes the picture that is given for a held bot; answers the columns that are yet to be written. */
export async function receiveAvatar(
  ctx: Context,
  held: AgentBotRow,
  { avatar, avatar_url }: Given,
): Promise<Columns> {
  if (avatar) {
    const before = { account_id: ownerOf(held), avatar: held.avatar };
    return { avatar: await replaceAvatar(ctx, before, avatar), awaited_avatar_url: null };
  }
  const url = avatar_url?.trim();
  if (!url) return {};
  const payload: BotAvatarRequest = { bot_id: held.id, url };
  // One after another for an owner, so that slow servers leave the other jobs their turn.
  const queue = `avatars ${ownerOf(held)}`;
  await enqueue(ctx.queries, [{ name: FETCH_BOT_AVATAR, payload, queue, attempts_max: ATTEMPTS_MAX }]);
  return { awaited_avatar_url: url };
}

/** Takes the picture off a bot; its links end with the change. */
export function removeAvatar(ctx: Context, bot: AgentBotRow): Promise<AgentBotRow> {
  return atomically(ctx, async (queries) => {
    const held = await holdBot({ ...ctx, queries }, bot);
    if (held.avatar) await releaseFile(queries, held.avatar.key);
    const columns = { avatar: null, awaited_avatar_url: null, updated_at: ctx.now() };
    await queries.update(agentBots).set(columns).where(eq(agentBots.id, held.id));
    return { ...held, ...columns };
  });
}
