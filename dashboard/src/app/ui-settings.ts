import { ask } from './ask.ts';
import { profileQuery, takeUser } from './queries.ts';
import { queryClient } from './query-client.ts';

/** Changes some of what the user chose about the pages; the desk keeps it, so that it counts on every device. */
export async function saveUiSettings(change: Readonly<Record<string, unknown>>) {
  const user = await queryClient.ensureQueryData(profileQuery);
  // The desk replaces all of them, so the others go along.
  const ui_settings = { ...user.ui_settings, ...change };
  takeUser({ ...user, ui_settings });
  try {
    takeUser(await ask((desk) => desk.profile.update({ ui_settings })));
  } catch (error) {
    takeUser(user);
    throw error;
  }
}
