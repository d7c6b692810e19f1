import type { Line } from '../course/cast.ts';
import type { Course } from '../course/course.ts';
import type { Part } from '../course/script.ts';
import { itemAt, type Random } from '../random.ts';
import { smallTalk } from '../topics/small-talk.ts';
import { tongues } from '../topics/tongues.ts';
import { drawFacts, type Facts, fillIn } from './facts.ts';

type Spoken = Extract<Part, 'question' | 'reply' | 'thanks' | 'answer' | 'closing' | 'note'>;
type Stock = Readonly<Record<Spoken, readonly string[]>>;

/** Says the lines of one conversation in their order. */
export interface Voice {
  say(part: Spoken, line: Line): string;
}

export function createVoice(random: Random, course: Course): Voice {
  const isOwnTongue = random.chance(0.4);
  let chapter = -1;
  let facts: Facts = {};
  let manner: Manner = { next: () => '', isFormal: false };
  const turnTo = (line: Line) => {
    chapter = line.chapter;
    facts = drawFacts(random, course, line.at);
    const stock = stockOf(course, chapter, isOwnTongue);
    manner = { next: createSupply(random, stock), isFormal: course.pace === 'letters' && isEnglish(stock) };
  };
  return {
    say(part, line) {
      if (line.chapter !== chapter) turnTo(line);
      const text = dress(random, part, manner);
      return fillIn(text, {
        ...facts,
        agent: firstNameOf(line.agent?.name ?? course.assignee?.name ?? 'Alex'),
      });
    },
  };
}

const firstNameOf = (name: string) => name.split(' ')[0] ?? name;

function stockOf({ topics, person }: Course, chapter: number, isOwnTongue: boolean): Stock {
  const topic = itemAt(topics, chapter);
  const { tongue } = person;
  // Colleagues write their notes in English all the same.
  if (tongue && isOwnTongue) {
    const { questions, replies, answers, thanks, closings } = tongues[tongue];
    const note = smallTalk.notes;
    return { question: questions, reply: replies, answer: answers, thanks, closing: closings, note };
  }
  return {
    question: topic.questions,
    reply: topic.replies,
    answer: topic.answers,
    note: topic.notes,
    thanks: smallTalk.thanks,
    closing: smallTalk.closings,
  };
}

const FILLERS: Partial<Record<Spoken, readonly string[]>> = {
  reply: smallTalk.replies,
  answer: smallTalk.answers,
  note: smallTalk.notes,
};

/** What is said in an order: later answers build on earlier ones. */
const IN_ORDER = new Set<Spoken>(['reply', 'answer']);

/** Gives each phrase of the stock once, small talk in between, and after that small talk alone. */
function createSupply(random: Random, stock: Stock): (part: Spoken) => string {
  const places = new Map<Spoken, number>();
  return (part) => {
    const phrases = stock[part];
    const place = places.get(part) ?? (IN_ORDER.has(part) ? 0 : random.below(phrases.length));
    const fillers = isEnglish(stock) ? FILLERS[part] : undefined;
    const isUsedUp = IN_ORDER.has(part) ? place >= phrases.length : places.has(part);
    if (fillers && (isUsedUp || random.chance(0.2))) return random.pick(fillers);
    places.set(part, place + (random.chance(0.25) ? 2 : 1));
    return itemAt(phrases, place);
  };
}

const isEnglish = ({ thanks }: Stock) => thanks === smallTalk.thanks;

interface Manner {
  next(part: Spoken): string;
  /** Whether agents write letters, with a salutation. */
  isFormal: boolean;
}

/** Some say it shortly, some with a salutation, some take two sentences. */
function dress(random: Random, part: Spoken, { next, isFormal }: Manner): string {
  const text = next(part);
  switch (part) {
    case 'answer': {
      const longer = random.chance(0.3) ? `${text} ${next('answer')}` : text;
      return isFormal && random.chance(0.5) ? `Hi {name},\n\n${longer}\n\nBest regards,\n{agent}` : longer;
    }
    case 'question':
      return random.chance(0.3) ? `${text}\n\n${next('reply')}` : text;
    case 'reply':
      return random.chance(0.15) ? `${text} ${next('reply')}` : text;
    default:
      return text;
  }
}
