import type { CDPSession } from 'playwright-core';

/**
 * P1 is the machine as it is; P2 has a processor four times slower, 9 Mbit/s and 60 ms of latency. A page may be slowed
 * down with the frames that are of its own site; those of other sites have processes of their own.
 */
export const PROFILES = {
  P1: { slowdown: 1, latency_ms: 0, bytes_per_second: -1 },
  P2: { slowdown: 4, latency_ms: 60, bytes_per_second: (9 * 1_000_000) / 8 },
};
export type Profile = (typeof PROFILES)[keyof typeof PROFILES];

/** Makes a page as slow as the profile says. */
export async function slowDown(session: CDPSession, { slowdown, latency_ms, bytes_per_second }: Profile) {
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: latency_ms,
    downloadThroughput: bytes_per_second,
    uploadThroughput: bytes_per_second,
  });
}

/** What was measured in one run, by what it is and its unit. */
export type Figures = Record<string, number>;

/** Prints the median, the 95th of a hundred and the largest of each figure. */
export function printFigures(name: string, runs: readonly Figures[]) {
  for (const figure of Object.keys(runs[0] ?? {})) {
    const values = runs.map((each) => each[figure] ?? 0).toSorted((one, other) => one - other);
    const at = (share: number) => Math.round(values[Math.ceil(values.length * share) - 1] ?? 0);
    console.log(`${name}  ${figure.padEnd(46)} ${at(0.5)}  (p95 ${at(0.95)}, up to ${at(1)})`);
  }
}
