import { hash, verify } from '@node-rs/argon2';

// OWASP's recommendation for argon2id: 19 MiB, two passes, one lane.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// Checked against when there is no such user, so that the answer takes as long as for a wrong password.
let decoy: Promise<string> | undefined;

/** The digest of a password: argon2id in PHC form. */
export function digestPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** Tells whether the password fits; takes the same time when there is no digest. */
export async function passwordFits(digest: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= digestPassword('nobody has this password');
  const fits = await verify(digest ?? (await decoy), password);
  return fits && typeof digest === 'string';
}

/** What is wrong with a new password, as the rest of a sentence, or nothing. */
export function passwordFault(password: string): string | undefined {
  if (password.length < 6) return 'is too short (minimum is 6 characters)';
  if (password.length > 128) return 'is too long (maximum is 128 characters)';
  const missing = [
    [/\p{Lu}/u, 'a capital letter'],
    [/\p{Ll}/u, 'a small letter'],
    [/\d/, 'a digit'],
    [/[^\p{L}\d\s]/u, 'a sign such as ! or -'],
  ] as const;
  const lacks = missing.filter(([pattern]) => !pattern.test(password)).map(([, name]) => name);
  return lacks.length ? `must contain ${lacks.join(', ')}` : undefined;
}
