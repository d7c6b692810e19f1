import { late } from '../ui/layers/late.ts';
import { loadWords } from '../words/words.ts';

/*
 * What stands beside the list, with its words: each comes when the page is idle, or when it is wanted first.
 */

export const threadPart = late(() => withWords(import('./thread/thread-pane.tsx')));
export const panelPart = late(() => withWords(import('./side-panel/side-panel.tsx')));

async function withWords<Module>(code: Promise<Module>): Promise<Module> {
  const [module] = await Promise.all([code, loadWords('thread'), loadWords('panel')]);
  return module;
}

/** Folders, which stand in the list itself. */
export const foldersPart = late(async () => {
  const [{ FolderTitle, FolderMenu, FolderSubMenu, FolderBar }] = await Promise.all([
    import('./list/folders.tsx'),
    loadWords('saved'),
  ]);
  return { FolderTitle, FolderMenu, FolderSubMenu, FolderBar };
});
