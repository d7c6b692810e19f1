import type { Adapter } from '../port.ts';

/** Needs no provider: the desk itself is the other end, and replies leave by webhook. */
export const adapter: Adapter = {
  kind: 'api',
  async connect(io, settings) {
    const identifier = io.randomToken();
    return {
      settings: { ...settings, inbox_identifier: identifier },
      // Two tokens, as Standard Webhooks asks for 24 bytes at least, which secrets spell in base64.
      secrets: { hmac_token: io.randomToken(), secret: io.randomToken() + io.randomToken() },
      lookup_key: identifier,
    };
  },
};
