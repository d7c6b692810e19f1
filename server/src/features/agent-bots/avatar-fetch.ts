import type { UploadedFile } from '@porchlight/contract/uploaded-file';
import { and, eq } from 'drizzle-orm';
import { atomically, type Context, type Services } from '../../context.ts';
import { hasOwner } from '../../platform/files/claims.ts';
import { dropFile } from '../../platform/files/receive.ts';
import { OutboundRefused } from '../../platform/outbound/errors.ts';
import { Refusal } from '../../platform/refusal.ts';
import { prepareAvatar, replaceAvatar } from '../accounts/avatar.ts';
import { downloadAvatar, NoPicture } from '../accounts/avatar-download.ts';
import { agentBots } from '../accounts/table.ts';
import { type BotAvatarRequest, ownerOf } from './avatar.ts';

/**
 * Fetches a bot's picture. A failure that may pass is thrown, so that the job runs again; an address without a
 * picture is forgotten with a line in the log.
 */
export async function fetchBotAvatar(services: Services, request: BotAvatarRequest) {
  const ctx: Context = { services, queries: services.database.queries, now: services.now };
  if (!(await isAwaited(ctx, request))) return;
  try {
    await keepPicture(ctx, request, await downloadAvatar(services, request.url));
  } catch (error) {
    if (!(error instanceof NoPicture || error instanceof OutboundRefused || error instanceof Refusal))
      throw error;
    await ctx.queries.update(agentBots).set({ awaited_avatar_url: null }).where(waitingFor(request));
    const address = error instanceof OutboundRefused ? error.address : undefined;
    const { bot_id } = request;
    services.log.warn({ bot_id, address }, `the picture of a bot was not fetched: ${error.message}`);
  }
}

const waitingFor = ({ bot_id, url }: BotAvatarRequest) =>
  and(eq(agentBots.id, bot_id), eq(agentBots.awaited_avatar_url, url));

async function isAwaited(ctx: Context, request: BotAvatarRequest): Promise<boolean> {
  const found = await ctx.queries.select({ id: agentBots.id }).from(agentBots).where(waitingFor(request));
  return found.length > 0;
}

/** Makes the file the bot's picture, unless another was given meanwhile; then it is dropped. */
async function keepPicture(ctx: Context, request: BotAvatarRequest, file: UploadedFile) {
  try {
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
  } finally {
    if (!(await hasOwner(ctx.queries, file.key))) await dropFile(ctx.services.files.store, file.key);
  }
}
