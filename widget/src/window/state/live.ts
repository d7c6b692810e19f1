import { effect, signal } from '@preact/signals';
import { Cable } from '../wire/cable.ts';
import { loadConversations } from './conversations.ts';
import './delivery.ts';
import { hear, noteArrived } from './heard.ts';
import { catchUp } from './messages.ts';
import { flush, told } from './outbox.ts';
import { expireTyping } from './typing.ts';
import { pubsub_token, renewVisitor } from './visitor.ts';

/** Whether the way to the desk is gone, as far as the visitor needs to know. */
export const isLost = signal(false);

const BEAT_MS = 2500;
const PRESENCE_BEATS = 8;
/** A hiccup is nobody's business. */
const PATIENCE_MS = 1000;

let cable: Cable | undefined;
let isJoined = false;
let beats = 0;
let beat = 0;
let patience = 0;
let isListening = false;

function noteLoss() {
  isJoined = false;
  if (!patience) patience = window.setTimeout(() => (isLost.value = true), PATIENCE_MS);
}

function noteReturn() {
  clearTimeout(patience);
  patience = 0;
  isLost.value = false;
}

async function join(isWhole: boolean) {
  isJoined = true;
  noteReturn();
  cable?.perform('update_presence');
  void flush();
  if (isWhole) return;
  try {
    await Promise.all([loadConversations(), catchUp().then((came) => came.forEach(noteArrived))]);
  } catch {
    // What is missing now is not asked for again by the socket: come in anew.
    cable?.drop();
  }
}

function tick() {
  cable?.check();
  expireTyping();
  beats += 1;
  if (isJoined && beats % PRESENCE_BEATS === 0) cable?.perform('update_presence');
}

/** Listens as long as there is somebody to listen for. */
export function goLive() {
  if (isListening) return;
  isListening = true;
  told.isConnected = () => isJoined;
  effect(() => {
    const listener = pubsub_token.value;
    cable?.close();
    clearInterval(beat);
    cable = undefined;
    isJoined = false;
    noteReturn();
    if (!listener) return;
    cable = new Cable(listener, {
      heard: hear,
      joined: (isWhole) => void join(isWhole),
      lost: noteLoss,
      refused: () => void renewVisitor().catch(noteLoss),
    });
    beat = window.setInterval(tick, BEAT_MS);
  });
  window.addEventListener('online', () => cable?.hurry());
  window.addEventListener('offline', () => {
    if (cable) cable.drop();
    else noteLoss();
  });
  document.addEventListener('visibilitychange', () => document.hidden || cable?.check());
}
