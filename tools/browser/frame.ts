import type { Frame, Page } from 'playwright-core';
import type { HostMessage, WindowMessage } from '../../widget/src/protocol.ts';
import type { BrowserDesk } from './desk.ts';
import type { Visit } from './visit.ts';

/** A message that the page said to the frame. */
export type Said = HostMessage & Record<string, unknown>;

/** Stands in for the chat in the frame: writes down what the page says, and says what a test wants. */
const standIn = (
  words: WindowMessage[],
) => `<!doctype html><title>Stand-in</title><p>Chat</p><button>Send</button><script>
  const page = opener ?? parent;
  window.heard = [];
  window.say = (message) => page.postMessage('chatwoot-widget:' + JSON.stringify(message), '*');
  addEventListener('message', ({ data, source }) => {
    if (source !== page) return;
    heard.push(JSON.parse(data.slice('chatwoot-widget:'.length)));
    if (heard.length === 1) ${JSON.stringify(words)}.forEach(say);
  });
  say({ event: 'loaded', config: { authToken: '', channelConfig: {} } });
</script>`;

/**
 * Puts the stand-in where the chat of the desk is, for this visitor; when it is greeted it says the `words`. What a
 * test makes it say with `say` counts as a touch by the visitor.
 */
export async function standInForChat({ context }: Visit, { url }: BrowserDesk, words: WindowMessage[] = []) {
  await context.route(`${url}/widget?**`, (route) =>
    route.fulfill({ contentType: 'text/html', body: standIn(words) }),
  );
}

/** The frame of the chat, as soon as it has been greeted by the page. */
export async function frameOf(page: Page): Promise<Frame> {
  const element = await page.waitForSelector('#chatwoot_live_chat_widget', { state: 'attached' });
  const frame = await element.contentFrame();
  if (!frame) throw new Error('The element has no frame');
  return frame;
}

/** Says something to the page as the chat would. */
export async function say(frame: Frame | Page, message: WindowMessage) {
  await frame.evaluate((given) => (window as unknown as StandIn).say(given), message);
}

/** What the stand-in heard of one kind, once it heard that many. */
export async function heardOf(frame: Frame | Page, event: string, count = 1): Promise<Said[]> {
  const wanted = await frame.waitForFunction(
    ([name, least]) => {
      const found = (window as unknown as StandIn).heard?.filter((message) => message.event === name) ?? [];
      return found.length >= least ? found : undefined;
    },
    [event, count] as const,
    // A frame that is hidden draws nothing, and the usual way to wait looks at each drawing.
    { polling: 50 },
  );
  return (await wanted.jsonValue()) as Said[];
}

/** Everything that the stand-in heard so far. */
export const heard = (frame: Frame | Page): Promise<Said[]> =>
  frame.evaluate(() => (window as unknown as StandIn).heard ?? []);

interface StandIn {
  heard?: Said[];
  say(message: object): void;
}
