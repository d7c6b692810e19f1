import { signal } from '@preact/signals';
import { say } from '../host.ts';
import { channel, given, isPopout } from '../page.ts';
import { ask, speakFor } from '../wire/ask.ts';
import type { Contact } from '../wire/shapes.ts';

const TAB = `porchlight_visitor_${channel.websiteToken}`;

/** The visitor's credential; empty as long as nothing was done that needs one. */
export const token = signal('');
export const pubsub_token = signal('');
export const contact = signal<Contact>({});

/** Counts how often another visitor took the place of the one before. */
export const places = signal(0);

/** Whom the token is for; the same through all its renewals. */
function ownerOf(jwt: string): string {
  try {
    const [, claims = ''] = jwt.split('.');
    const { source_id } = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/')));
    return typeof source_id === 'string' ? source_id : jwt;
  } catch {
    return jwt;
  }
}

export const owner = () => (token.value ? ownerOf(token.value) : '');

/** Takes a token as the visitor's own. */
export function adoptToken(next: string) {
  token.value = next;
  speakFor({ token: next });
  keepInTab(next);
}

/** A token that the desk gave out is told to the page around, which keeps it. */
function takeGiven(next: string | undefined) {
  if (!next || next === token.value) return;
  adoptToken(next);
  say('setAuthCookie', { data: { widgetAuthToken: next } });
}

// A window of its own has no page around it that would remember; it forgets when it is closed.
function keepInTab(next: string) {
  try {
    if (isPopout) sessionStorage.setItem(TAB, next);
  } catch {
    // The browser forbids it: then a reload begins anew.
  }
}

export function tokenAtStart(): string {
  try {
    return given.token || (isPopout && sessionStorage.getItem(TAB)) || '';
  } catch {
    return given.token;
  }
}

interface Configuration {
  website_channel_config: { auth_token: string };
  contact: {
    pubsub_token: string;
    email: string | null;
    name: string | null;
    phone_number: string | null;
  } & Contact;
}

let asking: Promise<void> | undefined;

/** Makes the visitor known to the desk, where that has not happened yet. */
export async function ensureVisitor() {
  if (!token.value || !pubsub_token.value) await renewVisitor();
}

/** Renews the token and learns where to listen; several who ask at once ask once. */
export function renewVisitor(): Promise<void> {
  asking ??= configure().finally(() => {
    asking = undefined;
  });
  return asking;
}

async function configure() {
  const asked = owner();
  const { website_channel_config, contact: found } = await ask<Configuration>('POST', 'config');
  // Meanwhile the page around named another visitor: the answer is about somebody else.
  if (owner() !== asked) return;
  takeGiven(website_channel_config.auth_token);
  contact.value = {
    id: found.id,
    has_email: Boolean(found.email),
    has_name: Boolean(found.name),
    has_phone_number: Boolean(found.phone_number),
    identifier: found.identifier,
  };
  pubsub_token.value = found.pubsub_token;
}

interface ContactAnswer extends Contact {
  widget_auth_token?: string;
}

/** Changes the contact; the desk may answer with another token, of the one whom the visitor turned out to be. */
export async function changeContact(path: 'contact' | 'contact/set_user', body: object) {
  await ensureVisitor();
  const { widget_auth_token, ...changed } = await ask<ContactAnswer>('PATCH', path, { body });
  contact.value = { ...contact.value, ...changed };
  if (!widget_auth_token) return;
  takeGiven(widget_auth_token);
  await renewVisitor();
}
