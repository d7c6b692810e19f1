import type { Clock } from './clock.ts';

/** A clock that tests move by hand. */
export class HandClock implements Clock {
  private time = 1_000_000;
  private waiting: { at: number; call: () => void }[] = [];

  now = () => this.time;

  after = (milliseconds: number, call: () => void) => {
    const entry = { at: this.time + milliseconds, call };
    this.waiting.push(entry);
    return () => {
      this.waiting = this.waiting.filter((each) => each !== entry);
    };
  };

  /** Lets time pass, calling back whoever waits, in their order. */
  pass(milliseconds: number) {
    const end = this.time + milliseconds;
    for (;;) {
      const next = this.waiting.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
      if (!next) break;
      this.waiting = this.waiting.filter((each) => each !== next);
      this.time = Math.max(this.time, next.at);
      next.call();
    }
    this.time = end;
  }
}
