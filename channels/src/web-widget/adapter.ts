import type { Adapter } from '../port.ts';

/** Needs no provider: the widget on the page talks to the desk itself. */
export const adapter: Adapter = {
  kind: 'web-widget',
  async connect(io, settings) {
    const website_token = io.randomToken();
    return {
      settings: { ...settings, website_token },
      secrets: { hmac_token: io.randomToken() },
      lookup_key: website_token,
    };
  },
};
