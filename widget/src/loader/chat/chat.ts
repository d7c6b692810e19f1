import type { WindowMessage } from '../../protocol.ts';
import { readCookie } from '../cookies.ts';
import type { Chat, Fields, Launcher } from '../parts.ts';
import { followAddress } from './address.ts';
import { handlersOf } from './handlers.ts';
import { styles } from './panel.css';
import { identify } from './user.ts';

/** Talks with the frame for the launcher, from the moment that there is one. */
export function start(launcher: Launcher): Chat {
  const { tell, post, adopt } = launcher;
  const handlers = handlersOf(launcher);
  const mobile = matchMedia('(max-width: 668px)');
  const tellMobile = () => tell('toggle-close-button', { isMobile: mobile.matches });
  const tellAddress = followAddress(tell);
  adopt(styles);
  mobile.onchange = tellMobile;

  const flush = () => {
    for (const [event, fields] of launcher.waiting.splice(0)) {
      if (event === 'set-user') identify(launcher, fields as Fields<'set-user'>);
      else tell(event, fields as never);
    }
  };
  const greet = () => {
    tell('config-set', configOf(launcher));
    tellMobile();
    tellAddress();
    flush();
  };
  const hearPopout = (message: WindowMessage, source: MessageEventSource) => {
    if (message.event === 'loaded') post(source, 'config-set', configOf(launcher));
    if (message.event !== 'setAuthCookie') return;
    handlers.setAuthCookie(message);
    tell('config-set', configOf(launcher));
  };
  return {
    flush,
    hear(message, source, isPopout) {
      if (isPopout) return hearPopout(message, source);
      if (Object.hasOwn(handlers, message.event)) handlers[message.event](message as never);
      if (message.event === 'loaded') launcher.connect(greet);
    },
  };
}

/** What the chat has to know of the page and its visitor. */
const configOf = ({ chatwoot }: Launcher): Fields<'config-set'> => ({
  ...chatwoot,
  authToken: readCookie('cw_conversation'),
  campaignsSnoozedTill: Number(readCookie('cw_snooze_campaigns_till')) || undefined,
});
