/** Time as the parts of this folder see it, so that tests may move it. */
export interface Clock {
  now(): number;
  /** Calls back after so many milliseconds; answers what calls it off. */
  after(milliseconds: number, call: () => void): () => void;
}

/** The time of the browser. */
export const browserClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, call) {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
};
