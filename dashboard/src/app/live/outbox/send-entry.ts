import type { Client } from '@porchlight/client/sdk';
import { ask, isConflict, isPassing, sentenceOf } from '../../ask.ts';
import type { DeskStore } from '../desk-store.ts';
import { keepSent } from '../steps.ts';
import type { OutboxEntry } from './entry.ts';
import type { Sending } from './sender.ts';
import type { Uploads } from './uploads.ts';

/** The account that it is sent in. */
interface Sends {
  account_id: number;
  store: DeskStore;
  uploads: Uploads;
}

/** Sends what was written once, and keeps what the desk makes of it. */
export async function sendEntry(sends: Sends, entry: OutboxEntry): Promise<Sending> {
  const { account_id, store, uploads } = sends;
  const { echo_id } = entry;
  const asked_at = store.get().version;
  try {
    const teller = entry.files?.length ? await uploads.begin(echo_id) : undefined;
    const message = await ask((desk) => createMessage(teller ?? desk, account_id, entry));
    store.change((state) => keepSent(state, message, asked_at));
    return { is: 'sent' };
  } catch (error) {
    if (isPassing(error)) return { is: 'unanswered' };
    return { is: 'refused', reason: sentenceOf(error), is_answered: isConflict(error) };
  } finally {
    uploads.end(echo_id);
  }
}

const createMessage = (desk: Client, account_id: number, entry: OutboxEntry) =>
  desk.messages.create({
    account_id,
    conversation_id: entry.conversation_id,
    content: entry.content,
    private: entry.private,
    echo_id: entry.echo_id,
    last_seen_message_id: entry.last_seen_message_id,
    ...(entry.content_attributes ? { content_attributes: entry.content_attributes } : {}),
    ...(entry.files?.length ? { attachments: [...entry.files] } : {}),
  });
