import type { Clock } from '../../app/live/clock.ts';

interface AnnouncerNeeds {
  clock: Clock;
  /** Tells the desk which conversation is looked at; null for none. */
  say(conversation_id: number | null): void;
}

/** The desk forgets after twenty seconds. */
const AGAIN_MS = 8000;
/** The desk takes ten words a second; whoever runs through a list says where they stop. */
const APART_MS = 250;
const HIDDEN_MS = 10_000;

/** Tells the desk what is looked at here, and tells it again as long as it is. A tab that stays hidden shows nothing. */
export class Announcer {
  private readonly needs: AnnouncerNeeds;
  /** Nothing while there are no conversations before the agent. */
  private opened: { conversation_id: number | null } | undefined;
  private isAway: boolean;
  private said_at_ms = Number.NEGATIVE_INFINITY;
  private callOff = () => {};
  private stopHiding = () => {};

  /** A tab that begins hidden was never looked at. */
  constructor(needs: AnnouncerNeeds, visibility: DocumentVisibilityState) {
    this.needs = needs;
    this.isAway = visibility === 'hidden';
  }

  /** Another conversation is open, or only the list of them; answers what ends that, unless the next has begun. */
  look(conversation_id: number | null): () => void {
    const opened = { conversation_id };
    this.opened = opened;
    this.saySoon();
    return () => {
      if (this.opened !== opened) return;
      this.opened = undefined;
      this.saySoon();
    };
  }

  see(visibility: DocumentVisibilityState) {
    this.stopHiding();
    if (visibility === 'hidden') this.stopHiding = this.needs.clock.after(HIDDEN_MS, () => this.turn(true));
    else if (this.isAway) this.turn(false);
  }

  /** Says how it is, at once unless something was said just now. */
  saySoon() {
    this.later(Math.max(0, this.said_at_ms + APART_MS - this.needs.clock.now()));
  }

  private turn(isAway: boolean) {
    this.isAway = isAway;
    this.saySoon();
  }

  private later(milliseconds: number) {
    this.callOff();
    this.callOff = this.needs.clock.after(milliseconds, () => this.say());
  }

  private say() {
    this.said_at_ms = this.needs.clock.now();
    const looked = this.isAway ? undefined : this.opened;
    this.needs.say(looked?.conversation_id ?? null);
    if (looked) this.later(AGAIN_MS);
  }
}
