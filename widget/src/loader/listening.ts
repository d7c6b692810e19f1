import { isLoaded } from './frame.ts';
import type { Hearing, LiveScript } from './parts.ts';
import { chatwoot } from './site.ts';

let stop: (() => void) | undefined;

/** Listens for messages to a visitor whose chat is not loaded. */
export async function listen(pubsub_token: string, hear: Hearing) {
  if (stop) return;
  stop = () => undefined;
  const { baseUrl } = chatwoot;
  const live: LiveScript = await import(`${baseUrl}/packs/js/live.js`);
  if (!isLoaded) stop = live.listen(`${baseUrl.replace('http', 'ws')}/cable`, pubsub_token, hear);
}

/** Ends it: the frame listens by itself, or the visitor is another one. */
export function stopListening() {
  stop?.();
  stop = undefined;
}
