import { currentDesk, dropSession } from './session.ts';

/** Ends the session here and at the desk. */
export async function signOut() {
  // Whatever the desk says: whoever leaves must not stay signed in on this browser.
  await currentDesk()
    .auth.signOut({})
    .catch(() => undefined);
  dropSession('signed_out');
}
