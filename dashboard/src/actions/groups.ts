import type { WordKey } from '../words/words.ts';
import type { ActionGroup } from './action.ts';

/** The headings under which commands stand, in order. */
export const GROUPS: readonly { group: ActionGroup; label: WordKey }[] = [
  { group: 'conversation', label: 'actions.groupConversation' },
  { group: 'composer', label: 'actions.groupComposer' },
  { group: 'list', label: 'actions.groupList' },
  { group: 'contact', label: 'actions.groupContact' },
  { group: 'go', label: 'actions.groupGo' },
  { group: 'view', label: 'actions.groupView' },
  { group: 'you', label: 'actions.groupYou' },
  { group: 'help', label: 'actions.groupHelp' },
];
