import type { UploadedFile } from '@porchlight/contract/uploaded-file';
import { and, desc, eq, gt } from 'drizzle-orm';
import type { Context, TransactionContext } from '../../context.ts';
import { encodedAs, type Gap, keepQuery } from '../../platform/database/kept-query.ts';
import { findAttachments } from './attachment.ts';
import { type ConversationRow, type MessageRow, messages } from './table.ts';

const REMEMBERED_MS = 24 * 3_600_000;

/** Echo ids of messages before that may be used again. */
export const rememberedSince = ({ now }: Pick<Context, 'now'>) => new Date(now().getTime() - REMEMBERED_MS);

type Draft = Pick<MessageRow, 'content' | 'message_type' | 'private' | 'sender_type' | 'sender_id'>;

/**
 * The message that was sent before with this echo id: a client that got no answer sends again. Clients make their
 * echo ids up and may use one twice for different things, so the same sender must have said the same, with the same
 * files, in the same conversation and within a day. The conversation is held, so that of two at once the second finds
 * the first.
 */
export async function findSentBefore(
  tx: TransactionContext,
  held: ConversationRow,
  sent: { echo_id: string; draft: Draft; files: readonly UploadedFile[] },
): Promise<MessageRow | undefined> {
  const [message] = await newestWithEcho(tx.queries, {
    account_id: held.account_id,
    conversation_id: held.id,
    echo_id: sent.echo_id,
    since: rememberedSince(tx),
  });
  if (!message || !isSame(message, sent.draft)) return undefined;
  const attached = (await findAttachments(tx, [message.id])).get(message.id) ?? [];
  const before = attached.map(({ file }) => describeFile(file));
  return before.join('\n') === sent.files.map(describeFile).join('\n') ? message : undefined;
}

const isSame = (message: Draft, draft: Draft) =>
  (['content', 'message_type', 'private', 'sender_type', 'sender_id'] as const).every(
    (name) => message[name] === draft[name],
  );

const describeFile = (file: Pick<UploadedFile, 'file_name' | 'byte_size'> | null) =>
  file ? `${file.byte_size} ${file.file_name}` : '';

interface Wanted {
  account_id: number;
  conversation_id: number;
  echo_id: string;
  since: Date;
}

const newestWithEcho = keepQuery((queries, gap: Gap<Wanted>) =>
  queries
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.account_id, gap('account_id')),
        eq(messages.conversation_id, gap('conversation_id')),
        eq(messages.echo_id, gap('echo_id')),
        gt(messages.created_at, encodedAs(messages.created_at, gap('since'))),
      ),
    )
    .orderBy(desc(messages.id))
    .limit(1),
);
