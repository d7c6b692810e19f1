import { say } from '../host.ts';
import type { Message, Person } from '../wire/shapes.ts';
import {
  type ConversationPush,
  findConversation,
  isFromDesk,
  noteConversationPush,
  noteLastMessage,
} from './conversations.ts';
import { mergeMessages } from './messages.ts';
import { isLookedAt, noteNews } from './news.ts';
import { settle } from './outbox.ts';
import { notePresence } from './team.ts';
import { noteTyping } from './typing.ts';

interface MessagePush extends Message {
  previous_changes?: { content_attributes?: [unknown, { submitted_values?: unknown } | null] };
}

interface Typing {
  conversation: ConversationPush;
  user: Person;
  is_private: boolean;
}

/** What the socket says, by event; the rest is not for visitors. */
const HEARD: Record<string, (data: never) => void> = {
  'message.created': (message: MessagePush) => {
    tellPage(message);
    noteArrived(message);
    settle(message.echo_id, message);
  },
  'message.updated': (message: MessagePush) => {
    mergeMessages(message.conversation_id, [message]);
    if (message.previous_changes?.content_attributes?.[1]?.submitted_values) tellPage(message);
  },
  'conversation.created': noteConversationPush,
  'conversation.updated': noteConversationPush,
  'conversation.status_changed': noteConversationPush,
  'conversation.typing_on': ({ conversation, user, is_private }: Typing) => {
    if (is_private || user.type === 'contact') return;
    noteConversationPush(conversation);
    noteTyping(conversation.id, user);
  },
  'conversation.typing_off': ({ conversation, is_private }: Typing) => {
    if (!is_private) noteTyping(conversation.id, undefined);
  },
  'presence.update': ({ users }: { users: Record<string, string> }) => notePresence(users),
};

export function hear(event: string, data: unknown) {
  HEARD[event]?.(data as never);
}

const tellPage = (message: Message) =>
  say('onEvent', { eventIdentifier: 'chatwoot:on-message', data: message });

/** A message that was not there before. */
export function noteArrived(message: Message) {
  const id = message.conversation_id;
  if (message.private || message.message_type === 2) return;
  const isKnown = message.id <= (findConversation(id)?.last_message?.id ?? 0);
  const isNews = isFromDesk(message) && !isKnown && !isLookedAt(id);
  mergeMessages(id, [message]);
  noteLastMessage(message, isNews);
  if (isFromDesk(message)) noteTyping(id, undefined);
  noteNews(message, isNews);
}
