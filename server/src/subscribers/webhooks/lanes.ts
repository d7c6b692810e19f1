/** Receivers that did not take the last attempt may have half of all places, so that the others are served. */
const FAILING_IN_FLIGHT_MAX = 128;
export const LANE_MAX = 4;
const FAILING_LANE_MAX = 1;

export interface Lanes {
  enter(lane: string): void;
  /** Says that an attempt ended, and whether the receiver took it. */
  leave(lane: string, taken: boolean): void;
  /** The room in lanes that have not all of it. */
  free(): Record<string, number>;
}

/** How many are on their way to each host, and which hosts did not take the last one. */
export function openLanes(): Lanes {
  const busy = new Map<string, number>();
  const failing = new Set<string>();
  const roomIn = (lane: string) => {
    const places = failing.has(lane) ? FAILING_LANE_MAX : LANE_MAX;
    return Math.max(places - (busy.get(lane) ?? 0), 0);
  };
  return {
    enter(lane) {
      busy.set(lane, (busy.get(lane) ?? 0) + 1);
    },
    leave(lane, taken) {
      const left = (busy.get(lane) ?? 1) - 1;
      if (left > 0) busy.set(lane, left);
      else busy.delete(lane);
      if (taken) failing.delete(lane);
      else failing.add(lane);
    },
    free() {
      const failing_busy = [...failing].reduce((sum, lane) => sum + (busy.get(lane) ?? 0), 0);
      const isFull = (lane: string) => failing.has(lane) && failing_busy >= FAILING_IN_FLIGHT_MAX;
      const named = new Set([...busy.keys(), ...failing]);
      return Object.fromEntries([...named].map((lane) => [lane, isFull(lane) ? 0 : roomIn(lane)]));
    },
  };
}
