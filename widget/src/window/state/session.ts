import { batch, effect, untracked } from '@preact/signals';
import { say } from '../host.ts';
import { channel, given, isPopout } from '../page.ts';
import { loadThread } from '../thread-loading.ts';
import { speak, t } from '../words.ts';
import { showThread } from './begin.ts';
import { conversations, current, forgetConversations } from './conversations.ts';
import { OUTBOX } from './entry.ts';
import { readKept } from './kept.ts';
import { go, route } from './route.ts';
import { isOpen } from './settings.ts';
import { loadHours, loadTeam, team } from './team.ts';
import { leaveUnread, takeQuietOpening } from './unread.ts';
import { adoptToken, contact, owner, places, pubsub_token, token, tokenAtStart } from './visitor.ts';

const AGAIN_MS = 3000;

let hasStarted = false;
/** The visitor whose things are shown. */
let shown = '';

/** Begins, or goes on with what the page knows by now: its language, and the token of the visitor where it has one. */
export async function restart(next: string | undefined, locale: string | undefined) {
  const before = owner();
  const known = next || (hasStarted ? '' : tokenAtStart());
  if (known) adoptToken(known);
  // The page says that there is nobody: whoever was here is gone. A window of its own keeps its own visitor.
  else if (next === '' && hasStarted && !isPopout) adoptToken('');
  const isNew = !hasStarted || (before === '' && owner() !== '');
  hasStarted = true;
  if (isNew) void load();
  await talk(locale || given.locale || channel.locale);
}

export async function talk(locale: string) {
  await speak(locale);
  say('setBubbleLabel', { label: t('chatWithUs') });
}

/** Somebody else has conversations of their own. */
effect(() => {
  const next = token.value ? owner() : '';
  if (next === shown) return;
  const wasSomebody = shown !== '';
  shown = next;
  if (wasSomebody) untracked(changePlaces);
});

/** There is somebody to listen for. */
effect(() => {
  if (pubsub_token.value) void goLive();
});

async function goLive() {
  await import('./live.ts').then(
    (live) => live.goLive(),
    () => setTimeout(goLive, AGAIN_MS),
  );
}

function changePlaces() {
  batch(() => {
    pubsub_token.value = '';
    contact.value = {};
    places.value += 1;
    forgetConversations();
    go({ view: 'home' });
  });
  void load();
}

async function load() {
  if (team.value.length === 0) void loadTeam();
  void loadHours();
  if (token.value || readKept<unknown[]>(OUTBOX, []).length > 0) await arrive();
}

/** Somebody was here before: what they have said and heard is loaded, and what shows it. */
async function arrive() {
  void loadThread().catch(() => {});
  await import('./arrival.ts').then(
    (arrival) => arrival.arrive(),
    () => setTimeout(arrive, AGAIN_MS),
  );
}

/** The page shows the window: because the visitor wants it, or as the window asked for what is unread. */
export function noteOpened() {
  if (takeQuietOpening()) return;
  isOpen.value = true;
  if (route.value.view === 'unread') leaveForThread();
}

export function noteClosed() {
  isOpen.value = false;
  takeQuietOpening();
  if (route.value.view === 'unread') leaveForThread();
}

/** From what is unread to the conversation itself. */
export function leaveForThread(id = (conversations.value.find(isUnread) ?? current.value)?.id) {
  leaveUnread();
  if (id === undefined) go({ view: 'home' });
  else showThread(id);
}

const isUnread = (conversation: { unread_count: number }) => conversation.unread_count > 0;
