/** @jsxImportSource preact */
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { close } from '../host.ts';
import { later } from '../later.tsx';
import { isFramed, nativeView } from '../page.ts';
import { announcement } from '../state/announcements.ts';
import { route } from '../state/route.ts';
import { isMobile, isOpen, settings } from '../state/settings.ts';
import { loadThread } from '../thread-loading.ts';
import { Home } from './home.tsx';

const ConversationList = later(() => import('./conversation-list.tsx').then((all) => all.ConversationList));
const ThreadView = later(() => loadThread().then((all) => all.ThreadView));
const PreChat = later(() => import('./pre-chat.tsx').then((all) => all.PreChat));
const Unread = later(() => import('./unread.tsx').then((all) => all.Unread));

function View() {
  const at = route.value;
  if (at.view === 'thread') return <ThreadView thread={at.thread} place={at.key} />;
  if (at.view === 'conversations') return <ConversationList />;
  if (at.view === 'pre-chat') return <PreChat />;
  if (at.view === 'unread') return <Unread />;
  return <Home />;
}

export function App() {
  const root = useRef<HTMLDivElement>(null);
  const { view } = route.value;
  useViewFocus(root, view);
  useEffect(() => {
    const keys = ({ key, defaultPrevented }: KeyboardEvent) => {
      if (
        key === 'Escape' &&
        !defaultPrevented &&
        (isFramed || nativeView) &&
        !document.querySelector('dialog[open]')
      )
        close();
    };
    document.addEventListener('keydown', keys);
    return () => document.removeEventListener('keydown', keys);
  }, []);
  return (
    <div class={settings.value.widgetStyle === 'flat' ? 'app flat' : 'app'} ref={root} data-view={view}>
      <View />
      <p class="announcement" role="status">
        {announcement.value}
      </p>
    </div>
  );
}

/** Whoever moved to another view is told where they are: the focus goes to its title, unless something in it took it. */
function useViewFocus(root: { current: HTMLElement | null }, view: string) {
  const before = useRef(view);
  useLayoutEffect(() => {
    if (before.current === view) return;
    before.current = view;
    if (!isOpen.value || isMobile.value || root.current?.contains(document.activeElement)) return;
    root.current?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }, [view]);
}
