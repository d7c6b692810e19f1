import type { ContactsSearch } from './search.ts';

const shown = new Map<number, ContactsSearch>();

/** Notes which list of contacts is shown, for the way back from a contact. */
export function rememberList(account_id: number, search: ContactsSearch) {
  shown.set(account_id, search);
}

/** The list of contacts that was shown last. */
export const lastList = (account_id: number): ContactsSearch => shown.get(account_id) ?? {};
