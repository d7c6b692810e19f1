import type { Client } from '@porchlight/client/sdk';
import type { AnyRouter } from '@tanstack/react-router';
import type { LucideIcon } from 'lucide-react';
import type { ActionBase } from '../actions/action.ts';
import type { WordKey } from '../words/words.ts';

/** What a page's route says of itself, as its `staticData`. */
export interface PageData {
  /** Names the page in the tab of the browser. */
  title?: WordKey;
  /** Makes it an entry of the navigation, and a command to go there. */
  nav?: NavEntry;
  /** Asks what it will ask in any case when it is the first page, before it is there to ask. */
  askAhead?(desk: Client, place: PagePlace): void;
}

/** Where a page is, as its routes read the address. */
export interface PagePlace {
  params: { account_id?: number; conversation_id?: number };
  search: Readonly<Record<string, unknown>>;
}

export interface NavEntry {
  /** Entries stand in this order. */
  order: number;
  label: WordKey;
  icon: LucideIcon;
  /** The command to go there. */
  action: Pick<ActionBase, 'id' | 'label' | 'keys' | 'aliases' | 'takesText'>;
  /** Left out of the navigation; the command is there all the same. */
  isHidden?: boolean;
}

declare module '@tanstack/react-router' {
  // The library's way to say what `staticData` is.
  interface StaticDataRouteOption extends PageData {}
}

/** An entry of the navigation, with where it leads. */
export interface NavPlace extends NavEntry {
  /** The address below /app, with `$account_id` in it. */
  to: string;
}

/** The entries of all pages that there are, in order. */
export function navPlaces(router: AnyRouter): NavPlace[] {
  const places = Object.values(router.routesByPath).flatMap((route) => {
    const nav: NavEntry | undefined = route.options.staticData?.nav;
    return nav ? [{ ...nav, to: String(route.fullPath).replace(/\/$/, '') }] : [];
  });
  return places.sort((one, other) => one.order - other.order);
}

/** The address of a place in an account. */
export const addressIn = (account_id: number, { to }: Pick<NavPlace, 'to'>) =>
  to.replace('$account_id', String(account_id));
