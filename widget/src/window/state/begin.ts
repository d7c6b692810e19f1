import { say } from '../host.ts';
import { channel } from '../page.ts';
import { conversations, current } from './conversations.ts';
import { go, type ThreadId } from './route.ts';

let begun = 0;

/** Opens a conversation. */
export function showThread(thread: ThreadId) {
  if (thread === 'new') begun += 1;
  go({ view: 'thread', thread, key: thread === 'new' ? `new ${begun}` : `${thread}` });
}

/** Begins a conversation, with the questions of the site before it where there are any. */
export async function begin() {
  say('onEvent', {
    eventIdentifier: 'chatwoot:on-start-conversation',
    data: { hasConversation: conversations.value.length > 0 },
  });
  if (await asksFirst()) go({ view: 'pre-chat' });
  else showThread('new');
}

async function asksFirst(): Promise<boolean> {
  if (!channel.preChatFormEnabled) return false;
  const { questions } = await import('./pre-chat.ts');
  return questions().length > 0;
}

/** Goes on with the conversation that is open, or begins one. */
export async function proceed() {
  if (!current.value) return begin();
  say('onEvent', { eventIdentifier: 'chatwoot:on-start-conversation', data: { hasConversation: true } });
  showThread(current.value.id);
}
