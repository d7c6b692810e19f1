/** @jsxImportSource preact */
import { showThread } from '../state/begin.ts';
import { isEnded } from '../state/conversations.ts';
import { now } from '../state/team.ts';
import type { Conversation, Message } from '../wire/shapes.ts';
import { shortTimeOf, t, tellNew } from '../words.ts';
import { Avatar, nameOf } from './avatar.tsx';
import { Icon } from './icons.tsx';
import { previewOf } from './preview.ts';

export function ConversationRows({ list }: { list: readonly Conversation[] }) {
  return (
    <ul class="rows">
      {list.map((each) => (
        <li key={each.id}>
          <Row conversation={each} />
        </li>
      ))}
    </ul>
  );
}

function Row({ conversation }: { conversation: Conversation }) {
  const { id, assignee, last_message: last, unread_count, last_activity_at } = conversation;
  const person = assignee ?? (last?.message_type === 1 ? last.sender : undefined);
  return (
    <button class={unread_count > 0 ? 'row unread' : 'row'} type="button" onClick={() => showThread(id)}>
      <Avatar person={person} />
      <span class="row-text">
        <span class="row-who">{nameOf(person)}</span>
        <span class="row-last">{last && textOf(last)}</span>
      </span>
      <span class="row-end">
        <span class="soft">{shortTimeOf(new Date(last_activity_at * 1000), now.value)}</span>
        {unread_count > 0 && (
          <span class="count">
            <span aria-hidden="true">{unread_count}</span>
            <span class="hidden">{tellNew(unread_count)}</span>
          </span>
        )}
        {isEnded(conversation) && <Icon name="end" />}
      </span>
      {isEnded(conversation) && <span class="hidden">{t('ended')}</span>}
    </button>
  );
}

const textOf = (last: Message) =>
  last.message_type === 0 ? `${t('you')}: ${previewOf(last)}` : previewOf(last);
