import { manifests } from '@porchlight/channels/manifests';
import type { AccountContext } from '../../context.ts';
import { randomToken } from '../../platform/crypto/tokens.ts';
import { notFound } from '../../platform/refusal.ts';
import { touchCache } from '../accounts/cache-keys.ts';
import { holdInbox } from './access.ts';
import { channelKindOf, openSecrets, sealSecrets } from './inbox.ts';
import type { InboxRow } from './table.ts';

/** What requests to the webhook of an API inbox are signed with, and what contacts are verified with. */
type SecretName = 'secret' | 'hmac_token';

const LENGTHS: Readonly<Record<SecretName, number>> = { secret: 48, hmac_token: 24 };

/** For how long the one before a change holds too. */
const OVERLAP_MS = 24 * 3_600_000;

/** The secrets of this name that hold now: the newest, and the one before it for a day after the change. */
export function liveSecrets(ctx: AccountContext, inbox: InboxRow, name: SecretName): string[] {
  const secrets = openSecrets(ctx, inbox);
  const newest = newestOf(secrets, name);
  const { [`previous_${name}`]: previous, [`previous_${name}_until`]: until } = secrets;
  const isAlive = until !== undefined && new Date(until) > ctx.now();
  return [newest, isAlive ? previous : undefined].filter((secret) => secret !== undefined);
}

// Inboxes of before they had a secret sign with the key for contacts until they are given one.
const newestOf = (secrets: Readonly<Record<string, string>>, name: SecretName) =>
  name === 'secret' ? (secrets.secret ?? secrets.hmac_token) : secrets[name];

/** Gives an inbox a new secret of this name; the one before holds for a day more. */
export function rotateInboxSecret(ctx: AccountContext, id: number, name: SecretName): Promise<InboxRow> {
  return ctx.transaction(async (tx) => {
    const held = await holdInbox(tx, id);
    const names: readonly string[] = manifests[channelKindOf(held)].secrets;
    if (!names.includes(name)) throw notFound();
    const secrets = openSecrets(tx, held);
    const previous = newestOf(secrets, name);
    await sealSecrets(tx, held, {
      ...secrets,
      [name]: randomToken(LENGTHS[name]),
      ...(previous === undefined
        ? {}
        : {
            [`previous_${name}`]: previous,
            [`previous_${name}_until`]: new Date(tx.now().getTime() + OVERLAP_MS).toISOString(),
          }),
    });
    await touchCache(tx, 'inbox');
    return held;
  });
}
