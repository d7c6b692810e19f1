import type { Random } from '../random.ts';

/** What happens in a conversation, one after the other; each becomes a message. */
export type Part =
  | 'question'
  | 'reply'
  | 'thanks'
  | 'answer'
  | 'closing'
  | 'note'
  | 'greeting'
  | 'assigned'
  | 'resolved'
  | 'reopened'
  | 'snoozed'
  | 'pending';

export type Ending = Extract<Part, 'resolved' | 'snoozed' | 'pending'>;

export interface Scene {
  part: Part;
  /** Counts the customer's concerns from 0: each begins with a question. */
  chapter: number;
}

interface Shape {
  /** How many messages there are to be. */
  count: number;
  greets: boolean;
  /** Whether a line says who takes it on. */
  is_handed: boolean;
  /** Nobody has answered yet. */
  is_unanswered: boolean;
  /** Nothing when it is still going on. */
  ending: Ending | undefined;
}

const CHAPTER_MIN = 5;
const CHAPTER_MEAN = 14;

/** The parts of a conversation: a concern, and for long ones more that came up after the first was settled. */
export function writeScript(random: Random, shape: Shape): Scene[] {
  const script: Scene[] = [];
  for (let chapter = 0; script.length < shape.count; chapter += 1) {
    const rest = shape.count - script.length;
    const wished = CHAPTER_MIN + Math.round(random.exponential(CHAPTER_MEAN - CHAPTER_MIN));
    const isLast = rest - wished < CHAPTER_MIN;
    const size = isLast ? rest : wished;
    const opening = chapter === 0 ? openingOf(shape, size) : (['question', 'reopened'] as const);
    const ending = isLast ? shape.ending : 'resolved';
    const parts = shape.is_unanswered
      ? monologue(opening, size)
      : dialogue(random, { opening, size, ending });
    for (const part of parts) script.push({ part, chapter });
  }
  return script;
}

const SIZE_FOR_FORMALITIES = 5;

function openingOf({ greets, is_handed, is_unanswered }: Shape, size: number): Part[] {
  if (size < SIZE_FOR_FORMALITIES) return ['question'];
  const assigned = is_handed && !is_unanswered;
  return [
    'question',
    ...(greets ? (['greeting'] as const) : []),
    ...(assigned ? (['assigned'] as const) : []),
  ];
}

const monologue = (opening: readonly Part[], size: number): Part[] => [
  ...opening.slice(0, size),
  ...Array<Part>(Math.max(0, size - opening.length)).fill('reply'),
];

interface Frame {
  opening: readonly Part[];
  size: number;
  ending: Ending | undefined;
}

function dialogue(random: Random, { opening, size, ending }: Frame): Part[] {
  const head = opening.slice(0, size);
  const rest = size - head.length;
  const tail = ending ? tailOf(random, ending, rest) : [];
  return [...head, ...talk(random, rest - tail.length, tail.length > 0), ...tail];
}

function tailOf(random: Random, ending: Ending, room: number): Part[] {
  if (room === 0) return [];
  if (ending === 'resolved' && room >= 5 && random.chance(0.6)) return ['thanks', 'closing', ending];
  if (ending === 'resolved' && room >= 3 && random.chance(0.6)) return ['thanks', ending];
  return [ending];
}

/** Agents and the customer by turns, now and then twice in a row. */
function talk(random: Random, size: number, ends_answered: boolean): Part[] {
  const parts: Part[] = [];
  let turn: 'agent' | 'customer' = 'agent';
  while (parts.length < size) {
    const isLast = parts.length === size - 1;
    if (turn === 'customer' && !(isLast && ends_answered)) {
      parts.push('reply');
      turn = random.chance(0.12) ? 'customer' : 'agent';
    } else if (!isLast && random.chance(0.09)) {
      parts.push('note');
    } else {
      parts.push('answer');
      turn = random.chance(0.12) ? 'agent' : 'customer';
    }
  }
  return parts;
}
