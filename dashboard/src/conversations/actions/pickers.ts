import { Watched } from '../../app/watched.ts';
import type { Target } from './scopes.ts';

export type PickerKind =
  | 'agent'
  | 'team'
  | 'label'
  | 'priority'
  | 'snooze'
  | 'merge'
  | 'transcript'
  | 'delete';

/** What the window of a command is given. */
export interface PickerProps {
  target: Target;
  onClose(): void;
}

/** What is asked for a command before it can be done. */
interface Picker {
  kind: PickerKind;
  target: Target;
}

export const picker = new Watched<Picker | undefined>(undefined);

export const pick = (kind: PickerKind, target: Target) => picker.set({ kind, target });
