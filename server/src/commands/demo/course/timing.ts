import { DAY_MS, inOffice } from '../calendar.ts';
import type { Random } from '../random.ts';
import type { Part, Scene } from './script.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** In a chat people answer within minutes, in letters within hours. */
export type Pace = 'chat' | 'letters';

export interface TimedScene extends Scene {
  /** Milliseconds since 1970. */
  at: number;
}

interface Span {
  start: number;
  now: number;
  pace: Pace;
}

/** Gives the parts their moments, and leaves out what would lie in the future. */
export function timeScript(
  random: Random,
  script: readonly Scene[],
  { start, now, pace }: Span,
): TimedScene[] {
  const timed: TimedScene[] = [];
  let at = start;
  let before: Part | undefined;
  for (const scene of script) {
    if (before !== undefined) at = momentAfter(random, { at, before, part: scene.part, pace });
    if (at > now) break;
    timed.push({ ...scene, at });
    before = scene.part;
  }
  return timed;
}

interface Step {
  at: number;
  before: Part;
  part: Part;
  pace: Pace;
}

function momentAfter(random: Random, step: Step): number {
  const at = Math.floor(step.at + gapBefore(random, step));
  const isAgents = !['question', 'reply', 'thanks', 'greeting', 'reopened'].includes(step.part);
  // Some agents work late.
  return isAgents && random.chance(0.9) ? inOffice(at, random.fraction()) : at;
}

function gapBefore(random: Random, { before, part, pace }: Step): number {
  switch (part) {
    case 'greeting':
    case 'reopened':
      return 0;
    case 'question':
      return 12 * HOUR + random.exponential(9 * DAY_MS);
    case 'assigned':
    case 'note':
    case 'snoozed':
    case 'pending':
      return 5 * SECOND + random.exponential(4 * MINUTE);
    case 'resolved':
      return before === 'answer' ? random.exponential(DAY_MS) : 10 * SECOND + random.exponential(4 * MINUTE);
    case 'answer':
    case 'closing':
      return answerGap(random, before, pace);
    case 'reply':
    case 'thanks':
      return replyGap(random, before, pace);
  }
}

function answerGap(random: Random, before: Part, pace: Pace): number {
  if (before === 'answer' || before === 'note') return 8 * SECOND + random.exponential(MINUTE);
  return pace === 'chat'
    ? 20 * SECOND + random.exponential(3 * MINUTE)
    : 3 * MINUTE + random.exponential(2.5 * HOUR);
}

function replyGap(random: Random, before: Part, pace: Pace): number {
  if (before === 'reply') return 5 * SECOND + random.exponential(MINUTE);
  if (pace === 'letters' || random.chance(0.04)) return 5 * MINUTE + random.exponential(5 * HOUR);
  return 15 * SECOND + random.exponential(2.5 * MINUTE);
}
