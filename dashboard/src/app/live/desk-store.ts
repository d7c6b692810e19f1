import type { DeskState } from '@porchlight/client/state/desk';
import { fold, type WireEvent } from '@porchlight/client/state/fold';

type Listener = () => void;

/** Calls back once the browser is about to paint, or soon where nothing is painted. */
export type Schedule = (call: () => void) => void;

/**
 * What this page knows of an account. Frames of the socket are folded as they come and told of together, once for each
 * paint; what somebody does here is told of at once.
 */
export class DeskStore {
  private state: DeskState;
  private readonly schedule: Schedule;
  private readonly listeners = new Set<Listener>();
  private isScheduled = false;

  constructor(state: DeskState, schedule: Schedule) {
    this.state = state;
    this.schedule = schedule;
  }

  get = (): DeskState => this.state;

  subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Takes a step and tells of it now. */
  change(step: (state: DeskState) => DeskState) {
    const next = step(this.state);
    if (next === this.state) return;
    this.state = next;
    this.tell();
  }

  /** Folds an event that the socket brought. */
  fold(event: WireEvent, at_ms: number) {
    const next = fold(this.state, event, at_ms);
    if (next === this.state) return;
    this.state = next;
    if (this.isScheduled) return;
    this.isScheduled = true;
    this.schedule(() => this.isScheduled && this.tell());
  }

  private tell() {
    this.isScheduled = false;
    for (const listener of this.listeners) listener();
  }
}

const UNPAINTED_MS = 100;

/** With the next paint; a page in the background paints nothing and is told by the clock. */
export const withPaint: Schedule = (call) => {
  if (document.visibilityState === 'visible') requestAnimationFrame(call);
  else setTimeout(call, UNPAINTED_MS);
};
