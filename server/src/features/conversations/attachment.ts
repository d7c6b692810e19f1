import type { AttachmentType } from '@porchlight/contract/messages';
import type { UploadedFile } from '@porchlight/contract/uploaded-file';
import { and, eq, isNotNull, type SQL } from 'drizzle-orm';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { type ById, type Gap, isOneOf, keepQuery } from '../../platform/database/kept-query.ts';
import { keepFile, releaseFile } from '../../platform/files/claims.ts';
import { storeThumbnail } from '../../platform/files/store-thumbnail.ts';
import { canHaveThumbnail, readImageSize } from '../../platform/files/thumbnail.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { InboxRow } from '../inboxes/table.ts';
import { type AttachmentRow, attachments, conversations, type MessageRow } from './table.ts';

/** A file that is ready to become an attachment. */
interface Prepared {
  file: UploadedFile;
  file_type: AttachmentType;
  thumb_key: string | null;
  width: number | null;
  height: number | null;
}

// What visitors of a website may send, and agents to them.
const WEBSITE_TYPES =
  /^(image\/|video\/|audio\/|text\/(csv|plain|rtf)$|application\/(json|pdf|zip|x-7z-compressed|vnd\.rar|x-rar-compressed|x-tar|rtf|msword|vnd\.ms-(excel|powerpoint)|vnd\.openxmlformats-|vnd\.oasis\.opendocument\.text))/;

/** Refuses files that the inbox does not take; measures pictures and makes their small versions. */
export async function prepareAttachments(
  ctx: AccountContext,
  inbox: InboxRow,
  files: readonly UploadedFile[],
): Promise<Prepared[]> {
  for (const { file_name, content_type } of files) {
    if (inbox.channel_kind === 'web-widget' && !WEBSITE_TYPES.test(content_type)) {
      throw new Refusal(
        'unprocessable',
        `${file_name} is of a kind (${content_type}) that a website inbox does not take`,
      );
    }
  }
  const prepared: Prepared[] = [];
  for (const file of files) prepared.push(await prepare(ctx, file));
  return prepared;
}

async function prepare(ctx: AccountContext, file: UploadedFile): Promise<Prepared> {
  const file_type = fileTypeOf(file.content_type);
  const plain = { file, file_type, thumb_key: null, width: null, height: null };
  if (!canHaveThumbnail(file.content_type)) return plain;
  const stored = await storeThumbnail(ctx.services.files.store, file);
  if (!stored) return plain;
  const size = await readImageSize(stored.picture, file.content_type);
  return {
    ...plain,
    width: size?.width ?? null,
    height: size?.height ?? null,
    thumb_key: stored.thumb_key,
  };
}

function fileTypeOf(content_type: string): AttachmentType {
  if (/^image\/(jpeg|png|gif|bmp|webp)$/.test(content_type)) return 'image';
  if (/^video\/(ogg|mp4|webm|quicktime)$/.test(content_type)) return 'video';
  return content_type.startsWith('audio/') ? 'audio' : 'file';
}

/** Stores the files with their message. */
export async function storeAttachments(
  tx: TransactionContext,
  message: MessageRow,
  prepared: readonly Prepared[],
) {
  const now = tx.now();
  for (const { file, ...columns } of prepared) {
    await tx.queries.insert(attachments).values({
      ...columns,
      account_id: tx.account.id,
      message_id: message.id,
      conversation_id: message.conversation_id,
      file: await keepFile(tx.queries, file, { account_id: tx.account.id, now }),
      created_at: now,
      updated_at: now,
    });
  }
}

/** Takes the files off a message; their links end with the transaction. */
export async function removeAttachments(
  tx: TransactionContext,
  message: Pick<MessageRow, 'account_id' | 'id'>,
) {
  const gone = await tx.queries
    .delete(attachments)
    .where(and(eq(attachments.account_id, message.account_id), eq(attachments.message_id, message.id)))
    .returning();
  for (const { file } of gone) if (file) await releaseFile(tx.queries, file.key);
}

/** Ends the claims on all files of the conversations that `which` names; the rows go with the conversations. */
export async function releaseAttachments(tx: TransactionContext, which: SQL) {
  const sent = await tx.queries
    .select({ file: attachments.file })
    .from(attachments)
    .innerJoin(
      conversations,
      and(
        eq(conversations.account_id, attachments.account_id),
        eq(conversations.id, attachments.conversation_id),
      ),
    )
    .where(and(eq(attachments.account_id, tx.account.id), isNotNull(attachments.file), which));
  for (const { file } of sent) if (file) await releaseFile(tx.queries, file.key);
}

/** Attachments by message. */
export async function findAttachments(
  ctx: AccountContext,
  message_ids: readonly number[],
): Promise<Map<number, AttachmentRow[]>> {
  if (message_ids.length === 0) return new Map();
  const rows = await attachmentsOf(ctx.queries, { account_id: ctx.account.id, ids: message_ids });
  return Map.groupBy(rows, (row) => row.message_id);
}

const attachmentsOf = keepQuery((queries, gap: Gap<ById>) =>
  queries
    .select()
    .from(attachments)
    .where(and(eq(attachments.account_id, gap('account_id')), isOneOf(attachments.message_id, gap('ids'))))
    .orderBy(attachments.id),
);
