import { effect } from '@preact/signals';
import { ask } from '../wire/ask.ts';
import { conversations } from './conversations.ts';

/*
 * Labels and attributes that the page wants on the conversation. Pages set them on each visit, long before there is
 * one: they wait for it.
 */

interface Wish {
  method: 'POST' | 'DELETE';
  path: string;
  body: object | undefined;
}

/** By what they are about: the last wish counts. */
const wishes = new Map<string, Wish>();
let work: Promise<unknown> = Promise.resolve();

/** Does something to the newest conversation, or to the first one once it begins. */
export function onConversation(about: string, method: Wish['method'], path: string, body?: object) {
  wishes.delete(about);
  wishes.set(about, { method, path, body });
  fulfil();
}

function fulfil() {
  if (conversations.value.length === 0) return;
  for (const [about, { method, path, body }] of wishes) {
    wishes.delete(about);
    // A label that the account does not have, or a conversation that is gone: nobody waits for an answer.
    work = work.then(() => ask(method, path, { body })).catch(() => {});
  }
}

effect(fulfil);
