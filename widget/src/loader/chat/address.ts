import type { Launcher } from '../parts.ts';

/** Tells the frame where the visitor is, now and whenever the page goes on without loading. Answers what tells it. */
export function followAddress(tell: Launcher['tell']): () => void {
  let told = '';
  const tellAddress = () => {
    told = location.href;
    tell('change-url', { referrerURL: told, referrerHost: location.host });
  };
  const look = () => {
    if (location.href !== told) tellAddress();
  };
  // Browsers without it tell of nothing but Back, so changes of the page have to do.
  if ('navigation' in window) window.navigation.addEventListener('currententrychange', look);
  else new MutationObserver(look).observe(document, { childList: true, subtree: true });
  return tellAddress;
}
