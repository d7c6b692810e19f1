import { createHmac } from 'node:crypto';
import type { AccountContext } from '../src/context.ts';
import { openSecrets } from '../src/features/inboxes/inbox.ts';
import type { InboxRow } from '../src/features/inboxes/table.ts';
import { ask, type TestDesk } from './harness.ts';

type Question = Parameters<typeof ask>[3];

/** Asks as a customer's program does: with the identifier of the inbox and no token. */
export const askPublicly =
  (desk: TestDesk, inbox: InboxRow) =>
  (method: Parameters<typeof ask>[1], path: string, question: Question = {}) =>
    ask(desk, method, `${publicAddress(inbox)}${path}`, question);

export const publicAddress = ({ settings }: InboxRow) =>
  `/public/api/v1/inboxes/${settings.inbox_identifier}`;

/** An identifier with the proof that the inbox's own server would make. */
export function prove(account: AccountContext, inbox: InboxRow, identifier: string) {
  const { hmac_token = '' } = openSecrets(account, inbox);
  return { identifier, identifier_hash: createHmac('sha256', hmac_token).update(identifier).digest('hex') };
}

/** Makes a contact of the inbox as its own program would; answers its source id. */
export async function enter(desk: TestDesk, inbox: InboxRow, fields: object = {}): Promise<string> {
  const { status, body, text } = await askPublicly(desk, inbox)('POST', '/contacts', { body: fields });
  if (status !== 200) throw new Error(`The contact was refused with ${status}: ${text}`);
  return body.source_id;
}
