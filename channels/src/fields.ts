import * as z from 'zod';

/*
 * Settings as programs send them: a form knows only text, so 'true' and '24' stand for the value that they spell.
 * Each message finishes the sentence "Name …".
 */

/** A truth value. */
export const flag = z.union(
  [
    z.boolean(),
    z.enum(['true', '1']).transform(() => true),
    z.enum(['false', '0', '']).transform(() => false),
  ],
  'must be true or false',
);

/** A number of hours above 0; fractions are taken. */
export const hours = z
  .union(
    [
      z.number(),
      z
        .string()
        .regex(/^\d{1,9}(\.\d{1,9})?$/)
        .transform(Number),
    ],
    'must be a number of hours',
  )
  .refine((value) => value > 0, 'must be above 0');
