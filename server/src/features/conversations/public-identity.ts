import { createHmac } from 'node:crypto';
import type { AccountContext } from '../../context.ts';
import { digestToken, sameDigest } from '../../platform/crypto/tokens.ts';
import { Refusal } from '../../platform/refusal.ts';
import { liveSecrets } from '../inboxes/secrets.ts';
import type { InboxRow } from '../inboxes/table.ts';

/** Who somebody says that they are, with what should prove it. */
export interface IdentityClaim {
  identifier?: string | null | undefined;
  identifier_hash?: unknown;
}

/** Says whether the inbox takes nobody's word for who they are. */
export const demandsProof = ({ settings }: InboxRow) => settings.hmac_mandatory === true;

/** The identifier, when the claim proves it; nothing when it does not try to. A wrong proof is refused. */
export function provenIdentifier(
  ctx: AccountContext,
  inbox: InboxRow,
  { identifier, identifier_hash }: IdentityClaim,
): string | undefined {
  if (isBlank(identifier_hash)) return undefined;
  // Contacts keep identifiers without blanks around them: with them it would be proof of another one.
  if (!identifier?.trim() || identifier !== identifier.trim()) throw wrongHash();
  if (typeof identifier_hash !== 'string') throw wrongHash();
  const given = digestToken(identifier_hash);
  const isRight = liveSecrets(ctx, inbox, 'hmac_token').some((key) => {
    const right = createHmac('sha256', key).update(identifier).digest('hex');
    // Digests have one length, so that the comparison tells nothing of the hash.
    return sameDigest(given, digestToken(right));
  });
  if (!isRight) throw wrongHash();
  return identifier;
}

const isBlank = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

export const wrongHash = () => new Refusal('wrong_identifier_hash');
