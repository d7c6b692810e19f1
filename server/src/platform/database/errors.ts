import { Refusal } from '../refusal.ts';

interface PostgresFault {
  code: string;
  constraint?: string;
  message: string;
}

/** The PostgreSQL error behind an error, or nothing; Drizzle wraps it as the cause. */
function findPostgresFault(error: unknown): PostgresFault | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string' && /^[0-9A-Z]{5}$/.test(at.code))
      return at as PostgresFault & Error;
  }
  return undefined;
}

/** Tells whether the write broke the uniqueness that `constraint` keeps. */
export function brokeUniqueness(error: unknown, constraint: string): boolean {
  const fault = findPostgresFault(error);
  return fault?.code === '23505' && fault.constraint === constraint;
}

// Serialization failure, deadlock, and a row that was pointed to and is gone: the transaction did nothing, and finds
// another state when it runs again.
const REPEATABLE = new Set(['40001', '40P01', '23503']);

/** Tells whether the same transaction may simply be run again. */
export function isRepeatable(error: unknown): boolean {
  return REPEATABLE.has(findPostgresFault(error)?.code ?? '');
}

const FULL = new Set(['53100', '53400']);
const UNAVAILABLE = /^(08...|57P0[1-5]|53300)$/;
const SOCKET_FAULTS = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT']);
const POOL_FAULT =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** What a failure of the database means to the caller, or nothing when it is a defect of ours. */
export function refusalOfFault(error: unknown): Refusal | undefined {
  const code = findPostgresFault(error)?.code ?? '';
  if (FULL.has(code)) return new Refusal('storage_full', undefined, { cause: error });
  if (UNAVAILABLE.test(code) || isConnectionFault(error)) {
    return new Refusal('database_unavailable', undefined, { cause: error, retry_after: 1 });
  }
  // 22003: a number too large; 22P05 and 22021: text that the database cannot hold.
  if (/^22/.test(code))
    return new Refusal('unprocessable', 'A value is out of the range that can be stored', { cause: error });
  return undefined;
}

function isConnectionFault(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string' && SOCKET_FAULTS.has(at.code)) return true;
    if (POOL_FAULT.test(at.message)) return true;
  }
  return false;
}
