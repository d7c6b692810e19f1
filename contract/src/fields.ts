import * as z from 'zod';

/*
 * Fields as the wire writes them. Programs send numbers as strings and booleans as 'true'; forms and query
 * strings cannot do otherwise. Each message finishes the sentence "Name …".
 */

const MAX_ID = Number.MAX_SAFE_INTEGER;

/** How the documents show a field, when what is taken is wider than what one should send. */
const shownAs = (documented: Readonly<Record<string, unknown>>) => ({ documented });

/** An id: a positive integer, or the same in digits. */
export const id = z
  .union(
    [
      z.int().min(1).max(MAX_ID),
      z
        .string()
        .regex(/^[1-9]\d{0,14}$/)
        .transform(Number),
    ],
    'must be an id: a whole number above 0',
  )
  .meta(shownAs({ type: 'integer', minimum: 1 }));

const blank = z.union([z.literal(''), z.literal(0), z.literal('0'), z.literal('null'), z.literal('nil')]);

/** An id, or nothing: null, 0 and the empty string all mean "none". */
export const optionalId = z
  .union([id, z.null(), blank.transform(() => null)], 'must be an id, or null for none')
  .meta(shownAs({ type: ['integer', 'null'], minimum: 1 }))
  .optional();

/** A truth value; 'true', '1', 'false' and '0' are taken too. */
export const flag = z
  .union(
    [
      z.boolean(),
      z.enum(['true', '1', 'on', 'yes', 't']).transform(() => true),
      z.enum(['false', '0', 'off', 'no', 'f', '']).transform(() => false),
      z.literal(1).transform(() => true),
      z.literal(0).transform(() => false),
    ],
    'must be true or false',
  )
  .meta(shownAs({ type: 'boolean' }));

/** Text of at most `max` characters; a number is taken as its digits. */
export function text(max: number) {
  return z
    .union([z.string(), z.number().transform(String)], 'must be text')
    .refine((value) => value.length <= max, `is too long (maximum is ${max} characters)`)
    .meta(shownAs({ type: 'string', maxLength: max }));
}

/** One line: what a database column of names holds. */
export const line = text(255);

/** A free JSON object of the sender's own keys. */
export const attributes = z.record(z.string(), z.unknown(), 'must be an object of names and values');

const LEVELS_MAX = 64;

/** Tells whether a value holds more levels of lists and objects than the desk stores. */
export function isTooDeep(value: unknown, levels = LEVELS_MAX): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inside) => isTooDeep(inside, levels - 1));
}

/** The page of a list, from 1; whatever is no such number means the first. */
export const page = z
  .unknown()
  .optional()
  .transform((value) => {
    const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : 1;
    return Number.isInteger(number) && number >= 1 && number <= 1_000_000 ? number : 1;
  })
  .meta(shownAs({ type: 'integer', minimum: 1, default: 1 }));

// The end of the year 9999, after which a time has no usual form.
const LAST_SECOND = 253_402_300_799;

/** Whole seconds since 1970. */
export const unixSeconds = z
  .union(
    [
      z.number().min(0).max(LAST_SECOND),
      z
        .string()
        .regex(/^\d{1,12}(\.\d+)?$/)
        .transform(Number)
        .refine((seconds) => seconds <= LAST_SECOND),
    ],
    'must be a time in seconds since 1970',
  )
  .meta(shownAs({ type: 'number', minimum: 0 }));

/** A list of texts; one alone, or several with commas, are taken too. */
export const texts = z
  .union(
    [z.array(z.string()), z.string().transform((value) => value.split(',').map((part) => part.trim()))],
    'must be a list of texts',
  )
  .refine((list) => list.every((item) => item.length <= 255), 'must be texts of at most 255 characters each')
  .meta(shownAs({ type: 'array', items: { type: 'string' } }));

const IDS_MAX = 1000;

/** A list of ids; one alone is taken too. */
export const ids = z
  .union([z.array(id), id.transform((one) => [one])], 'must be a list of ids')
  .refine((list) => list.length <= IDS_MAX, `must be at most ${IDS_MAX} ids`)
  .meta(shownAs({ type: 'array', items: { type: 'integer', minimum: 1 }, maxItems: IDS_MAX }));

/** `YYYY-MM-DDTHH:MM:SS.mmmZ`. */
export const isoTime = z.iso.datetime({ precision: 3 });

/** Whole seconds since 1970 in an answer. */
export const seconds = z.int();

/** Seconds since 1970 with a fraction in an answer. */
export const fractionalSeconds = z.number();

/** An object of free keys in an answer: never null, never a list. */
export const object = z.record(z.string(), z.unknown());
