import DOMPurify from 'dompurify';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { theme } from '../../app/theme.ts';
import { t } from '../../words/words.ts';
import { useMedia } from '../use-media.ts';

const HEIGHT_MAX_PX = 4000;
const STYLES = /<style\b[\s\S]*?(?:<\/style\s*>|$)/gi;
const TAGS = /<[a-z][^>]*>/gi;
const REFUSED = /([\s"'/])(?:style|on\w+)\s*=/gi;

/**
 * The HTML of a mail, without anything that runs, loads or sends, in a frame that may do none of it either. The frame
 * shares the page's origin only so that its height can be measured; it has no script to use that with.
 */
export function EmailFrame({ html }: { html: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const shown = useSyncExternalStore(theme.subscribe, theme.get);
  const isDark = useMedia('(prefers-color-scheme: dark)');
  // biome-ignore lint/correctness/useExhaustiveDependencies: another appearance dresses the mail anew.
  useEffect(() => {
    const { current } = frame;
    if (!current) return;
    const fill = () => show(current, html);
    current.addEventListener('load', fill);
    fill();
    return () => current.removeEventListener('load', fill);
  }, [html, shown, isDark]);
  return (
    <iframe
      ref={frame}
      title={t('thread.mailContent')}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      className="h-24 w-[40rem] max-w-full rounded-base border border-line bg-surface"
    />
  );
}

function show(frame: HTMLIFrameElement, html: string) {
  const inside = frame.contentDocument;
  if (!inside?.body) return;
  inside.body.replaceChildren(inside.importNode(clean(html), true));
  dress(inside);
  const measure = () => {
    const height = Math.min(inside.documentElement.offsetHeight, HEIGHT_MAX_PX);
    frame.style.blockSize = `${height + 2}px`;
  };
  measure();
  requestAnimationFrame(measure);
}

/** What is left of a mail: text, tables and links. Pictures from elsewhere would tell the sender who reads when. */
function clean(html: string): DocumentFragment {
  // The policy of the page has the browser complain of every style and handler that is so much as read.
  const bare = html
    .replaceAll(STYLES, '')
    .replaceAll(TAGS, (tag) => tag.replaceAll(REFUSED, '$1data-refused='));
  const fragment = DOMPurify.sanitize(bare, {
    ALLOW_DATA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
    USE_PROFILES: { html: true },
    FORBID_TAGS: [
      'style',
      'form',
      'input',
      'button',
      'textarea',
      'select',
      'video',
      'audio',
      'source',
      'map',
    ],
    FORBID_ATTR: ['style', 'class', 'id', 'background', 'srcset', 'ping', 'name', 'target'],
  });
  for (const picture of fragment.querySelectorAll('img')) {
    if (/^(data:image\/|blob:|\/)/.test(picture.getAttribute('src') ?? '')) continue;
    picture.replaceWith(picture.alt ? `[${picture.alt}]` : '');
  }
  for (const link of fragment.querySelectorAll('a')) {
    if (!/^(https?:|mailto:|tel:)/i.test(link.getAttribute('href') ?? '')) link.removeAttribute('href');
    link.target = '_blank';
    link.rel = 'noopener noreferrer nofollow';
  }
  return fragment;
}

/** The letters and colours of the page; its policy allows no styles in the text of a document. */
function dress({ documentElement: root, body }: Document) {
  const around = getComputedStyle(document.documentElement);
  root.style.colorScheme = around.colorScheme;
  // Without a type of document, both would be as high as the frame.
  root.style.blockSize = 'fit-content';
  Object.assign(body.style, {
    blockSize: 'fit-content',
    margin: '8px',
    fontFamily: around.fontFamily,
    fontSize: '14px',
    lineHeight: '1.5',
    overflowWrap: 'anywhere',
    color: around.color,
  });
  body.dir = 'auto';
  for (const link of body.querySelectorAll('a')) link.style.color = around.getPropertyValue('--accent');
  for (const picture of body.querySelectorAll('img')) picture.style.maxInlineSize = '100%';
}
