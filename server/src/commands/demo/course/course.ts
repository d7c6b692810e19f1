import type { ConversationStatus } from '@porchlight/contract/conversation-values';
import { DAY_MS } from '../calendar.ts';
import { type Person, personAt } from '../people/person.ts';
import { createRandom, itemAt, type Random } from '../random.ts';
import type { Agent, DemoInbox, Stage } from '../stage.ts';
import type { Topic } from '../topics/topic.ts';
import { topics } from '../topics/topics.ts';
import { castLines, type Line } from './cast.ts';
import { type Ending, writeScript } from './script.ts';
import { type Pace, timeScript } from './timing.ts';

/** How a conversation went, without its words: as small as can be, so that it may be worked out twice. */
export interface Course {
  index: number;
  /** Which of the new contacts it is with. */
  contact_index: number;
  person: Person;
  /** Which of the contact's links it runs over. */
  link: number;
  on: DemoInbox;
  pace: Pace;
  /** One for each chapter; the first is what the conversation is known for. */
  topics: readonly Topic[];
  assignee: Agent | undefined;
  status: ConversationStatus;
  /** Milliseconds since 1970. */
  snoozed_until: number | undefined;
  lines: readonly Line[];
}

/** The course of a conversation; the same each time it is asked for. */
export function courseAt(stage: Stage, index: number): Course {
  const random = createRandom(stage.seed, 'course', index);
  const { now } = stage.calendar;
  const start = stage.calendar.momentAt((index + random.fraction()) / stage.conversations);
  const parties = partiesOf(stage, index, random);
  const { on, pace, person } = parties;
  const ending = person.blocked ? 'resolved' : endingOf(random, (now - start) / DAY_MS);
  const script = scriptOf(stage, index, { random, ending, greets: greetingOf(on) !== null });
  const scenes = timeScript(random, script, { start, now, pace });
  const chapters = (script.at(-1)?.chapter ?? 0) + 1;
  const about = Array.from({ length: chapters }, () => random.pick(topics));
  const cast = castLines(random, { scenes, script, members: on.members, team: itemAt(about, 0).team });
  const isCut = scenes.length < script.length;
  const status = person.blocked ? 'resolved' : statusOf(isCut, cast.lines, ending);
  const snoozed_until = status === 'snoozed' ? wakingTime(random, now) : undefined;
  return { index, ...parties, topics: about, ...cast, status, snoozed_until };
}

function partiesOf(stage: Stage, index: number, random: Random) {
  const contact_index = contactOf(stage, index, random);
  const person = personAt(stage.seed, contact_index);
  const link = person.inboxes.length > 1 && random.chance(0.3) ? 1 : 0;
  const on = itemAt(stage.inboxes, person.inboxes[link] ?? 0);
  const isChat = random.chance(on.inbox.channel_kind === 'api' ? 0.45 : 0.8);
  const pace: Pace = isChat ? 'chat' : 'letters';
  return { contact_index, person, link, on, pace };
}

interface Wishes {
  random: Random;
  ending: Ending | undefined;
  greets: boolean;
}

function scriptOf(stage: Stage, index: number, { random, ending, greets }: Wishes) {
  const is_unanswered = ending === undefined && random.chance(0.3);
  const count = countOf(stage, index, random);
  return writeScript(random, {
    count: is_unanswered ? Math.min(count, 1 + random.below(3)) : count,
    greets,
    is_handed: random.chance(0.6),
    is_unanswered,
    ending,
  });
}

/** What the inbox itself says to a newcomer. */
export const greetingOf = ({ inbox }: DemoInbox) =>
  (inbox.greeting_enabled && inbox.greeting_message) || null;

/** New contacts come in the order of their index, and most of them because they write. */
function contactOf({ contacts, conversations }: Stage, index: number, random: Random): number {
  const newest = Math.floor((index * contacts) / conversations);
  const isNew = index === 0 || newest > Math.floor(((index - 1) * contacts) / conversations);
  const returning = Math.floor((newest + 1) * random.fraction() ** 0.7);
  return isNew && random.chance(0.92) ? newest : returning;
}

/** Chance of still going on, by days since the beginning. */
const STILL_OPEN = [
  [2, 0.95],
  [5, 0.85],
  [10, 0.7],
  [18, 0.5],
  [32, 0.25],
] as const;
const RESTS_DAYS = 40;

function endingOf(random: Random, age_days: number): Ending | undefined {
  const [, chance] = STILL_OPEN.find(([days]) => age_days < days) ?? [0, 0];
  if (random.chance(chance)) return undefined;
  if (age_days > RESTS_DAYS || !random.chance(0.08)) return 'resolved';
  return random.chance(0.6) ? 'snoozed' : 'pending';
}

const GOLDEN = 0.618_033_988_749_894_9;

/** Lengths differ widely, and the golden ratio spreads them so that even a few hundred keep the mean. */
function countOf({ seed, messages_per }: Stage, index: number, random: Random): number {
  const spread = (index * GOLDEN + (seed % 1000) / 1000) % 1;
  const factor = Math.min(6, 0.2 - 0.8 * Math.log(1 - spread));
  return 1 + Math.floor((messages_per - 1) * factor + random.fraction());
}

function statusOf(isCut: boolean, lines: readonly Line[], ending: Ending | undefined): ConversationStatus {
  if (isCut) return lines.at(-1)?.part === 'resolved' ? 'resolved' : 'open';
  return ending ?? 'open';
}

const HOUR_MS = 3_600_000;

const wakingTime = (random: Random, now: number) =>
  Math.ceil((now + 6 * HOUR_MS + random.exponential(5 * DAY_MS)) / HOUR_MS) * HOUR_MS;
