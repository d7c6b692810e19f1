import type { AccountContext } from '../../context.ts';
import { findAgentBots } from '../../features/accounts/people.ts';
import type { AgentBotRow } from '../../features/accounts/table.ts';
import { liveBotSecrets } from '../../features/agent-bots/secret.ts';
import { findInboxes } from '../../features/inboxes/access.ts';
import { liveSecrets } from '../../features/inboxes/secrets.ts';
import type { InboxRow } from '../../features/inboxes/table.ts';
import { openSecret } from '../../features/webhooks/secret.ts';
import type { WebhookRow } from '../../features/webhooks/table.ts';
import type { Claimed } from './claims.ts';

/** Where a delivery goes, as it is set now. */
export interface Receiver {
  url: string;
  /** Those that sign, the newest first. */
  secrets: readonly string[];
  retries_enabled: boolean;
}

/** The receiver of a delivery; nothing when it is gone, has no address any more, or is switched off. */
type ReceiverOf = (claimed: Claimed) => Receiver | undefined;

/** Loads the receivers of deliveries of an account, all together. */
export async function loadReceivers(ctx: AccountContext, batch: readonly Claimed[]): Promise<ReceiverOf> {
  const ids = (name: 'inbox_id' | 'agent_bot_id') => [
    ...new Set(batch.flatMap(({ delivery }) => delivery[name] ?? [])),
  ];
  const inboxes = await findInboxes(ctx, ids('inbox_id'));
  const bots = await findAgentBots(ctx, ids('agent_bot_id'));
  return ({ delivery, webhook }) => {
    switch (delivery.kind) {
      case 'account':
        return webhook ? ofWebhook(ctx, webhook, delivery.event_name) : undefined;
      case 'api_inbox':
        return ofInbox(ctx, inboxes.get(delivery.inbox_id ?? 0));
      case 'agent_bot':
        return ofBot(ctx, bots.get(delivery.agent_bot_id ?? 0));
    }
  };
}

function ofWebhook(ctx: AccountContext, webhook: WebhookRow, event_name: string): Receiver | undefined {
  if (webhook.disabled_at) return undefined;
  const { url, retries_enabled } = webhook;
  const isOnce = event_name === 'webhook_test';
  return { url, secrets: secretsOf(ctx, webhook), retries_enabled: retries_enabled && !isOnce };
}

function ofInbox(ctx: AccountContext, inbox: InboxRow | undefined): Receiver | undefined {
  const { webhook_url } = inbox?.settings ?? {};
  if (!inbox || typeof webhook_url !== 'string' || webhook_url === '') return undefined;
  return { url: webhook_url, secrets: liveSecrets(ctx, inbox, 'secret'), retries_enabled: true };
}

function ofBot(ctx: AccountContext, bot: AgentBotRow | undefined): Receiver | undefined {
  if (!bot?.outgoing_url) return undefined;
  return { url: bot.outgoing_url, secrets: liveBotSecrets(ctx, bot), retries_enabled: true };
}

function secretsOf(ctx: AccountContext, webhook: WebhookRow): string[] {
  const { secret_sealed, previous_secret_sealed, previous_secret_until } = webhook;
  const isAlive = previous_secret_until !== null && previous_secret_until > ctx.now();
  const previous = isAlive && previous_secret_sealed ? [openSecret(ctx, previous_secret_sealed)] : [];
  return [openSecret(ctx, secret_sealed), ...previous];
}
