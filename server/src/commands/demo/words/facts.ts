import { DAY_MS } from '../calendar.ts';
import type { Course } from '../course/course.ts';
import type { Random } from '../random.ts';

/** What the words in braces stand for, the same throughout a concern. */
export type Facts = Readonly<Record<string, string>>;

const PRODUCTS = [
  'Lumo desk lamp',
  'porch lantern',
  'path light set',
  'motion sensor',
  'bridge',
  'outdoor string lights',
  'reading lamp',
  'ceiling light Halo',
  'night light Moth',
  'garden spot',
];
const CARRIERS = ['DHL', 'UPS', 'DPD', 'FedEx', 'the postal service', 'GLS'];
const BROWSERS = ['Chrome', 'Firefox', 'Safari', 'Edge'];
const DEVICES = ['iPhone 15', 'Pixel 8', 'Galaxy S24', 'iPad', 'Windows laptop', 'MacBook', 'Fairphone 5'];
const PLANS = ['Starter', 'Team', 'Business'];
const CITIES = ['Berlin', 'Leeds', 'Lyon', 'Porto', 'Chicago', 'Malmö', 'Toronto', 'Madrid', 'Wien', 'Osaka'];

const DAY = new Intl.DateTimeFormat('en-US', { month: 'long', day: 'numeric', timeZone: 'UTC' });
const WEEKDAY = new Intl.DateTimeFormat('en-US', { weekday: 'long', timeZone: 'UTC' });

/** Draws the facts of a concern that came up at this moment. */
export function drawFacts(random: Random, { person }: Course, at: number): Facts {
  const day = new Date(at - (3 + random.below(18)) * DAY_MS);
  const number = random.below(90_000) + 10_000;
  return {
    name: person.first_name,
    company: person.company ?? 'our company',
    order: `#${number}`,
    invoice: `INV-${day.getUTCFullYear()}-${String(number).slice(0, 4)}`,
    amount: `€${9 + random.below(240)}.${random.pick(['00', '50', '90', '95'])}`,
    product: random.pick(PRODUCTS),
    carrier: random.pick(CARRIERS),
    tracking: `LX${number}${random.below(900) + 100}EU`,
    browser: random.pick(BROWSERS),
    device: random.pick(DEVICES),
    version: `${3 + random.below(3)}.${random.below(12)}.${random.below(9)}`,
    code: `${random.pick(['E', 'K', 'R', 'Q'])}${random.below(900) + 100}-${random.below(90) + 10}`,
    plan: random.pick(PLANS),
    seats: String(3 + random.below(45)),
    days: String(2 + random.below(8)),
    city: random.chance(0.5) ? person.city : random.pick(CITIES),
    date: DAY.format(day),
    weekday: WEEKDAY.format(at + (1 + random.below(5)) * DAY_MS),
  };
}

/** Puts the facts in; what is no fact stays as it is. */
export function fillIn(text: string, facts: Facts): string {
  if (!text.includes('{')) return text;
  return text.replaceAll(/\{([a-z]+)\}/g, (braces, name: string) => facts[name] ?? braces);
}
