import { chatwoot } from './site.ts';
import { styles } from './styles.css';

const BUBBLE = 'M12 2a10 9 0 11-5 17l-5 3 2-5a10 9 0 018-15z';
const RIGHT_TO_LEFT = /^(ar|dv|fa|he|iw|ps|sd|ug|ur|yi)(?![a-z])/;

/** Makes an element of the page. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  id: string,
  className = '',
): HTMLElementTagNameMap[Tag] {
  return Object.assign(document.createElement(tag), { id, className });
}

/** Around the frame. */
export const holder = make('div', 'cw-widget-holder', 'woot-widget-holder');
/** Around the two buttons. */
export const buttons = make('div', 'cw-bubble-holder', 'woot--bubble-holder woot-hidden');
export const bubble = make('button', '', 'woot-widget-bubble');
export const closer = make('button', '', 'woot-widget-bubble woot--close');
const label = make('div', 'woot-widget--expanded__text');

/** What a page that changes its body has to keep. */
export const kept = [make('template', 'cw-widget-styles'), holder, buttons];

/** Puts a class on elements, or takes it away. */
function mark(elements: Element[], name: string, isMarked: unknown) {
  for (const { classList } of elements) classList.toggle(`woot-${name}`, !!isMarked);
}

/** Adds styles to the page: its policy may forbid them within elements, and allows sheets that a script makes. */
export function adopt(text: string) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets.push(sheet);
}

function makeShape(tag: string, attributes: object): Element {
  const shape = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
  return shape;
}

/** Lays the elements out as the settings say; the buttons stay hidden. */
export function furnish() {
  const { type, widgetStyle } = chatwoot;
  const icon = makeShape('svg', { id: 'woot-widget-bubble-icon', viewBox: '0 0 24 24' });
  icon.append(makeShape('path', { d: BUBBLE }));
  adopt(styles);
  bubble.append(icon);
  if (type === 'expanded_bubble') {
    bubble.append(label);
    mark([bubble], 'widget--expanded', 1);
  }
  if (widgetStyle === 'flat') {
    mark([holder], 'widget-holder--flat', 1);
    mark([bubble, closer], 'widget-bubble--flat', 1);
  }
  for (const button of [bubble, closer]) button.type = 'button';
  for (const element of kept) element.dataset.turboPermanent = '';
  buttons.append(bubble, closer);
  reveal();
  mirror();
  document.body.append(...kept);
}

/** Shows the chat, or the bubble. */
export function reveal(isShown = false) {
  mark([bubble], '-hide', isShown);
  mark([closer, holder], '-hide', !isShown);
  bubble.ariaExpanded = closer.ariaExpanded = `${isShown}`;
}

/** Shows or hides the buttons. */
export function showButtons() {
  const { hideMessageBubble } = chatwoot;
  mark([buttons], 'hidden', hideMessageBubble);
  mark([holder], 'widget--without-bubble', hideMessageBubble);
}

/** Turns everything the way that the language is read. */
export function mirror(locale = chatwoot.locale) {
  const isMirrored = RIGHT_TO_LEFT.test(locale ?? '');
  if (!window.chatwootSettings?.position) chatwoot.position = isMirrored ? 'left' : 'right';
  for (const element of [holder, bubble, closer]) {
    element.dir = isMirrored ? 'rtl' : 'ltr';
    for (const side of ['left', 'right']) mark([element], `elements--${side}`, chatwoot.position === side);
  }
}

/** Gives the buttons the inbox's colour, and dark signs on a light one. */
export function paint(color: string) {
  const number = parseInt(color.slice(1), 16);
  const light = (number >> 16) * 299 + ((number >> 8) & 255) * 587 + (number & 255) * 114;
  mark([bubble, closer], 'widget-bubble-color--lighter', light > 225_000);
  for (const { style } of [bubble, closer]) style.background = color;
}

/** Words for the eye on the long bubble, and for the ear on both buttons. */
export function name(open = 'Chat with us', close = closer.ariaLabel ?? 'Close') {
  bubble.ariaLabel = label.textContent = chatwoot.launcherTitle || open;
  closer.ariaLabel = close;
}

/** Shows the dot while something is unread. */
export function showUnread(count: number) {
  bubble.classList.toggle('unread-notification', count > 0 && !chatwoot.isOpen);
}
