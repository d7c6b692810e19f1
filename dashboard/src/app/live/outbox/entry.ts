/** What somebody wrote. */
export interface Writing {
  conversation_id: number;
  content: string;
  private: boolean;
  content_attributes?: Readonly<Record<string, unknown>>;
  files?: readonly File[];
  /** The newest message that whoever replies has seen: the desk refuses what a colleague has answered since. */
  last_seen_message_id?: number;
}

/** Something written that the desk has not confirmed yet. */
export interface OutboxEntry extends Writing {
  /** Names it towards the desk, which takes one name once. */
  echo_id: string;
  /** Unix seconds, for showing. */
  created_at: number;
  /** Not sent before, in milliseconds: until then it can be taken back unseen. */
  send_at_ms: number;
  standing: 'waiting' | 'sending' | 'failed';
  /** Why it failed, in the desk's words. */
  reason?: string;
  /** It failed because a colleague has answered meanwhile. */
  is_answered?: boolean;
  /** Attempts that had no answer. */
  attempts: number;
  /** An earlier page wrote it, and may have sent it. */
  is_left?: boolean;
}

export type Outbox = readonly OutboxEntry[];

/** The outbox with a change of the entry of that name. */
export const changed = (outbox: Outbox, echo_id: string, change: Partial<OutboxEntry>): Outbox =>
  outbox.map((entry) => (entry.echo_id === echo_id ? { ...entry, ...change } : entry));

/** The outbox without the entry of that name. */
export const without = (outbox: Outbox, echo_id: string): Outbox =>
  outbox.some((entry) => entry.echo_id === echo_id)
    ? outbox.filter((entry) => entry.echo_id !== echo_id)
    : outbox;

/**
 * The outbox as another page takes it over: what was on its way then may or may not have arrived, so it goes out again,
 * and what was held back goes out now.
 */
export const revived = (outbox: Outbox): Outbox =>
  outbox.map((entry) =>
    entry.standing === 'failed'
      ? entry
      : { ...entry, standing: 'waiting', send_at_ms: 0, attempts: 0, is_left: true },
  );

/**
 * What may be sent now: of each conversation the first that waits, if nothing of it is on its way. What failed holds
 * nothing up.
 */
export function dueEntries(outbox: Outbox, now_ms: number): OutboxEntry[] {
  const seen = new Set<number>();
  return outbox.filter(({ conversation_id, standing, send_at_ms }) => {
    if (standing === 'failed' || seen.has(conversation_id)) return false;
    seen.add(conversation_id);
    return standing === 'waiting' && send_at_ms <= now_ms;
  });
}

/** When something waits for its time: the milliseconds until then. */
export function untilDue(outbox: Outbox, now_ms: number): number | undefined {
  const waits = outbox.flatMap(({ standing, send_at_ms }) =>
    standing === 'waiting' && send_at_ms > now_ms ? [send_at_ms - now_ms] : [],
  );
  return waits.length > 0 ? Math.min(...waits) : undefined;
}
