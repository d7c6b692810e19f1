import { and, desc, eq, inArray } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { nameFromUrl } from '../../platform/files/file-name.ts';
import type { MailEntry } from '../../platform/mail/render.ts';
import { Refusal } from '../../platform/refusal.ts';
import { readAddress } from '../accounts/email-address.ts';
import { sendMail } from '../accounts/mails.ts';
import { typeNumber } from './activity.ts';
import { presentSender } from './present.ts';
import { loadSenders, type Senders } from './surroundings.ts';
import { type ConversationRow, type MessageRow, messages } from './table.ts';

const MESSAGES_MAX = 500;
const LETTERS_MAX = 1_000_000;

/** Mails a copy of what was said in the open to this address. */
export async function sendTranscript(ctx: AccountContext, conversation: ConversationRow, email: string) {
  const to = readAddress(email);
  if (ctx.services.config.smtp_url === undefined) {
    const sentence =
      'The desk sends no mail: ask its operator to set SMTP_URL to the address of a mail server';
    throw new Refusal('unprocessable', sentence);
  }
  const rows = await listSaid(ctx, conversation);
  const fitting = newestThatFit(rows);
  const senders = await loadSenders(ctx, fitting, []);
  await sendMail(ctx, {
    to,
    subject: `[#${conversation.display_id}] Conversation Transcript`,
    greeting: 'Hello,',
    paragraphs: [
      'here is a copy of the conversation.',
      ...(fitting.length < rows.length ? ['It was long: what was said first is left out.'] : []),
    ],
    entries: fitting.map((message) => entryOf(ctx, message, senders)),
    closing: 'This mail was sent because somebody at the desk asked for a copy to this address.',
  });
}

/** Messages between customer and agents, the newest first; one more than go into a mail tells that there are more. */
async function listSaid(ctx: AccountContext, { account_id, id }: ConversationRow): Promise<MessageRow[]> {
  return ctx.queries
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.account_id, account_id),
        eq(messages.conversation_id, id),
        eq(messages.private, false),
        inArray(messages.message_type, [typeNumber('incoming'), typeNumber('outgoing')]),
      ),
    )
    .orderBy(desc(messages.id))
    .limit(MESSAGES_MAX + 1);
}

/** As many of the newest as a mail holds, in the order in which they were said. */
function newestThatFit(rows: readonly MessageRow[]): MessageRow[] {
  let letters = 0;
  const fitting = rows.slice(0, MESSAGES_MAX).filter(({ content }) => {
    letters += content?.length ?? 0;
    return letters <= LETTERS_MAX;
  });
  return fitting.reverse();
}

function entryOf(ctx: AccountContext, message: MessageRow, senders: Senders): MailEntry {
  const sender = presentSender(ctx, message, senders);
  const files = senders.attachments.get(message.id) ?? [];
  return {
    by: (sender && 'available_name' in sender ? sender.available_name : sender?.name) || ctx.account.name,
    at: `${message.created_at.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    text: message.content ?? '',
    links: files.flatMap(({ data_url }) =>
      data_url && URL.canParse(data_url) ? [{ label: nameFromUrl(data_url), url: data_url }] : [],
    ),
  };
}
