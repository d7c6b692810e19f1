import { type ErrorCode, errors } from '@porchlight/contract/errors';

/** The caller asked for something that cannot be given, and can act on the sentence that says why. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  /** Fields that the sentence is about. */
  readonly attributes: readonly string[];
  /** Seconds after which a repetition may succeed. */
  readonly retry_after: number | undefined;

  constructor(code: ErrorCode, text?: string, options: RefusalOptions = {}) {
    super(text ?? errors[code].text, { cause: options.cause });
    this.name = 'Refusal';
    this.code = code;
    this.attributes = options.attributes ?? [];
    this.retry_after = options.retry_after;
  }
}

interface RefusalOptions {
  attributes?: readonly string[];
  retry_after?: number;
  cause?: unknown;
}

/** Refuses data that breaks a rule; each value finishes the sentence that its field begins. */
export function invalid(fields: Readonly<Record<string, string>>): Refusal {
  const sentences = Object.entries(fields).map(([field, rest]) => `${fieldLabel(field)} ${rest}`);
  return new Refusal('invalid', sentences.join(', '), { attributes: Object.keys(fields) });
}

export const notFound = () => new Refusal('not_found');
export const notAllowed = () => new Refusal('not_allowed');

/** `phone_number` reads "Phone number". */
export function fieldLabel(field: string): string {
  const words = field.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
