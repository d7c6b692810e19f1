import type { ConversationAttachment } from '@porchlight/contract/conversation-attachments';
import { and, count, desc, eq } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { secondsOf } from '../accounts/present.ts';
import { presentSender } from './present.ts';
import { presentAttachment } from './present-attachment.ts';
import { loadSenders, type Senders } from './surroundings.ts';
import { type AttachmentRow, attachments, type ConversationRow, type MessageRow, messages } from './table.ts';

const PAGE_SIZE = 100;

interface AttachmentPage {
  total_count: number;
  payload: ConversationAttachment[];
}

/** What came with the messages of a conversation, the newest first. */
export async function listAttachments(
  ctx: AccountContext,
  { account_id, id }: ConversationRow,
  page: number,
): Promise<AttachmentPage> {
  const ofConversation = and(eq(attachments.account_id, account_id), eq(attachments.conversation_id, id));
  const [counted] = await ctx.queries.select({ total: count() }).from(attachments).where(ofConversation);
  const rows = await ctx.queries
    .select({ attachment: attachments, message: messages })
    .from(attachments)
    .innerJoin(
      messages,
      and(eq(messages.account_id, attachments.account_id), eq(messages.id, attachments.message_id)),
    )
    .where(ofConversation)
    .orderBy(desc(attachments.id))
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE);
  const senders = await loadSenders(
    ctx,
    rows.map(({ message }) => message),
    [],
  );
  const payload = rows.map(({ attachment, message }) => presentRow(ctx, attachment, message, senders));
  return { total_count: counted?.total ?? 0, payload };
}

function presentRow(
  ctx: AccountContext,
  attachment: AttachmentRow,
  message: MessageRow,
  senders: Senders,
): ConversationAttachment {
  const shown = presentAttachment(ctx, attachment);
  const sender = presentSender(ctx, message, senders);
  return {
    message_id: message.id,
    thumb_url: shown.thumb_url ?? null,
    data_url: shown.data_url ?? null,
    file_size: shown.file_size ?? null,
    file_type: shown.file_type,
    extension: shown.extension ?? null,
    width: shown.width ?? null,
    height: shown.height ?? null,
    created_at: secondsOf(message.created_at),
    ...(sender ? { sender } : {}),
  };
}
