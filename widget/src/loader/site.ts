import { type Chatwoot, type ChatwootValues, type RunOptions, readSettings } from './page.ts';

/** The one widget of this page. */
export let chatwoot: Chatwoot;

/** Makes `window.$chatwoot`, which tells that the widget runs. */
export function begin(options: RunOptions, methods: Omit<Chatwoot, keyof ChatwootValues>) {
  window.$chatwoot = chatwoot = { ...readSettings(options), ...methods };
}

/** Where everything that is the desk's comes from. */
export const deskOrigin = () => new URL(chatwoot.baseUrl, location.href).origin;

/** An address of the desk for this website. */
export const addressOf = (path: string) =>
  `${chatwoot.baseUrl}${path}?website_token=${chatwoot.websiteToken}${chatwoot.locale ? `&locale=${chatwoot.locale}` : ''}`;
