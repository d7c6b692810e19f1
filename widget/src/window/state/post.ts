import { ask } from '../wire/ask.ts';
import type { Message } from '../wire/shapes.ts';
import { findBegun } from './begun.ts';
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
  /** Told before the desk is asked, so that another try knows of this one. */
  trying(): void;
}

/** Sends an entry to the desk. */
export async function post(outgoing: Outgoing): Promise<Posted> {
  const { entry, files, trying } = outgoing;
  const isVeryFirst = entry.thread === 'new' && (await beginsAll(entry));
  if (entry.thread === 'new') trying();
  if (entry.thread === 'new' && !isVeryFirst) return begin(outgoing);
  const query = entry.thread === 'new' ? {} : { conversation_id: entry.thread };
  if (files.length > 0) return { first: await postFiles(outgoing, query), rest: [] };
  const first = await ask<Message>('POST', 'messages', { query, body: { message: fieldsOf(entry) } });
  return { first, rest: [] };
}

/** Whether the visitor had no conversation when this was first tried: then the message alone begins one. */
async function beginsAll({ owner, after }: Entry): Promise<boolean> {
  if (after !== undefined) return after === 0;
  // Somebody who was here before may have conversations that could not be listed yet.
  if (owner && conversations.value.length === 0) await loadConversations();
  return conversations.value.length === 0;
}

/** Only the visitor's first conversation begins by a message alone; further ones are asked for, without files. */
async function begin({ entry, files, progress }: Omit<Outgoing, 'trying'>): Promise<Posted> {
  const content = entry.content || files.map(({ name }) => name).join(', ');
  const begun = entry.after === undefined ? undefined : await findBegun(content, entry.after);
  const { id, first } = begun ?? (await askForBeginning({ ...entry, content }));
  if (files.length === 0) return { first, rest: [] };
  const second = { ...entry, content: '', echo_id: `${entry.echo_id}-files` };
  return { first, rest: [await postFiles({ entry: second, files, progress }, { conversation_id: id })] };
}

async function askForBeginning(entry: Entry): Promise<{ id: number; first: Message }> {
  const body = { message: fieldsOf(entry) };
  const { id, messages } = await ask<{ id: number; messages: Message[] }>('POST', 'conversations', { body });
  const [first] = messages;
  if (!first) throw new Error('A conversation began without its message');
  return { id, first };
}

function postFiles(
  { entry, files, progress }: Omit<Outgoing, 'trying'>,
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
