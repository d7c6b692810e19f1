import type { agentBots as operations } from '@porchlight/contract/agent-bots';
import type { OperationInput } from '@porchlight/contract/operation';
import { and, eq } from 'drizzle-orm';
import { type Actor, atomically, type Context, wakeWithCommit } from '../../context.ts';
import { releaseFile } from '../../platform/files/claims.ts';
import { storedFiles } from '../../platform/files/table.ts';
import { invalid, Refusal } from '../../platform/refusal.ts';
import { prepareAvatar } from '../accounts/avatar.ts';
import { forgetPermissible } from '../accounts/permissibles.ts';
import { type AgentBotRow, accessTokens, agentBots } from '../accounts/table.ts';
import { renewAccessToken } from '../accounts/tokens.ts';
import { holdBot } from './access.ts';
import { ownerOf, receiveAvatar } from './avatar.ts';
import { releaseBot } from './release.ts';
import { makeBotSecret } from './secret.ts';

type Fields = Omit<OperationInput<typeof operations.create>, 'account_id'>;

/** Makes a bot of an account, or one of the installation, with its token and its secret. */
export async function createBot(
  ctx: Context,
  account_id: number | null,
  fields: Fields,
): Promise<AgentBotRow> {
  const name = readName(fields.name ?? '');
  refuseClosedAddress(ctx, fields);
  await prepareAvatar(ctx, fields.avatar);
  return atomically(ctx, async (queries) => {
    const inside = { ...ctx, queries };
    const now = ctx.now();
    const [bot] = await queries
      .insert(agentBots)
      .values({ ...columnsOf(fields), account_id, name, created_at: now, updated_at: now })
      .returning();
    if (!bot) throw new Error('The bot was not stored');
    await makeBotSecret(inside, bot);
    await renewAccessToken(inside, 'AgentBot', bot.id);
    return write(inside, bot, await receiveAvatar(inside, bot, fields));
  });
}

function readName(given: string): string {
  if (given.trim() === '') throw invalid({ name: "can't be blank" });
  return given;
}

/** Says at once what would otherwise fail at the first event: that nothing is sent to private addresses. */
function refuseClosedAddress({ services }: Context, { outgoing_url }: Fields) {
  const url = outgoing_url?.trim();
  const fault = url ? services.outbound.checkUrl(url) : undefined;
  if (fault !== undefined) throw new Refusal('invalid', fault, { attributes: ['outgoing_url'] });
}

const columnsOf = ({ description, outgoing_url, bot_type, bot_config }: Fields) => ({
  description,
  outgoing_url: outgoing_url === undefined ? undefined : outgoing_url?.trim() || null,
  bot_type,
  ...(bot_config === undefined ? {} : { bot_config: bot_config ?? {} }),
});

async function write(
  { queries, now }: Context,
  { id }: AgentBotRow,
  columns: Partial<AgentBotRow>,
): Promise<AgentBotRow> {
  const [bot] = await queries
    .update(agentBots)
    .set({ ...columns, updated_at: now() })
    .where(eq(agentBots.id, id))
    .returning();
  if (!bot) throw new Error('A held bot was not there to be changed');
  return bot;
}

/** Changes a bot; what is not given stays as it is. */
export async function updateBot(ctx: Context, bot: AgentBotRow, fields: Fields): Promise<AgentBotRow> {
  const name = fields.name === undefined ? undefined : readName(fields.name);
  refuseClosedAddress(ctx, fields);
  await prepareAvatar(ctx, fields.avatar);
  return atomically(ctx, async (queries) => {
    const inside = { ...ctx, queries };
    const held = await holdBot(inside, bot);
    const picture = await receiveAvatar(inside, held, fields);
    return write(inside, held, given({ name, ...columnsOf(fields), ...picture }));
  });
}

const given = (columns: Record<string, unknown>): Partial<AgentBotRow> =>
  Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));

/** Gives a bot to another account, or to the installation; accounts that may not use it any more lose it. */
export async function moveBot(
  ctx: Context,
  bot: AgentBotRow,
  account_id: number | null,
  actor: Actor,
): Promise<AgentBotRow> {
  if (account_id === bot.account_id) return bot;
  const moved = await atomically(ctx, async (queries) => {
    const inside = { ...ctx, queries };
    const held = await holdBot(inside, bot);
    if (account_id !== null) await releaseBot(inside, held, actor, account_id);
    const { avatar } = held;
    if (avatar) {
      const isPicture = and(eq(storedFiles.key, avatar.key), eq(storedFiles.account_id, ownerOf(held)));
      await queries
        .update(storedFiles)
        .set({ account_id: ownerOf({ account_id }) })
        .where(isPicture);
    }
    return write(inside, held, { account_id });
  });
  wakeWithCommit(ctx);
  return moved;
}

/** Deletes a bot with its token; inboxes and conversations that had it have none. */
export async function removeBot(ctx: Context, bot: AgentBotRow, actor: Actor) {
  await atomically(ctx, async (queries) => {
    const inside = { ...ctx, queries };
    const held = await holdBot(inside, bot);
    await releaseBot(inside, held, actor);
    if (held.avatar) await releaseFile(queries, held.avatar.key);
    await queries
      .delete(accessTokens)
      .where(and(eq(accessTokens.owner_type, 'AgentBot'), eq(accessTokens.owner_id, held.id)));
    await forgetPermissible(queries, { type: 'AgentBot', id: held.id });
    await queries.delete(agentBots).where(eq(agentBots.id, held.id));
  });
  wakeWithCommit(ctx);
}

/** Makes a new access token for the bot; the old one stops working. */
export async function resetBotToken(ctx: Context, bot: AgentBotRow) {
  await renewAccessToken(ctx, 'AgentBot', bot.id);
}
