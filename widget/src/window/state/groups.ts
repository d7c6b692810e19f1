import type { Message } from '../wire/shapes.ts';
import type { Entry } from './entry.ts';

/** One thing that was said: what the desk has, or what waits to be sent. */
export type Line =
  | { key: string; message: Message; entry?: undefined }
  | { key: string; entry: Entry; message?: undefined };

/** What one side said without a pause. */
export interface Group {
  key: string;
  isMine: boolean;
  lines: Line[];
  /** Milliseconds. */
  first_at: number;
  last_at: number;
  /** The day began with it. */
  beginsDay: boolean;
}

const PAUSE_MS = 5 * 60_000;

const timeOf = ({ message, entry }: Line) => (message ? message.created_at * 1000 : entry.created_at);

const isMine = ({ message, entry }: Line) => entry !== undefined || message.message_type === 0;

function sideOf(line: Line): string {
  if (isMine(line)) return 'mine';
  const { sender } = line.message ?? {};
  return sender ? `${sender.type} ${sender.id}` : 'inbox';
}

const dayOf = (at: number) => new Date(at).toDateString();

/** Lays what was said out by who said it and when; what waits to be sent comes last. */
export function groupsOf(messages: readonly Message[], entries: readonly Entry[]): Group[] {
  const lines: Line[] = [
    ...messages.map((message) => ({ key: message.echo_id ?? `${message.id}`, message })),
    ...entries.map((entry) => ({ key: entry.echo_id, entry })),
  ];
  const groups: Group[] = [];
  let side = '';
  for (const line of lines) {
    const last = groups.at(-1);
    const at = timeOf(line);
    const isSameDay = last !== undefined && dayOf(last.last_at) === dayOf(at);
    if (last && isSameDay && side === sideOf(line) && at - last.last_at < PAUSE_MS) {
      last.lines.push(line);
      last.last_at = at;
      continue;
    }
    side = sideOf(line);
    groups.push({
      key: line.key,
      isMine: isMine(line),
      lines: [line],
      first_at: at,
      last_at: at,
      beginsDay: !isSameDay,
    });
  }
  return groups;
}
