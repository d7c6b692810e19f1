import { createRandom, placeOf, type Random } from '../random.ts';
import type { Tongue } from '../topics/tongues.ts';
import { type Culture, cultures, ownScripts } from './cultures.ts';

/** A customer as the seed makes them; the same each time they are asked for. */
export interface Person {
  name: string;
  /** What agents call them. */
  first_name: string;
  /** In Latin letters, for an address. */
  latin: string;
  tongue: Tongue | undefined;
  country: string;
  country_code: string;
  city: string;
  company: string | undefined;
  plan: (typeof PLANS)[number];
  seats: number;
  has_email: boolean;
  has_phone: boolean;
  has_identifier: boolean;
  /** Known by nothing but a name. */
  is_visitor: boolean;
  blocked: boolean;
  /** Places of the inboxes that they write to, most often the first. */
  inboxes: readonly number[];
}

const PLANS = ['starter', 'team', 'business'] as const;
const WEIGHTS = cultures.map(({ weight }) => weight);
const INBOX_WEIGHTS = [4, 3, 2, 1.5];

export function personAt(seed: number, index: number): Person {
  const random = createRandom(seed, 'person', index);
  const { culture, ...named } = nameOf(random);
  const [country, country_code, cities] = random.pick(culture.places);
  const is_visitor = random.chance(0.06);
  const company = !is_visitor && random.chance(0.35) ? companyOf(random) : undefined;
  const plan = random.pick(PLANS);
  return {
    ...named,
    tongue: culture.tongue,
    country,
    country_code,
    city: random.pick(cities),
    company,
    plan,
    seats: plan === 'starter' ? 1 : 2 + Math.floor(random.exponential(plan === 'team' ? 8 : 40)),
    has_email: !is_visitor && random.chance(0.92),
    has_phone: !is_visitor && random.chance(0.55),
    has_identifier: !is_visitor && random.chance(0.5),
    is_visitor,
    blocked: random.chance(0.012),
    inboxes: inboxesOf(random),
  };
}

type Named = Pick<Person, 'name' | 'first_name' | 'latin'> & { culture: Pick<Culture, 'tongue' | 'places'> };

function nameOf(random: Random): Named {
  if (random.chance(0.03)) {
    const [name, latin, culture] = random.pick(ownScripts);
    return { name, first_name: name, latin, culture };
  }
  const culture = cultures[placeOf(WEIGHTS, random.fraction())] ?? random.pick(cultures);
  const [given, family] = [random.pick(culture.given), random.pick(culture.family)];
  const middle = random.chance(0.12) ? ` ${random.pick([...'ABCDEFGHJKLMNPRSTW'])}.` : '';
  return { name: `${given}${middle} ${family}`, first_name: given, latin: latinOf(given, family), culture };
}

const SPELLINGS: Record<string, string> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  æ: 'ae',
  å: 'a',
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
};

/** A name as it stands before the @ of an address. */
export function latinOf(given: string, family: string): string {
  return `${given}.${family}`
    .toLowerCase()
    .replaceAll(/[ßøłæåäöü]/g, (letter) => SPELLINGS[letter] ?? letter)
    .normalize('NFD')
    .replaceAll(/[^a-z.]/g, '');
}

const COMPANY_HEADS = [
  'Harbour',
  'Northwind',
  'Maple',
  'Quarry',
  'Silver Birch',
  'Lindenhof',
  'Casa Verde',
  'Blue Finch',
  'Old Mill',
  'Terra Nova',
  'Kestrel',
  'Brightwater',
  'Sankt Anna',
  'Acacia',
  'Meridian',
  'Three Oaks',
  'Pebble',
  'Aurora',
];
const COMPANY_TAILS = [
  'Studio',
  'Hotels',
  'Architects',
  'Logistics',
  'Dental',
  'Books',
  'Coffee',
  'Interiors',
  'School',
  'Labs',
  'Bakery',
  'Partners',
  'Gardens',
  'Clinic',
  'Foods',
  'Media',
];

const companyOf = (random: Random) => `${random.pick(COMPANY_HEADS)} ${random.pick(COMPANY_TAILS)}`;

function inboxesOf(random: Random): number[] {
  const home = placeOf(INBOX_WEIGHTS, random.fraction());
  if (!random.chance(0.15)) return [home];
  return [home, (home + 1 + random.below(INBOX_WEIGHTS.length - 1)) % INBOX_WEIGHTS.length];
}
