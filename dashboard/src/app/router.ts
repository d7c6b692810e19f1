import { useSyncExternalStore } from 'react';

/** Where somebody is. */
export type Place =
  | { page: 'sign_in' }
  | { page: 'profile'; account_id: number }
  /** `/app` and whatever else is not a page: leads on to one. */
  | { page: 'elsewhere' };

/** The place that an address names. */
function placeOf(pathname: string): Place {
  const path = pathname.replace(/\/+$/, '');
  if (path === '/app/login') return { page: 'sign_in' };
  const id = /^\/app\/accounts\/([1-9]\d{0,14})\/profile\/settings$/.exec(path)?.[1];
  return id === undefined ? { page: 'elsewhere' } : { page: 'profile', account_id: Number(id) };
}

/** The address of a place. */
export function addressOf(place: Place): string {
  switch (place.page) {
    case 'sign_in':
      return '/app/login';
    case 'profile':
      return `/app/accounts/${place.account_id}/profile/settings`;
    case 'elsewhere':
      return '/app';
  }
}

const listeners = new Set<() => void>();

const tellAll = () => {
  for (const listener of listeners) listener();
};

/** Goes there, as a link does. */
export function goTo(place: Place) {
  history.pushState(null, '', addressOf(place));
  tellAll();
  scrollTo(0, 0);
}

/** Goes there in the place of where we are, so that Back does not lead here again. */
export function leadTo(address: string) {
  history.replaceState(null, '', address);
  tellAll();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('popstate', listener);
  };
}

/** The place of the moment; renders again when it changes. */
export function usePlace(): Place {
  return placeOf(useSyncExternalStore(subscribe, () => location.pathname));
}
