import type { InboxRow } from '../../features/inboxes/table.ts';
import type { Calendar } from './calendar.ts';
import type { TeamName } from './topics/topic.ts';

/** Somebody who answers customers. */
export interface Agent {
  id: number;
  name: string;
  team: TeamName;
  role: 'administrator' | 'agent';
}

/** An inbox with those who answer in it. */
export interface DemoInbox {
  inbox: InboxRow;
  members: readonly Agent[];
}

/** Everything that the demo plays on; people and conversations follow from it and their index. */
export interface Stage {
  seed: number;
  account_id: number;
  calendar: Calendar;
  inboxes: readonly DemoInbox[];
  team_ids: Readonly<Record<TeamName, number>>;
  /** How many contacts, conversations and, on average in each, messages. */
  contacts: number;
  conversations: number;
  messages_per: number;
}
