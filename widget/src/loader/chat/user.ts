import { readCookie, writeCookie } from '../cookies.ts';
import type { Fields, Launcher } from '../parts.ts';
import { md5 } from './md5.ts';

const KEYS = ['avatar_url', 'email', 'name', 'identifier_hash'] as const;

/** Where the page remembers which user the frame was told last. */
export const userCookie = ({ chatwoot }: Launcher) => `cw_user_${chatwoot.websiteToken}`;

/** Tells the frame who the visitor is, unless it was told so before. */
export function identify(launcher: Launcher, { identifier, user }: Fields<'set-user'>) {
  const known = KEYS.map((key) => `${key}${user[key] ?? ''}`).join('');
  const hash = md5(`${known}identifier${identifier}`);
  if (hash === readCookie(userCookie(launcher))) return;
  launcher.tell('set-user', { identifier, user });
  writeCookie(userCookie(launcher), hash);
}
