import type { Adapter } from '../port.ts';

/** Needs no provider: the desk itself is the other end, and replies leave by webhook. */
export const adapter: Adapter = {
  kind: 'api',
  async connect(io, settings) {
    const identifier = io.randomToken();
    return {
      settings: { ...settings, inbox_identifier: identifier },
      secrets: { hmac_token: io.randomToken() },
      lookup_key: identifier,
    };
  },
};
