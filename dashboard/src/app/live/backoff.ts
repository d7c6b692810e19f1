const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * How long to wait before the next attempt after so many that failed: twice as long each time, thirty seconds at most,
 * and somewhere in the upper half of that, so that all who were cut off do not come back in the same moment.
 */
export function retryDelay(failed_attempts: number, random: () => number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failed_attempts, 10));
  return longest * (0.5 + random() / 2);
}
