import type { ConversationState } from '@porchlight/client/state/desk';
import { defineScope } from '../../actions/scope.ts';
import type { Live } from '../../app/live/live.ts';
import type { ConversationsSearch } from '../search.ts';
import { clearSelection } from '../store/selection.ts';

/** What commands on conversations are about: those that are selected, else the one that is open or has the focus. */
export interface Target {
  live: Live;
  conversations: readonly ConversationState[];
  /** Whether they were selected in the list. */
  isSelection: boolean;
}

export const conversationScope = defineScope<Target>('conversation');

/** The list as commands see it. */
export interface ListControl {
  /** Opens the conversation so many rows below the open one. */
  openBy(step: number): void;
  /** The row below the open one, or the last one; where the open one has left the list, what stands in its place. */
  nextOf(id: number): number | undefined;
  /** Selects or leaves out the row with the focus or the open one. */
  toggle(): void;
  /** Selects further, so many rows down. */
  extendBy(step: number): void;
  selectAll(): void;
  hasSelection(): boolean;
  /** Opens a conversation, or the list alone. */
  open(id: number | undefined): void;
  /** Changes what is shown. */
  show(change: ConversationsSearch): void;
  search(): ConversationsSearch;
  openFilter(): void;
  togglePanel(): void;
}

export const listScope = defineScope<ListControl>('conversationList');

/** Leaves the selection once a command is done on it. */
export const leaveSelection = ({ isSelection }: Target) => {
  if (isSelection) clearSelection();
};
