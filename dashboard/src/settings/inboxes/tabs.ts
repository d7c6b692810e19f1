import type { Inbox } from '../../app/queries.ts';

/** The parts of an inbox's page, as its address names them. */
export const TAB_NAMES = [
  'settings',
  'people',
  'hours',
  'pre_chat',
  'configuration',
  'survey',
  'bot',
] as const;
export type TabName = (typeof TAB_NAMES)[number];

/** What each part is given. */
export interface TabProps {
  account_id: number;
  inbox: Inbox;
}
