import * as z from 'zod';

/*
 * Fields as the wire writes them. Programs send numbers as strings and booleans as 'true'; forms and query
 * strings cannot do otherwise. Each message finishes the sentence "Name …".
 */

const MAX_ID = Number.MAX_SAFE_INTEGER;

/** An id: a positive integer, or the same in digits. */
export const id = z.union(
  [
    z.int().min(1).max(MAX_ID),
    z
      .string()
      .regex(/^[1-9]\d{0,14}$/)
      .transform(Number),
  ],
  'must be an id: a whole number above 0',
);

const blank = z.union([z.literal(''), z.literal(0), z.literal('0'), z.literal('null'), z.literal('nil')]);

/** An id, or nothing: null, 0 and the empty string all mean "none". */
export const optionalId = z
  .union([id, z.null(), blank.transform(() => null)], 'must be an id, or null for none')
  .optional();

/** A truth value; 'true', '1', 'false' and '0' are taken too. */
export const flag = z.union(
  [
    z.boolean(),
    z.enum(['true', '1', 'on', 'yes', 't']).transform(() => true),
    z.enum(['false', '0', 'off', 'no', 'f', '']).transform(() => false),
    z.literal(1).transform(() => true),
    z.literal(0).transform(() => false),
  ],
  'must be true or false',
);

/** Text of at most `max` characters; a number is taken as its digits. */
export function text(max: number) {
  return z
    .union([z.string(), z.number().transform(String)], 'must be text')
    .refine((value) => value.length <= max, `is too long (maximum is ${max} characters)`);
}

/** One line: what a database column of names holds. */
export const line = text(255);

/** A free JSON object of the sender's own keys. */
export const attributes = z.record(z.string(), z.unknown(), 'must be an object of names and values');

/** The page of a list, from 1; whatever is no such number means the first. */
export const page = z
  .unknown()
  .optional()
  .transform((value) => {
    const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : 1;
    return Number.isInteger(number) && number >= 1 && number <= 1_000_000 ? number : 1;
  });

/** Whole seconds since 1970. */
export const unixSeconds = z.union(
  [
    z.number().min(0).max(253_402_300_799),
    z
      .string()
      .regex(/^\d{1,12}(\.\d+)?$/)
      .transform(Number),
  ],
  'must be a time in seconds since 1970',
);

/** A list of texts; one alone, or several with commas, are taken too. */
export const texts = z.union(
  [z.array(z.string()), z.string().transform((value) => value.split(',').map((part) => part.trim()))],
  'must be a list of texts',
);

/** `YYYY-MM-DDTHH:MM:SS.mmmZ`. */
export const isoTime = z.iso.datetime({ precision: 3 });

/** Whole seconds since 1970 in an answer. */
export const seconds = z.int();

/** Seconds since 1970 with a fraction in an answer. */
export const fractionalSeconds = z.number();

/** An object of free keys in an answer: never null, never a list. */
export const object = z.record(z.string(), z.unknown());
