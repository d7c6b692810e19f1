import type { MessageState, Sender } from '@porchlight/client/state/desk';
import type { OutboxEntry } from '../../app/live/outbox/entry.ts';

/** A line of the thread. What stands above it belongs to it, so that older pages change no line but the first. */
interface RowBase {
  /** The same before and after the desk has confirmed the message. */
  key: string;
  /** Unix seconds; says the day above the line. */
  day: number | undefined;
  /** The first that the reader has not seen. */
  isFirstNew: boolean;
}

/** A message, or an activity. */
export interface MessageRow extends RowBase {
  kind: 'message';
  message: MessageState;
  /** Whether the one above is of the same writer, shortly before. */
  isContinued: boolean;
}

/** Something written here that the desk has not confirmed. */
export interface OutgoingRow extends RowBase {
  kind: 'outgoing';
  entry: OutboxEntry;
  isContinued: boolean;
}

export type ThreadRow = MessageRow | OutgoingRow;

export const INCOMING = 0;
const OUTGOING = 1;
export const ACTIVITY = 2;
const GROUP_SECONDS = 5 * 60;

interface RowsInput {
  messages: readonly MessageState[];
  outbox: readonly OutboxEntry[];
  /** Unix seconds: what the customer wrote after it is new. */
  seen_at: number | undefined;
  me_id: number;
}

/** The lines of a thread: messages oldest first, and behind them what is on its way. */
export function rowsOf({ messages, outbox, seen_at, me_id }: RowsInput): ThreadRow[] {
  const confirmed = new Set(messages.flatMap(({ echo_id }) => echo_id ?? []));
  const first_new = seen_at === undefined ? undefined : firstNew(messages, seen_at);
  const rows: ThreadRow[] = [];
  let above: Written | undefined;
  for (const message of messages) {
    const written = writtenOf(message);
    rows.push({
      kind: 'message',
      key: message.echo_id ?? String(message.id),
      message,
      day: dayAbove(above, written),
      isFirstNew: message.id === first_new,
      isContinued: message.id !== first_new && continues(above, written),
    });
    above = written;
  }
  for (const entry of outbox) {
    if (confirmed.has(entry.echo_id) || seemsArrived(entry, messages, me_id)) continue;
    const written: Written = {
      by: `user ${me_id}`,
      kind: OUTGOING,
      is_private: entry.private,
      at: entry.created_at,
    };
    rows.push({
      kind: 'outgoing',
      key: entry.echo_id,
      entry,
      day: dayAbove(above, written),
      isFirstNew: false,
      isContinued: continues(above, written),
    });
    above = written;
  }
  return rows;
}

// A page that left it may have sent it, and nobody has told this one yet.
const seemsArrived = (entry: OutboxEntry, messages: readonly MessageState[], me_id: number) =>
  entry.is_left &&
  entry.standing !== 'failed' &&
  messages.some(
    ({ id, sender, content, private: isPrivate }) =>
      id > (entry.last_seen_message_id ?? 0) &&
      sender?.type === 'user' &&
      sender.id === me_id &&
      content === entry.content &&
      isPrivate === entry.private,
  );

interface Written {
  by: string;
  kind: number;
  is_private: boolean;
  at: number;
}

const writtenOf = (message: MessageState): Written => ({
  by: writerOf(message.sender),
  kind: message.message_type,
  is_private: message.private,
  at: message.created_at,
});

const writerOf = (sender: Sender | null) => (sender ? `${sender.type} ${sender.id}` : 'nobody');

const dayOf = (seconds: number) => new Date(seconds * 1000).toDateString();

const dayAbove = (above: Written | undefined, { at }: Written): number | undefined =>
  above && dayOf(above.at) === dayOf(at) ? undefined : at;

function continues(above: Written | undefined, written: Written): boolean {
  if (!above || written.kind === ACTIVITY || above.kind !== written.kind) return false;
  if (above.by !== written.by || above.is_private !== written.is_private) return false;
  return dayOf(above.at) === dayOf(written.at) && written.at - above.at < GROUP_SECONDS;
}

function firstNew(messages: readonly MessageState[], seen_at: number): number | undefined {
  return messages.find(({ message_type, created_at }) => message_type === INCOMING && created_at > seen_at)
    ?.id;
}

/** Whether lines were put before the first one that was there. */
export function isPrepended(before: readonly ThreadRow[], after: readonly ThreadRow[]): boolean {
  const [first] = before;
  if (!first || after[0]?.key === first.key) return false;
  return after.some(({ key }) => key === first.key);
}
