import { readCookie } from './cookies.ts';
import { mirror, name, paint, showButtons, showUnread } from './elements.ts';
import { isLoaded } from './frame.ts';
import { listen } from './listening.ts';
import { preload } from './opening.ts';
import { announce } from './page.ts';
import { addressOf, chatwoot } from './site.ts';

interface Launcher {
  widget_color?: string;
  locale?: string;
  words?: { open: string; close: string };
  /** Only for the token of somebody who is known. */
  visitor?: { has_conversation: boolean; unread_count: number; pubsub_token: string };
}

/** Asks the desk how the launcher looks; nothing where it has none for this page. */
async function askLauncher(headers: HeadersInit = {}): Promise<Launcher | undefined> {
  try {
    const answer = await fetch(addressOf('/api/v1/widget/launcher'), { headers });
    if (answer.ok) return await answer.json();
    return answer.status < 429 ? undefined : {};
  } catch {
    return {};
  }
}

/** Draws the launcher, in plain where the desk does not answer; then it is ready. */
export async function drawLauncher() {
  const launcher = await askLauncher();
  if (!launcher) return;
  const { widget_color, locale, words } = launcher;
  paint(widget_color ?? '#1f93ff');
  name(words?.open, words?.close);
  mirror(chatwoot.locale ?? locale);
  showButtons();
  chatwoot.hasLoaded = true;
  announce('ready');
  (window.requestIdleCallback ?? setTimeout)(recognise);
}

/** Somebody was here before: shows what they have not read, and listens for more. */
async function recognise() {
  const token = readCookie('cw_conversation');
  if (isLoaded || !token) return;
  const { visitor } = (await askLauncher({ 'X-Auth-Token': token })) ?? {};
  if (isLoaded || !visitor?.has_conversation) return;
  if (visitor.unread_count) return notify(visitor.unread_count);
  await listen(visitor.pubsub_token, { message: notify, back: recognise });
}

function notify(count = 1) {
  showUnread(count);
  preload();
}
