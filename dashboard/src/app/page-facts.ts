/*
 * What the desk writes into the page of itself.
 */

const is = (name: string): boolean =>
  document.querySelector<HTMLMetaElement>(`meta[name="porchlight-${name}"]`)?.content === 'on';

/** Whether people may make accounts here by themselves. */
export const hasSignUp = (): boolean => is('sign-up');

/** Whether mails go out: invitations, and links for a new password. */
export const hasMail = (): boolean => is('mail');
