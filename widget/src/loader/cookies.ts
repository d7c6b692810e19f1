const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** The cookie's value, empty when there is none. */
export function readCookie(name: string): string {
  return `; ${document.cookie}`.split(`; ${name}=`)[1]?.split(';')[0] ?? '';
}

/** Writes a cookie of the site; a life of no seconds takes it away. */
export function writeCookie(name: string, value: string | number, life_seconds = YEAR_SECONDS) {
  const domain = window.$chatwoot?.baseDomain;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is missing in browsers that sites still meet.
  document.cookie = `${name}=${value};path=/;SameSite=Lax;max-age=${life_seconds}${domain ? `;domain=${domain}` : ''}`;
}
