/** @jsxImportSource preact */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { later } from '../later.tsx';
import type { ThreadId } from '../state/route.ts';
import { t } from '../words.ts';
import { Icon } from './icons.tsx';

const Menu = later(() => import('./menu.tsx').then((all) => all.Menu));

/** A button for what can be done with the conversation besides writing. */
export function ThreadMenu({ thread }: { thread: ThreadId }) {
  const isOpen = useSignal(false);
  const button = useRef<HTMLButtonElement>(null);
  const shut = () => {
    isOpen.value = false;
    button.current?.focus();
  };
  return (
    <div class="menu-root">
      <button
        ref={button}
        class="icon-button"
        type="button"
        aria-label={t('more')}
        title={t('more')}
        aria-haspopup="menu"
        aria-expanded={isOpen.value}
        onClick={() => {
          isOpen.value = !isOpen.value;
        }}
      >
        <Icon name="more" />
      </button>
      {isOpen.value && <Menu thread={thread} shut={shut} />}
    </div>
  );
}
