import { effect, signal } from '@preact/signals';
import { ask } from '../wire/ask.ts';
import type { Person } from '../wire/shapes.ts';
import type { ThreadId } from './route.ts';
import { isOpen } from './settings.ts';

/** Whoever writes in a conversation just now. */
export const typists = signal<ReadonlyMap<number, { person: Person; until: number }>>(new Map());

const FORGOTTEN_MS = 30_000;
const IDLE_MS = 3000;
const REPEAT_MS = 20_000;

export function noteTyping(id: number, person: Person | undefined) {
  if (!person && !typists.value.has(id)) return;
  const next = new Map(typists.value);
  if (person) next.set(id, { person, until: Date.now() + FORGOTTEN_MS });
  else next.delete(id);
  typists.value = next;
}

/** Nobody says that they stopped when their connection ended. */
export function expireTyping() {
  for (const [id, { until }] of typists.value) if (until < Date.now()) noteTyping(id, undefined);
}

let told: { id: number; at: number } | undefined;
let idle = 0;

/** The visitor pressed a key. */
export function type(id: ThreadId) {
  if (id === 'new') return;
  clearTimeout(idle);
  idle = window.setTimeout(stopTyping, IDLE_MS);
  if (told?.id === id && Date.now() - told.at < REPEAT_MS) return;
  told = { id, at: Date.now() };
  tell(id, 'on');
}

export function stopTyping() {
  clearTimeout(idle);
  if (!told) return;
  tell(told.id, 'off');
  told = undefined;
}

effect(() => {
  if (!isOpen.value) stopTyping();
});

function tell(id: number, typing_status: 'on' | 'off') {
  const query = { conversation_id: id };
  // Who types is worth nothing a moment later.
  ask('POST', 'conversations/toggle_typing', { query, body: { typing_status } }).catch(() => {});
}
