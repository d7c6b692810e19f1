import { effect, signal } from '@preact/signals';
import { ask } from '../wire/ask.ts';
import type { Message } from '../wire/shapes.ts';
import { owner, places } from './visitor.ts';

export interface Thread {
  /** By id, which is their order. */
  messages: readonly Message[];
  hasEarlier: boolean;
  isLoaded: boolean;
  hasFailed: boolean;
}

interface Page {
  payload: Message[];
}

const EMPTY: Thread = { messages: [], hasEarlier: false, isLoaded: false, hasFailed: false };
const PAGE = 20;
const PAGE_AFTER = 100;

export const threads = signal<ReadonlyMap<number, Thread>>(new Map());

export const threadOf = (id: number | 'new'): Thread =>
  id === 'new' ? { ...EMPTY, isLoaded: true } : (threads.value.get(id) ?? EMPTY);

/** Whoever comes next is not shown what the visitor before wrote. */
effect(() => {
  if (places.value > 0) threads.value = new Map();
});

function change(id: number, changed: Partial<Thread>) {
  threads.value = new Map(threads.value).set(id, { ...threadOf(id), ...changed });
}

/** Puts messages where they belong; one that is there already is replaced. */
export function mergeMessages(id: number, fresh: readonly Message[]) {
  const all = new Map(threadOf(id).messages.map((message) => [message.id, message]));
  for (const message of fresh)
    if (isShown(message)) all.set(message.id, { ...all.get(message.id), ...message });
  change(id, { messages: [...all.values()].sort((one, other) => one.id - other.id) });
}

const isShown = ({ message_type, private: isPrivate }: Message) => message_type !== 2 && !isPrivate;

const ask20 = (id: number, query: object) =>
  ask<Page>('GET', 'messages', { query: { conversation_id: id, ...query } });

/** Loads the newest of a conversation, unless they are there. */
export async function openThread(id: number) {
  if (threadOf(id).isLoaded) return;
  const asked = owner();
  try {
    const { payload } = await ask20(id, {});
    if (owner() !== asked) return;
    mergeMessages(id, payload);
    change(id, { isLoaded: true, hasFailed: false, hasEarlier: payload.length >= PAGE });
  } catch {
    change(id, { hasFailed: true });
  }
}

/** A conversation that began here has nothing to be loaded. */
export const noteBegun = (id: number) => change(id, { isLoaded: true });

export async function loadEarlier(id: number) {
  const [first] = threadOf(id).messages;
  if (!first) return;
  const { payload } = await ask20(id, { before: first.id });
  mergeMessages(id, payload);
  change(id, { hasEarlier: payload.length >= PAGE });
}

/** Loads what came while the socket was away, into all threads that are there; answers what is new. */
export async function catchUp(): Promise<Message[]> {
  const came: Message[] = [];
  for (const [id, { isLoaded, messages }] of threads.value) {
    if (!isLoaded) continue;
    // The newest page once more: an answer to a form, or a deletion, changes what is there.
    const [newest, missed] = await Promise.all([ask20(id, {}), missedSince(id, messages.at(-1)?.id ?? 0)]);
    const known = new Set(messages.map((message) => message.id));
    mergeMessages(id, [...newest.payload, ...missed]);
    came.push(
      ...threadOf(id).messages.filter(
        (message) => !known.has(message.id) && message.id > (messages.at(-1)?.id ?? 0),
      ),
    );
  }
  return came;
}

async function missedSince(id: number, last: number): Promise<Message[]> {
  const missed: Message[] = [];
  for (let after = last; ; ) {
    const { payload } = await ask20(id, { after });
    missed.push(...payload);
    const next = payload.at(-1)?.id ?? after;
    if (payload.length < PAGE_AFTER || next <= after) return missed;
    after = next;
  }
}
