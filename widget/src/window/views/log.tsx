/** @jsxImportSource preact */
import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { findConversation, isFromDesk } from '../state/conversations.ts';
import { groupsOf } from '../state/groups.ts';
import { loadEarlier, threadOf } from '../state/messages.ts';
import { isMine, outbox } from '../state/outbox.ts';
import type { ThreadId } from '../state/route.ts';
import { endWanted } from '../state/scrolling.ts';
import { now } from '../state/team.ts';
import { typists } from '../state/typing.ts';
import { dayOf, t, tellNew } from '../words.ts';
import { expectationText } from './availability.tsx';
import { Avatar, Faces, nameOf } from './avatar.tsx';
import { MessageGroup } from './message-group.tsx';

const NEAR_END_PX = 80;

export function Log({ thread }: { thread: ThreadId }) {
  const { messages, hasEarlier, isLoaded } = threadOf(thread);
  const entries = outbox.value.filter((entry) => entry.thread === thread && isMine(entry));
  const { log, unseen, toEnd } = useScroll(messages.at(-1)?.id, messages[0]?.id, entries.length);
  const groups = groupsOf(messages, entries);
  const lastMine = groups.findLast(({ isMine: mine }) => mine);
  const seen_at = (findConversation(thread)?.agent_last_seen_at ?? 0) * 1000;
  return (
    <div class="log-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys. */}
      <div class="log" ref={log} role="log" aria-label={t('messages')} aria-busy={!isLoaded} tabIndex={0}>
        <div class="log-content">
          {hasEarlier && thread !== 'new' && <Earlier id={thread} />}
          {isLoaded && !hasEarlier && <Introduction />}
          {!isLoaded && <Skeleton />}
          {groups.map((group) => (
            <div key={group.key}>
              {group.beginsDay && <p class="day">{dayOf(new Date(group.first_at), now.value)}</p>}
              <MessageGroup group={group} isLastMine={group === lastMine} isSeen={group.last_at <= seen_at} />
            </div>
          ))}
          {thread !== 'new' && <Typist id={thread} />}
        </div>
      </div>
      {unseen > 0 && (
        <button class="pill" type="button" onClick={toEnd}>
          {tellNew(messages.filter(isFromDesk).slice(-unseen).length)}
        </button>
      )}
    </div>
  );
}

/** Stays at the end while the visitor is there, and where they are otherwise. */
function useScroll(last: number | undefined, first: number | undefined, waiting: number) {
  const log = useRef<HTMLDivElement>(null);
  const before = useRef({ last, first, waiting, height: 0, isAtEnd: true });
  const unseen = useSignal(0);
  const toEnd = () => {
    const element = log.current;
    if (element) element.scrollTop = element.scrollHeight;
    before.current.isAtEnd = true;
    unseen.value = 0;
  };
  useLayoutEffect(() => {
    const element = log.current;
    const was = before.current;
    if (!element) return;
    const isSaying = waiting > was.waiting;
    if (was.isAtEnd || isSaying) toEnd();
    else if (first !== was.first) element.scrollTop += element.scrollHeight - was.height;
    else if (last !== was.last && waiting === was.waiting) unseen.value += 1;
    before.current = { last, first, waiting, height: element.scrollHeight, isAtEnd: was.isAtEnd || isSaying };
  });
  useEffect(() => {
    const element = log.current;
    if (!element) return undefined;
    const onScroll = () => {
      const { scrollTop, scrollHeight, clientHeight } = element;
      before.current.isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
      if (before.current.isAtEnd) unseen.value = 0;
    };
    // Pictures that arrive, a keyboard that slides in: whoever was at the end stays there.
    const onResize = () => {
      if (before.current.isAtEnd) element.scrollTop = element.scrollHeight;
    };
    const observer = new ResizeObserver(onResize);
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => observer.disconnect();
  }, []);
  useEffect(toEnd, [endWanted.value]);
  return { log, unseen: unseen.value, toEnd };
}

function Earlier({ id }: { id: number }) {
  const isLoading = useSignal(false);
  const load = async () => {
    isLoading.value = true;
    // The button stays for another try.
    await loadEarlier(id).catch(() => {});
    isLoading.value = false;
  };
  return (
    <button class="plain centred" type="button" disabled={isLoading.value} onClick={load}>
      {t('earlier')}
    </button>
  );
}

function Introduction() {
  return (
    <div class="introduction">
      <Faces />
      <p>{expectationText()}</p>
    </div>
  );
}

const Skeleton = () => (
  <div class="skeleton" aria-hidden="true">
    <i />
    <i />
    <i />
  </div>
);

function Typist({ id }: { id: number }) {
  const typist = typists.value.get(id);
  if (!typist) return null;
  return (
    <div class="group">
      <Avatar person={typist.person} />
      <div class="group-lines">
        <p class="bubble typing">
          <span class="hidden">{t('typing', { name: nameOf(typist.person) })}</span>
          <i />
          <i />
          <i />
        </p>
      </div>
    </div>
  );
}
