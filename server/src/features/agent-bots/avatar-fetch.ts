import type { UploadedFile } from '@porchlight/contract/uploaded-file';
import { and, eq } from 'drizzle-orm';
import { atomically, type Context, type Services } from '../../context.ts';
import { hasOwner } from '../../platform/files/claims.ts';
import { prepareAvatar, replaceAvatar } from '../accounts/avatar.ts';
import { fetchPicture } from '../accounts/avatar-download.ts';
import { agentBots } from '../accounts/table.ts';
import { type BotAvatarRequest, ownerOf } from './avatar.ts';

/** Fetches a bot's picture, when the bot still waits for one from there. */
export async function fetchBotAvatar(services: Services, request: BotAvatarRequest) {
  const ctx: Context = { services, queries: services.database.queries, now: services.now };
  if (!(await isAwaited(ctx, request))) return;
  const { url, bot_id } = request;
  await fetchPicture(services, {
    url,
    keep: (file) => keepPicture(ctx, request, file),
    isOwned: ({ key }) => hasOwner(ctx.queries, key),
    async forget() {
      await ctx.queries.update(agentBots).set({ awaited_avatar_url: null }).where(waitingFor(request));
    },
    whose: 'a bot',
    ids: { bot_id },
  });
}

const waitingFor = ({ bot_id, url }: BotAvatarRequest) =>
  and(eq(agentBots.id, bot_id), eq(agentBots.awaited_avatar_url, url));

async function isAwaited(ctx: Context, request: BotAvatarRequest): Promise<boolean> {
  const found = await ctx.queries.select({ id: agentBots.id }).from(agentBots).where(waitingFor(request));
  return found.length > 0;
}

/** Makes the file the bot's picture, unless another was given meanwhile. */
async function keepPicture(ctx: Context, request: BotAvatarRequest, file: UploadedFile) {
  await prepareAvatar(ctx, file);
  await atomically(ctx, async (queries) => {
    const [held] = await queries.select().from(agentBots).where(waitingFor(request)).for('update');
    if (!held) return;
    const before = { account_id: ownerOf(held), avatar: held.avatar };
    const avatar = await replaceAvatar({ ...ctx, queries }, before, file);
    await queries
      .update(agentBots)
      .set({ avatar, awaited_avatar_url: null, updated_at: ctx.now() })
      .where(eq(agentBots.id, held.id));
  });
}
