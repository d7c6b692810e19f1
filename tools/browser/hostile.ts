import type { Frame, Page } from 'playwright-core';
import type { HostMessage, WindowMessage } from '../../widget/src/protocol.ts';
import type { Site } from './site.ts';
import type { Visit } from './visit.ts';

/** Every word of the frame, as somebody would say it who wants to move the page. */
export const FROM_THE_FRAME: WindowMessage[] = [
  {
    event: 'loaded',
    config: { authToken: 'stolen.stolen.stolen', channelConfig: { widgetColor: '#000000' } },
  },
  { event: 'error', errorType: 'SET_USER_ERROR', data: {} },
  { event: 'onEvent', eventIdentifier: 'chatwoot:on-message', data: {} },
  { event: 'setBubbleLabel', label: 'Hacked' },
  { event: 'setAuthCookie', data: { widgetAuthToken: 'stolen.stolen.stolen' } },
  { event: 'setCampaignReadOn' },
  { event: 'postback', data: { payload: 'hacked' } },
  { event: 'updateIframeHeight', extraHeight: 1, isFixedHeight: true },
  { event: 'setUnreadMode' },
  { event: 'handleNotificationDot', unreadMessageCount: 9 },
  { event: 'playAudio' },
  { event: 'popoutChatWindow' },
  { event: 'toggleBubble' },
  { event: 'closeWindow' },
  { event: 'closeChat' },
  { event: 'resetUnreadMode' },
];

/** Every word of the page, as somebody would say it who wants to move the chat. */
export const FROM_THE_PAGE: HostMessage[] = [
  { event: 'set-user', identifier: 'hacked', user: { name: 'Hacked', email: 'hacked@example.com' } },
  { event: 'set-custom-attributes', customAttributes: { hacked: true } },
  { event: 'set-conversation-custom-attributes', customAttributes: { hacked: true } },
  { event: 'delete-custom-attribute', customAttribute: 'plan' },
  { event: 'delete-conversation-custom-attribute', customAttribute: 'order' },
  { event: 'set-label', label: 'hacked' },
  { event: 'remove-label', label: 'sales' },
  { event: 'set-locale', locale: 'ar' },
  { event: 'set-color-scheme', darkMode: 'dark' },
  { event: 'sdk-set-bubble-visibility', hideMessageBubble: true },
  { event: 'toggle-close-button', isMobile: true },
  { event: 'change-url', referrerURL: 'https://hacked.example.com/', referrerHost: 'hacked.example.com' },
  { event: 'push-event', eventName: 'webwidget.triggered' },
  { event: 'toggle-open', isOpen: true },
  { event: 'widget-visible' },
];

/**
 * A page that says all of it to a window, and last that it is done. `target` is the way from that page to the window,
 * as script.
 */
export const attack = (target: string, messages: object[]) => `<!doctype html><script>
  const target = ${target};
  for (const message of ${JSON.stringify(messages)}) {
    target.postMessage('chatwoot-widget:' + JSON.stringify(message), '*');
    target.postMessage('chatwoot-widget:' + JSON.stringify({ ...message, source: 'parent' }), '*');
    target.postMessage({ ...message }, '*');
  }
  for (const text of ['chatwoot-widget:', 'chatwoot-widget:{', 'chatwoot-widget:null', 'chatwoot-widget:{"event":"constructor"}'])
    target.postMessage(text, '*');
  (opener ?? top).postMessage('done', '*');
</script>`;

interface Place {
  visit: Visit;
  /** A site of somebody else, with the attack at /attack. */
  other: Site;
  /** The attack's page as text. */
  text: string;
  /** An address of the desk's own origin with the attack. */
  desk_url: string;
}

/** Where an attack may come from; each starts it and nothing else. */
export const ORIGINS: Record<string, (place: Place) => Promise<unknown>> = {
  'the page itself': ({ visit: { page }, text }) => runInPage(page, text),
  'a frame of the same site': ({ visit: { page }, text }) => addFrame(page, { srcdoc: text }),
  'a frame of another site': ({ visit: { page }, other }) =>
    addFrame(page, { src: `${other.origin}/attack` }),
  'a frame of the same machine under another name': ({ visit: { page }, other }) =>
    addFrame(page, { src: `${other.origin.replace('localhost', '127.0.0.1')}/attack` }),
  "a frame of a name that begins as the desk's does": ({ visit: { page }, other }) =>
    addFrame(page, { src: `${other.origin.replace('localhost', '127.0.0.1.localhost')}/attack` }),
  'a frame in a sandbox, of no origin': ({ visit: { page }, text }) =>
    addFrame(page, { srcdoc: text, sandbox: 'allow-scripts' }),
  'a frame in a sandbox, of the desk': ({ visit: { page }, desk_url }) =>
    addFrame(page, { src: desk_url, sandbox: 'allow-scripts' }),
  'a frame made of data': ({ visit: { page }, text }) =>
    addFrame(page, { src: `data:text/html,${encodeURIComponent(text)}` }),
  'a frame made of a blob': ({ visit: { page }, text }) => addBlobFrame(page, text),
  'an empty frame': ({ visit: { page }, text }) => writeFrame(page, text),
  'another frame of the desk': ({ visit: { page }, desk_url }) => addFrame(page, { src: desk_url }),
  'a window that the page opened': ({ visit: { page }, other }) => openWindow(page, `${other.origin}/attack`),
  'a window of the desk that is no popout': ({ visit: { page }, desk_url }) => openWindow(page, desk_url),
};

/** Runs the script of the attack in the page or the frame that is there. */
const runInPage = (page: Page | Frame, text: string) =>
  page.evaluate((html) => {
    const script = document.createElement('script');
    script.textContent = `{${html.replace('<!doctype html><script>', '').replace('</script>', '')}}`;
    document.body.append(script);
  }, text);

/** Adds a frame with these attributes. */
export const addFrame = (page: Page | Frame, attributes: Record<string, string>) =>
  page.evaluate((given) => {
    const frame = document.createElement('iframe');
    for (const [name, value] of Object.entries(given)) frame.setAttribute(name, value);
    document.body.append(frame);
  }, attributes);

const addBlobFrame = (page: Page, text: string) =>
  page.evaluate((html) => {
    const frame = document.createElement('iframe');
    frame.src = URL.createObjectURL(new Blob([html], { type: 'text/html' }));
    document.body.append(frame);
  }, text);

const writeFrame = (page: Page, text: string) =>
  page.evaluate((html) => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    frame.contentDocument?.write(html);
  }, text);

const openWindow = (page: Page, url: string) =>
  page.evaluate((address) => {
    window.open(address);
  }, url);
