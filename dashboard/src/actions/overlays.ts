import { Watched } from '../app/watched.ts';

/** What lies over the page of its own accord: the palette of commands, or the list of shortcuts. */
export const overlay = new Watched<'none' | 'palette' | 'keys'>('none');
