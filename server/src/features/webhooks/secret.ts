import type { AccountContext } from '../../context.ts';
import { randomToken } from '../../platform/crypto/tokens.ts';

const purposeIn = ({ account }: AccountContext) => `webhook secret of account ${account.id}`;

/** A new secret in the form of Standard Webhooks: behind the prefix stands base64. */
export const newSecret = () => `whsec_${randomToken(32)}`;

export const sealSecret = (ctx: AccountContext, secret: string) =>
  ctx.services.seal.close(secret, purposeIn(ctx));

export const openSecret = (ctx: AccountContext, sealed: Buffer) =>
  ctx.services.seal.open(sealed, purposeIn(ctx));
