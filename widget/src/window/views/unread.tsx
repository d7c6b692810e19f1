/** @jsxImportSource preact */

import { useLayoutEffect, useRef } from 'preact/hooks';
import { close, say } from '../host.ts';
import { adopt } from '../look/adopt.ts';
import unreadLook from '../look/unread.css?inline';
import { unread_count } from '../state/conversations.ts';
import { unread } from '../state/news.ts';
import { leaveForThread } from '../state/session.ts';
import { isOpen } from '../state/settings.ts';
import { t, tellNew } from '../words.ts';
import { Avatar, nameOf } from './avatar.tsx';
import { Icon } from './icons.tsx';
import { previewOf } from './preview.ts';

adopt(unreadLook);

/** What is unread, shown on the page beside the closed window. */
export function Unread() {
  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (root.current)
      say('updateIframeHeight', { extraHeight: root.current.scrollHeight, isFixedHeight: true });
  });
  const open = (id?: number) => {
    isOpen.value = true;
    leaveForThread(id);
  };
  return (
    <div class="unread-view" ref={root}>
      <button class="unread-close" type="button" onClick={close}>
        <Icon name="close" />
        {t('close')}
      </button>
      {unread.value.map((message) => (
        <button
          key={message.id}
          class="unread-message"
          type="button"
          onClick={() => open(message.conversation_id)}
        >
          <Avatar person={message.sender} />
          <span>
            <strong>{nameOf(message.sender)}</strong>
            <span>{previewOf(message)}</span>
          </span>
        </button>
      ))}
      <button class="unread-open" type="button" onClick={() => open()}>
        {tellNew(unread_count.value)}
        <Icon name="next" />
      </button>
    </div>
  );
}
