import { showThread } from './begin.ts';
import { noteArrived } from './heard.ts';
import { noteBegun } from './messages.ts';
import { told } from './outbox.ts';
import { go, route } from './route.ts';

/** A conversation began, here: all that is in it is known. */
export function showBegun(id: number) {
  noteBegun(id);
  showThread(id);
}

told.arrived = noteArrived;

// What the desk has takes the place of what waited; the first of a conversation also gives it its number.
told.delivered = ({ thread }, message) => {
  noteArrived(message);
  if (thread !== 'new') return;
  noteBegun(message.conversation_id);
  const at = route.value;
  if (at.view !== 'thread' || at.thread !== 'new') return;
  go({ ...at, thread: message.conversation_id });
};
