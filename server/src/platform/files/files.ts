import type { FileLinks } from './links.ts';
import type { FileStore } from './store.ts';

/** Where files lie, and the links that lead to them. */
export interface Files {
  store: FileStore;
  links: FileLinks;
}
