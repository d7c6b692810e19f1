import type { ReporterOptions } from 'knip';

/** Says how many files knip read and how many issues of each kind it has: its own reports are silent when all is well. */
export default function reportCounts({ counters }: ReporterOptions): void {
  console.log(`counted ${JSON.stringify(counters)}`);
}
