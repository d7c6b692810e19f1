import type { AccountContext } from '../../context.ts';
import { findAgentBots } from '../../features/accounts/people.ts';
import { openBotSecret } from '../../features/agent-bots/secret.ts';
import { findInboxes } from '../../features/inboxes/access.ts';
import { openSecrets } from '../../features/inboxes/inbox.ts';
import { openSecret } from '../../features/webhooks/secret.ts';
import type { WebhookRow } from '../../features/webhooks/table.ts';
import type { SubscriberKind } from '../../features/webhooks/wire-events.ts';
import type { Claimed } from './claims.ts';

/** Where a delivery goes, as it is set now. */
export interface Receiver {
  url: string;
  /** Those that sign, the newest first. */
  secrets: readonly string[];
  retries_enabled: boolean;
}

/** The receiver of a delivery; nothing when it is gone, has no address any more, or is switched off. */
export const findReceiver = (ctx: AccountContext, claimed: Claimed) =>
  finders[claimed.delivery.kind](ctx, claimed);

type Finder = (ctx: AccountContext, claimed: Claimed) => Promise<Receiver | undefined>;

const finders: Record<SubscriberKind, Finder> = {
  async account(ctx, { delivery, webhook }) {
    if (!webhook || webhook.disabled_at) return undefined;
    const { url, retries_enabled } = webhook;
    const isOnce = delivery.event_name === 'webhook_test';
    return { url, secrets: secretsOf(ctx, webhook), retries_enabled: retries_enabled && !isOnce };
  },

  async api_inbox(ctx, { delivery: { inbox_id } }) {
    const inbox = (await findInboxes(ctx, [inbox_id ?? 0])).get(inbox_id ?? 0);
    const { webhook_url } = inbox?.settings ?? {};
    if (!inbox || typeof webhook_url !== 'string' || webhook_url === '') return undefined;
    const { secret, hmac_token } = openSecrets(ctx, inbox);
    return { url: webhook_url, secrets: listOf(secret ?? hmac_token), retries_enabled: true };
  },

  async agent_bot(ctx, { delivery: { agent_bot_id } }) {
    const bot = (await findAgentBots(ctx, [agent_bot_id ?? 0])).get(agent_bot_id ?? 0);
    if (!bot?.outgoing_url) return undefined;
    const secret = openBotSecret(ctx.services, bot) ?? undefined;
    return { url: bot.outgoing_url, secrets: listOf(secret), retries_enabled: true };
  },
};

function secretsOf(ctx: AccountContext, webhook: WebhookRow): string[] {
  const { secret_sealed, previous_secret_sealed, previous_secret_until } = webhook;
  const isAlive = previous_secret_until !== null && previous_secret_until > ctx.now();
  const previous = isAlive && previous_secret_sealed ? [openSecret(ctx, previous_secret_sealed)] : [];
  return [openSecret(ctx, secret_sealed), ...previous];
}

const listOf = (secret: string | undefined) => (secret === undefined ? [] : [secret]);
