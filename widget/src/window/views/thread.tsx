/** @jsxImportSource preact */

import { useEffect } from 'preact/hooks';
import { adopt } from '../look/adopt.ts';
import threadLook from '../look/thread.css?inline';
import { begin } from '../state/begin.ts';
import '../state/delivery.ts';
import { conversations, findConversation, isClosed, markSeen } from '../state/conversations.ts';
import { openThread, threadOf } from '../state/messages.ts';
import { go, type ThreadId } from '../state/route.ts';
import { isOpen, isVisible } from '../state/settings.ts';
import { t } from '../words.ts';
import { Presence } from './availability.tsx';
import { Avatar, Faces, nameOf } from './avatar.tsx';
import { Composer } from './composer.tsx';
import { ConnectionNotice } from './connection-notice.tsx';
import { IconButton } from './icons.tsx';
import { Log } from './log.tsx';
import { ThreadMenu } from './thread-menu.tsx';
import { WindowButtons } from './window-buttons.tsx';

adopt(threadLook);

export function ThreadView({ thread, place }: { thread: ThreadId; place: string }) {
  const conversation = findConversation(thread);
  const { hasFailed } = threadOf(thread);
  const isNews = isOpen.value && isVisible.value && (conversation?.unread_count ?? 0) > 0;
  useEffect(() => {
    if (isNews && conversation) void markSeen(conversation.id);
  }, [isNews, thread]);
  useEffect(() => {
    if (thread !== 'new') void openThread(thread);
  }, [thread]);
  return (
    <div class="view thread">
      <Header thread={thread} />
      <main class="body">
        <ConnectionNotice />
        {hasFailed && thread !== 'new' ? (
          <div class="failed-load" role="alert">
            <p>{t('failed')}</p>
            <button class="secondary" type="button" onClick={() => void openThread(thread)}>
              {t('retry')}
            </button>
          </div>
        ) : (
          <Log key={`log ${place}`} thread={thread} />
        )}
        {isClosed(conversation) ? <Ended /> : <Composer key={`composer ${place}`} thread={thread} />}
      </main>
    </div>
  );
}

function Header({ thread }: { thread: ThreadId }) {
  const assignee = findConversation(thread)?.assignee;
  const others = conversations.value.length > 1;
  return (
    <header class="bar">
      <IconButton
        icon="back"
        label={t('back')}
        press={() => go({ view: others ? 'conversations' : 'home' })}
      />
      {assignee ? <Avatar person={assignee} /> : <Faces />}
      <div class="bar-title">
        <h1 tabIndex={-1}>{nameOf(assignee)}</h1>
        <Presence />
      </div>
      <ThreadMenu thread={thread} />
      <WindowButtons />
    </header>
  );
}

function Ended() {
  return (
    <div class="foot">
      <p class="soft">{t('ended')}</p>
      <button class="primary" type="button" onClick={() => void begin()}>
        {t('startNew')}
      </button>
    </div>
  );
}
