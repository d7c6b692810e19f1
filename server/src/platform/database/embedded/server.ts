import type { Binaries } from './binaries.ts';
import type { EmbeddedLog } from './log.ts';
import type { Place } from './place.ts';
import type { Runner } from './unprivileged.ts';

/** Everything that starting and reaching one PostgreSQL needs to know. */
export interface Server {
  place: Place;
  binaries: Binaries;
  runner: Runner;
  password: string;
  log: EmbeddedLog;
}
