import type { Viewer } from './viewer.ts';

/** Who a message is for. */
export interface Recipients {
  /** Ids of users, or every member of the account. */
  users: ReadonlySet<number> | 'all';
  /** Ids of contacts' links to inboxes. */
  contact_inboxes: ReadonlySet<number>;
}

export const NOBODY: ReadonlySet<number> = new Set();

export function isFor({ users, contact_inboxes }: Recipients, viewer: Viewer): boolean {
  if (viewer.kind === 'contact') return contact_inboxes.has(viewer.contact_inbox_id);
  return users === 'all' || users.has(viewer.id);
}
