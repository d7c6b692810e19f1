/** @jsxImportSource preact */
import { effect } from '@preact/signals';
import { render } from 'preact';
import { commands } from './commands.ts';
import { listen, say } from './host.ts';
import { adopt } from './look/adopt.ts';
import baseLook from './look/base.css?inline';
import homeLook from './look/home.css?inline';
import { paint } from './look/scheme.ts';
import tokensLook from './look/tokens.css?inline';
import { channel, given, isFramed, isPopout } from './page.ts';
import { unread_count } from './state/conversations.ts';
import { restart } from './state/session.ts';
import { isOpen } from './state/settings.ts';
import { now } from './state/team.ts';
import { pubsub_token } from './state/visitor.ts';
import { App } from './views/app.tsx';
import { hasWords } from './words.ts';

/** A page around that does not answer is one that does not know how to: the window then begins by itself. */
const PATIENCE_MS = 1500;
const MINUTE_MS = 60_000;
const AGAIN_MS = 3000;

const root = document.querySelector('#app') ?? document.body.appendChild(document.createElement('div'));

function begin() {
  restart(undefined, undefined).catch(() => setTimeout(begin, AGAIN_MS));
}

// Within the script: a style sheet of its own would be one request more before the chat can be seen.
for (const look of [tokensLook, baseLook, homeLook]) adopt(look);
paint();
pubsub_token.value = given.pubsub_token;
let wait = 0;
const once = commands['config-set'];
listen({
  ...commands,
  'config-set': (fields) => {
    clearTimeout(wait);
    once?.(fields);
  },
});
// A popout's opener may be any page: it is not told a token, it tells one.
say('loaded', { config: { authToken: isPopout ? '' : given.token, channelConfig: { ...channel } } });
if (isFramed || isPopout) wait = window.setTimeout(begin, PATIENCE_MS);
else begin();

effect(() => {
  if (hasWords()) render(<App />, root);
});
effect(() => say('handleNotificationDot', { unreadMessageCount: unread_count.value }));
effect(() => {
  if (!isOpen.value) return undefined;
  now.value = new Date();
  const clock = setInterval(() => {
    now.value = new Date();
  }, MINUTE_MS);
  return () => clearInterval(clock);
});
