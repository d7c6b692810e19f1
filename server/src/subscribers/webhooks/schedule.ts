import type { SubscriberKind } from '../../features/webhooks/wire-events.ts';
import type { Outcome } from './sending.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** After the first attempt, and each one after that: ten attempts over 75 hours and a half. */
const PATIENT = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];
// A customer waits while a bot does not answer: people are called soon.
const HASTY = [3 * SECOND, 3 * SECOND];
const WAIT_MAX = 24 * HOUR;
const JITTER = 0.1;

interface Tried {
  kind: SubscriberKind;
  retries_enabled: boolean;
  attempts: number;
  outcome: Extract<Outcome, { is: 'failure' }>;
}

/** In how many milliseconds to try again; nothing when that was the last time. */
export function nextDelay({ kind, retries_enabled, attempts, outcome }: Tried): number | undefined {
  const isOver = outcome.is_final || !retries_enabled || (kind === 'agent_bot' && !mayBotRepeat(outcome));
  const usual = (kind === 'agent_bot' ? HASTY : PATIENT)[attempts - 1];
  if (isOver || usual === undefined) return undefined;
  const jittered = usual * (1 - JITTER + 2 * JITTER * Math.random());
  return Math.round(Math.min(Math.max(jittered, outcome.retry_after_ms ?? 0), WAIT_MAX));
}

// A bot that is slow may be at work on it, and would answer the customer twice.
const mayBotRepeat = ({ status, is_timeout }: Tried['outcome']) =>
  status === undefined ? !is_timeout : status === 429 || status >= 500;
