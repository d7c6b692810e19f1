import { ask } from '../wire/ask.ts';
import type { Message } from '../wire/shapes.ts';
import { conversations, loadConversations } from './conversations.ts';
import type { Entry } from './entry.ts';

/** What the desk has of an entry: one message, or two where a conversation cannot begin with its files. */
interface Posted {
  first: Message;
  rest: Message[];
}

interface Outgoing {
  entry: Entry;
  files: readonly File[];
  progress(part: number): void;
  /** Told before the desk is asked: whoever tries again has to ask for the same. */
  decide(isVeryFirst: boolean): void;
}

/** Sends an entry to the desk, which knows by the echo id what it has already. */
export async function post(outgoing: Outgoing): Promise<Posted> {
  const { entry, files } = outgoing;
  if (entry.thread === 'new' && !(await isVeryFirst(outgoing))) return begin(outgoing);
  const query = entry.thread === 'new' ? {} : { conversation_id: entry.thread };
  if (files.length > 0) return { first: await postFiles(outgoing, query), rest: [] };
  const first = await ask<Message>('POST', 'messages', { query, body: { message: fieldsOf(entry) } });
  return { first, rest: [] };
}

async function isVeryFirst({ entry, decide }: Outgoing): Promise<boolean> {
  if (entry.isVeryFirst !== undefined) return entry.isVeryFirst;
  // Somebody who was here before may have conversations that could not be listed yet.
  if (entry.owner && conversations.value.length === 0) await loadConversations();
  const is = conversations.value.length === 0;
  decide(is);
  return is;
}

/** Only the visitor's first conversation begins by a message alone; further ones are asked for, without files. */
async function begin({ entry, files, progress }: Outgoing): Promise<Posted> {
  const content = entry.content || files.map(({ name }) => name).join(', ');
  const body = { message: fieldsOf({ ...entry, content }) };
  const { id, messages } = await ask<{ id: number; messages: Message[] }>('POST', 'conversations', { body });
  const [first] = messages;
  if (!first) throw new Error('A conversation began without its message');
  if (files.length === 0) return { first, rest: [] };
  const second = { ...entry, content: '', echo_id: `${entry.echo_id}-files` };
  return { first, rest: [await postFiles({ entry: second, files, progress }, { conversation_id: id })] };
}

function postFiles(
  { entry, files, progress }: Omit<Outgoing, 'decide'>,
  query: { conversation_id?: number },
) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fieldsOf(entry))) form.set(`message[${name}]`, String(value));
  for (const file of files) form.append('message[attachments][]', file, file.name);
  return ask<Message>('POST', 'messages', { query, form, progress });
}

const fieldsOf = ({ content, echo_id, created_at, reply_to, referrer }: Entry) => ({
  content,
  echo_id,
  timestamp: new Date(created_at).toString(),
  referer_url: referrer,
  ...(reply_to === undefined ? {} : { reply_to }),
});
