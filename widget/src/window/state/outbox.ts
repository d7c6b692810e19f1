import { batch, signal } from '@preact/signals';
import { channel } from '../page.ts';
import { Failure } from '../wire/failure.ts';
import type { Message } from '../wire/shapes.ts';
import { type Entry, newEchoId, OUTBOX } from './entry.ts';
import { keep, onKeptElsewhere, readKept } from './kept.ts';
import { post } from './post.ts';
import { ensureVisitor, owner, renewVisitor } from './visitor.ts';

const fileKeeper = () =>
  import('./kept-files.ts').catch(() => {
    throw new Failure(0, undefined);
  });
const forgetFiles = async (echo_id: string) => (await fileKeeper()).dropFiles(echo_id);

const KEPT_MS = 24 * 3_600_000;
const TRIES_MAX = 6;
const BACKOFF_MS = 1000;
const BACKOFF_MAX_MS = 30_000;

export const outbox = signal<readonly Entry[]>(read());
/** How much of an entry's files is on its way, from 0 to 1. */
export const progress = signal<ReadonlyMap<string, number>>(new Map());

function read(): Entry[] {
  const oldest = Date.now() - KEPT_MS;
  return readKept<Entry[]>(OUTBOX, []).filter(({ created_at }) => created_at > oldest);
}

function write(entries: readonly Entry[]) {
  outbox.value = entries;
  keep(OUTBOX, entries);
}

const changeEntry = (echo_id: string, changed: Partial<Entry>) =>
  write(outbox.value.map((each) => (each.echo_id === echo_id ? { ...each, ...changed } : each)));

export const isMine = (entry: Entry) => !entry.owner || entry.owner === owner();

export type Draft = Pick<Entry, 'thread' | 'content' | 'reply_to' | 'referrer'> & { files: readonly File[] };

/** Puts something in the queue; it is shown at once and sent as soon as possible. */
export async function enqueue({ files, ...draft }: Draft) {
  const echo_id = newEchoId();
  const entry: Entry = {
    ...draft,
    echo_id,
    owner: owner(),
    files: files.map(({ name, size, type }) => ({ name, size, type })),
    created_at: Date.now(),
  };
  // First the files: whoever sees the entry may send it.
  if (files.length > 0) void (await fileKeeper()).keepFiles(echo_id, files);
  write([...outbox.value, entry]);
  await flush();
}

/** Whoever wants to know what becomes of the queue says so here; the queue knows nothing of the rest. */
export const told = {
  delivered(_entry: Entry, _message: Message) {},
  arrived(_message: Message) {},
  isConnected: () => false,
};

let isRunning = false;
let hasMore = false;
let timer = 0;
let tries = 0;

/** Sends what waits, one after the other, in order. */
export async function flush(): Promise<void> {
  hasMore = true;
  if (isRunning) return;
  isRunning = true;
  clearTimeout(timer);
  try {
    while (hasMore) {
      hasMore = false;
      await alone(sendAll);
    }
  } finally {
    isRunning = false;
  }
}

/** Of several windows of one visitor, one sends at a time, and looks first what the others have sent. */
async function alone(run: () => Promise<void>) {
  let hasBegun = false;
  const begin = () => {
    hasBegun = true;
    refresh();
    return run();
  };
  try {
    await navigator.locks.request(`${OUTBOX} ${channel.websiteToken}`, begin);
  } catch (error) {
    // Old browsers have no locks, and frames of strangers may not: then nothing is kept that others could see, either.
    if (hasBegun) throw error;
    await begin();
  }
}

function refresh() {
  const kept = readKept<Entry[] | undefined>(OUTBOX, undefined);
  if (kept) outbox.value = kept;
}

async function sendAll() {
  for (;;) {
    const entry = outbox.value.find((each) => each.refused === undefined && isMine(each));
    if (!entry || !(await send(entry))) return;
  }
}

/** Sends one; answers whether the next may follow. */
async function send(entry: Entry): Promise<boolean> {
  try {
    await ensureVisitor();
    if (!entry.owner) changeEntry(entry.echo_id, { owner: owner() });
    const files = entry.files.length > 0 ? await filesOf(entry) : [];
    const posted = await post({
      entry,
      files,
      progress: (part) => noteProgress(entry.echo_id, part),
      decide: (isVeryFirst) => changeEntry(entry.echo_id, { isVeryFirst }),
    });
    tries = 0;
    settle(entry.echo_id, posted.first);
    for (const message of posted.rest) told.arrived(message);
    return true;
  } catch (error) {
    return await hold(entry, error);
  }
}

const GONE = 410;

async function filesOf({ echo_id, files }: Entry): Promise<readonly File[]> {
  const found = await (await fileKeeper()).readFiles(echo_id);
  // The browser cleared them away: a message without its files would say something else.
  if (found.length < files.length) throw new Failure(GONE, undefined);
  return found;
}

async function hold(entry: Entry, error: unknown): Promise<boolean> {
  if (!(error instanceof Failure)) throw error;
  if (error.status === 401) await renewVisitor().catch(() => {});
  const isReached = error.status !== 0 || told.isConnected();
  if (isReached) tries += 1;
  if ((error.mayPass || error.status === 401) && tries < TRIES_MAX) {
    const wait = Math.min(BACKOFF_MS * 2 ** tries, BACKOFF_MAX_MS) * (0.5 + Math.random() / 2);
    timer = window.setTimeout(() => void flush(), error.retry_after_ms ?? wait);
    return false;
  }
  tries = 0;
  changeEntry(entry.echo_id, { refused: error.status });
  return true;
}

/** The desk has it, as an answer or the socket tells; whoever comes second finds nothing to do. */
export function settle(echo_id: string | undefined, message: Message) {
  const entry = outbox.value.find((each) => each.echo_id === echo_id);
  if (!entry) return;
  const rest = outbox.value.filter((each) => each !== entry);
  // What was said after the first message of a new conversation follows it there.
  const follows = (each: Entry) => entry.thread === 'new' && each.thread === 'new';
  batch(() => {
    write(rest.map((each) => (follows(each) ? { ...each, thread: message.conversation_id } : each)));
    noteProgress(entry.echo_id, undefined);
    told.delivered(entry, { ...message, echo_id: entry.echo_id });
  });
  if (entry.files.length > 0) void forgetFiles(entry.echo_id);
}

function noteProgress(echo_id: string, part: number | undefined) {
  const next = new Map(progress.value);
  if (part === undefined) next.delete(echo_id);
  else next.set(echo_id, part);
  progress.value = next;
}

export async function retry(echo_id: string) {
  changeEntry(echo_id, { refused: undefined });
  await flush();
}

export async function discard(echo_id: string) {
  write(outbox.value.filter((each) => each.echo_id !== echo_id));
  await forgetFiles(echo_id);
}

onKeptElsewhere(OUTBOX, refresh);
window.addEventListener('online', () => {
  tries = 0;
  void flush();
});
