import type { WordKey } from '../words/words.ts';
import type { SavedKind } from './saved.ts';

/** What a saved filter is called, by what it lists. */
export const SAVED_WORDS = {
  conversation: {
    all: 'saved.folders',
    save: 'saved.saveFolder',
    saveNew: 'saved.saveNewFolder',
    more: 'saved.moreFolder',
    rename: 'saved.renameFolder',
    remove: 'saved.deleteFolder',
    removeText: 'saved.deleteFolderText',
  },
  contact: {
    all: 'saved.segments',
    save: 'saved.saveSegment',
    saveNew: 'saved.saveNewSegment',
    more: 'saved.moreSegment',
    rename: 'saved.renameSegment',
    remove: 'saved.deleteSegment',
    removeText: 'saved.deleteSegmentText',
  },
} as const satisfies Record<SavedKind, Record<string, WordKey>>;
